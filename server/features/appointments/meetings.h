// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/access/principal.h"
#include "server/audit/write_txn.h"
#include "shared/api/meeting_cancelling.h"

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
  std::optional<std::int64_t> most{};  // places
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
// Every place, whatever its state.
std::vector<Appointment> places_of_meeting(store::ReadTxn& txn, const MeetingId& meeting);
// The same with the clinicians' names, for a reply.
Meeting with_names(store::ReadTxn& txn, Meeting meeting);
// Whether the person leads or helps to lead it.
bool leads(const Meeting& meeting, const StaffId& person);
// Whose visit an appointment is: its clinician's, and of a place in a meeting everybody's who
// leads.
bool is_with(store::ReadTxn& txn, const Appointment& appointment, const StaffId& person);

}  // namespace alcove::appointments
