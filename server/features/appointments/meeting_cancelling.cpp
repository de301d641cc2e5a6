// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/meeting_cancelling.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/clients/clients.h"

namespace alcove::appointments {

using api::appointments::CancellingReply;
using api::appointments::CancelMeetingRequest;
using api::appointments::MeetingOutcome;
using api::appointments::MeetingPlace;
using api::appointments::MeetingState;
using api::appointments::MeetingStep;
using api::appointments::RestoreMeetingRequest;

namespace {

// What cancelling comes to, or what it came to.
MeetingOutcome outcome_of(const Meeting& meeting, const Appointment& place) {
  if (rules::is_here(place.state) && !rules::is_ended(place.state)) return MeetingOutcome::kIsHere;
  const bool was_cancelled = meeting.state == MeetingState::kCancelled &&
                             place.state == AppointmentState::kCancelledByClinic &&
                             place.state_since == meeting.state_since;
  if (was_cancelled || rules::is_open(place.state)) return MeetingOutcome::kCancelled;
  return MeetingOutcome::kStays;
}

Result<void> cancel_place(const access::Principal& principal, audit::WriteTxn& txn,
                          Appointment place, const std::string& reason) {
  ALCOVE_TRY(check_history(place));
  const AppointmentState before = place.state;
  place.notice_minutes = rules::notice_minutes(place.start_time, txn.now());
  enter(txn, place, {AppointmentState::kCancelledByClinic, txn.now()});
  account(txn, principal, place,
          {.step = api::appointments::Step::kCancel, .from = before, .reason = reason});
  return {};
}

}  // namespace

CancellingReply cancelling_of(store::ReadTxn& txn, const Meeting& meeting) {
  CancellingReply reply{.meeting = with_names(txn, meeting), .places = {}};
  for (const Appointment& one : places_of_meeting(txn, meeting.id)) {
    const auto client = clients::find_client(txn, one.client);
    if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    MeetingPlace place{.appointment = one.id,
                       .client = one.client,
                       .client_name = rules::list_name(clients::name_of(client->details)),
                       .record_number = client->record_number,
                       .state = one.state,
                       .outcome = outcome_of(meeting, one),
                       .reach = std::nullopt};
    if (place.outcome == MeetingOutcome::kCancelled) place.reach = clients::reach(txn, *client);
    reply.places.push_back(std::move(place));
  }
  std::sort(
      reply.places.begin(), reply.places.end(), [](const MeetingPlace& a, const MeetingPlace& b) {
        return std::tie(a.client_name, a.record_number) < std::tie(b.client_name, b.record_number);
      });
  return reply;
}

Result<CancellingReply> cancel_meeting(const access::Principal& principal,
                                       const CancelMeetingRequest& request, audit::WriteTxn& txn,
                                       const Site&) {
  ALCOVE_ASSIGN(Meeting meeting,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (meeting.state == MeetingState::kCancelled) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled already"};
  }
  std::int64_t cancelled = 0;
  std::int64_t here = 0;
  meeting.state = MeetingState::kCancelled;
  meeting.state_since = txn.now();
  ++meeting.revision;
  update_meeting(txn, meeting);
  for (const Appointment& place : places_of_meeting(txn, meeting.id)) {
    if (rules::is_here(place.state) && !rules::is_ended(place.state)) ++here;
    if (!rules::is_open(place.state)) continue;
    ALCOVE_TRY(cancel_place(principal, txn, place, request.reason));
    ++cancelled;
  }
  account_meeting(txn, principal, meeting,
                  {.step = MeetingStep::kCancel,
                   .detail = fmt::format("{} cancelled; {} are here", cancelled, here),
                   .reason = request.reason});
  return cancelling_of(txn, meeting);
}

Result<CancellingReply> restore_meeting(const access::Principal& principal,
                                        const RestoreMeetingRequest& request, audit::WriteTxn& txn,
                                        const Site& site) {
  ALCOVE_ASSIGN(Meeting meeting,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (meeting.state != MeetingState::kCancelled) {
    return Error{ErrorCode::kWrongState, "meeting", "the session stands"};
  }
  std::vector<StaffId> asked;
  for (const auto& one : meeting.clinicians) asked.push_back(one.clinician);
  ALCOVE_TRY(check_clinicians(txn, asked));
  ALCOVE_TRY(check_resources(txn, meeting.resources));
  for (const MeetingGuard& guard : site.meeting_guards) {
    ALCOVE_TRY(guard(txn, meeting, txn.now()));
  }
  ALCOVE_ASSIGN(Overridden overridden,
                decide_meeting(txn,
                               {.meeting = meeting,
                                .held_until = meeting_held_until(txn, meeting.id),
                                .asked = asked,
                                .resources_asked = meeting.resources},
                               request.override_reason, site));
  std::vector<Appointment> back;
  for (Appointment& place : places_of_meeting(txn, meeting.id)) {
    if (outcome_of(meeting, place) == MeetingOutcome::kCancelled) back.push_back(std::move(place));
  }
  const Meeting before = meeting;
  meeting.state = MeetingState::kStands;
  meeting.state_since = txn.now();
  ++meeting.revision;
  update_meeting(txn, meeting);
  std::int64_t returned = 0;
  for (const Appointment& place : back) {
    // Who is elsewhere by now stays cancelled.
    const Result<Appointment> undone =
        undo(principal,
             {.appointment = place.id, .base_revision = place.revision, .reason = request.reason},
             txn, site);
    if (undone) ++returned;
    if (!undone && undone.error().code != ErrorCode::kTaken) return undone.error();
  }
  Followed all;
  for (const MeetingFollower& follow : site.meeting_followers) {
    ALCOVE_ASSIGN(const Followed followed,
                  follow(principal, {before, meeting, request.reason}, txn, site));
    all.joined += followed.joined;
    all.cancelled += followed.cancelled;
  }
  account_meeting(txn, principal, meeting,
                  {.step = MeetingStep::kRestore,
                   .detail = fmt::format("{} of {} places; {} joined since, {} left since",
                                         returned, back.size(), all.joined, all.cancelled),
                   .reason = request.reason,
                   .overridden = std::move(overridden)});
  return cancelling_of(txn, meeting);
}

}  // namespace alcove::appointments
