// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/access/principal.h"
#include "server/audit/write_txn.h"
#include "shared/api/meeting_cancelling.h"
#include "shared/api/meeting_moving.h"

// Meetings (sessions of several clients) as other features see them; part of the face of
// appointments. What each of these writes is decided, told and kept as for a single appointment.
namespace alcove::appointments {

struct Site;
using api::appointments::Appointment;
using api::appointments::Meeting;
using api::appointments::MeetingId;

// Who cannot come because they are elsewhere at that time.
enum class IfElsewhere : std::uint8_t { kRefuse, kKeepOut };

struct MeetingPlan {
  api::appointments::BookMeetingRequest request;  // of any kind; a family's first is identified
  std::string title{};
  std::optional<std::int64_t> most{};   // places
  std::optional<std::int64_t> least{};  // with fewer it says so
  IfElsewhere if_elsewhere = IfElsewhere::kRefuse;
};
struct KeptOut {
  ClientId client;
  LocalDateTime start;  // what they have at that time
  LocalDateTime end;
};
struct BookedMeeting {
  Meeting meeting;
  std::vector<KeptOut> kept_out;
};
Result<BookedMeeting> book_meeting(const access::Principal& principal, const MeetingPlan& plan,
                                   audit::WriteTxn& txn, const Site& site);

// A feature that goes with a meeting to another time: it refuses, or lets who comes follow. Asked
// in the write's own transaction, in which the meeting is at its new time and its places are not
// yet; a place that is cancelled or made here stays as it is.
struct Followed {
  std::int64_t joined = 0;
  std::int64_t cancelled = 0;
  std::int64_t left_out = 0;
};
// `before` was cancelled: it stands again, at the same time, and its places are back.
struct MovedMeeting {
  const Meeting& before;
  const Meeting& after;
  const std::string& reason;
};
using MeetingFollower = std::function<Result<Followed>(
    const access::Principal&, const MovedMeeting&, audit::WriteTxn&, const Site&)>;

// Whether a meeting that was cancelled may be held after all, as far as the feature knows it: asked
// before it stands again.
using MeetingGuard = std::function<Result<void>(store::ReadTxn&, const Meeting&, UtcTime now)>;

// What the routes do.
Result<Meeting> book_clients(const access::Principal& principal,
                             const api::appointments::BookMeetingRequest& request,
                             audit::WriteTxn& txn, const Site& site);
Result<Appointment> join_meeting(const access::Principal& principal,
                                 const api::appointments::JoinMeetingRequest& request,
                                 audit::WriteTxn& txn, const Site& site);
Result<Meeting> assign_meeting(const access::Principal& principal,
                               const api::appointments::AssignMeetingRequest& request,
                               audit::WriteTxn& txn, const Site& site);
Result<api::appointments::MoveMeetingReply> move_meeting(
    const access::Principal& principal, const api::appointments::MoveMeetingRequest& request,
    audit::WriteTxn& txn, const Site& site);
Result<Appointment> mark_attendance(const access::Principal& principal,
                                    const api::appointments::AttendanceRequest& request,
                                    audit::WriteTxn& txn, const Site& site);
Result<api::appointments::CancellingReply> cancel_meeting(
    const access::Principal& principal, const api::appointments::CancelMeetingRequest& request,
    audit::WriteTxn& txn, const Site& site);
Result<api::appointments::CancellingReply> restore_meeting(
    const access::Principal& principal, const api::appointments::RestoreMeetingRequest& request,
    audit::WriteTxn& txn, const Site& site);

// Whoever asks accounts for it in the audit chain.
std::optional<Meeting> find_meeting(store::ReadTxn& txn, const MeetingId& id);
// By time, whatever their state; of one clinician, those that they lead or help to lead.
std::vector<Meeting> meetings_on(store::ReadTxn& txn, LocalDate day,
                                 const std::optional<StaffId>& clinician);
// Every place, whatever its state, but those that it was moved from.
std::vector<Appointment> places_of_meeting(store::ReadTxn& txn, const MeetingId& meeting);
// The same with the clinicians' names, for a reply.
Meeting with_names(store::ReadTxn& txn, Meeting meeting);
// The id of a place that somebody gets because of what else is written: the same whenever the same
// write is done again.
AppointmentId place_id(const MeetingId& meeting, const std::string& because_of);
// Whether the person leads or helps to lead it.
bool leads(const Meeting& meeting, const StaffId& person);
// Whose visit an appointment is: its clinician's, and of a place in a meeting everybody's who
// leads.
bool is_with(store::ReadTxn& txn, const Appointment& appointment, const StaffId& person);

}  // namespace alcove::appointments
