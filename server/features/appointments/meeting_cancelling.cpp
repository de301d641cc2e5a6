// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/meeting_cancelling.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/clients/clients.h"

namespace alcove::appointments {

using api::appointments::CancelledBy;
using api::appointments::CancellingReply;
using api::appointments::CancelMeetingRequest;
using api::appointments::MeetingOutcome;
using api::appointments::MeetingPlace;
using api::appointments::MeetingState;
using api::appointments::MeetingStep;
using api::appointments::RestoreMeetingRequest;

namespace {

// How the places of one meeting are cancelled.
struct Cancelling {
  CancelledBy by = CancelledBy::kClinic;
  UtcTime now;
  std::chrono::minutes notice{};  // that the clinic asks for

  AppointmentState state_of(const Appointment& place) const {
    if (by == CancelledBy::kClinic) return AppointmentState::kCancelledByClinic;
    return rules::state_of_client_cancellation(place.start_time, now, notice);
  }
};

Cancelling cancelling_by(store::ReadTxn& txn, CancelledBy by, UtcTime now) {
  return {by, now, std::chrono::minutes(read_rules(txn).cancellation_notice_minutes)};
}

MeetingOutcome outcome_of(AppointmentState cancelled) {
  if (cancelled == AppointmentState::kCancelledByClient) return MeetingOutcome::kInTime;
  if (cancelled == AppointmentState::kLateCancelled) return MeetingOutcome::kLate;
  return MeetingOutcome::kCancelled;
}

// Cancelled by the step that cancelled the meeting.
bool went_with(const Meeting& meeting, const Appointment& place) {
  if (meeting.state != MeetingState::kCancelled || place.state_since != meeting.state_since) {
    return false;
  }
  if (meeting.cancelled_by != CancelledBy::kClient) {
    return place.state == AppointmentState::kCancelledByClinic;
  }
  return place.state == AppointmentState::kCancelledByClient ||
         place.state == AppointmentState::kLateCancelled;
}

// What is known of a meeting that was moved: when that was, and who has not been told of it yet.
struct Telling {
  std::optional<UtcTime> moved_at{};
  std::optional<std::set<ClientId>> untold{};

  bool is_untold(const ClientId& client) const { return untold && untold->contains(client); }
  bool knows(const Appointment& place) const {
    if (!moved_at) return false;
    if (place.state == AppointmentState::kConfirmed) return true;
    return untold && !untold->contains(place.client);
  }
  // Had a place until the meeting went to another day.
  bool left(const Appointment& place) const {
    return moved_at && place.state == AppointmentState::kCancelledByClinic &&
           (place.state_since == *moved_at || is_untold(place.client));
  }
};

Telling telling_of(store::ReadTxn& txn, const Meeting& meeting, const Site& site) {
  Telling telling;
  if (meeting.state != MeetingState::kStands) return telling;
  for (const auto& entry : read_meeting_history(txn, meeting.id)) {
    if (entry.step == MeetingStep::kMove) telling.moved_at = entry.at;
  }
  if (telling.moved_at && site.meeting_telling.untold) {
    telling.untold = site.meeting_telling.untold(txn, meeting.id);
  }
  return telling;
}

// What cancelling comes to, or what it came to.
MeetingOutcome outcome_of(const Meeting& meeting, const Appointment& place, const Cancelling& how) {
  if (rules::is_here(place.state) && !rules::is_ended(place.state)) return MeetingOutcome::kIsHere;
  if (went_with(meeting, place)) return outcome_of(place.state);
  if (rules::is_open(place.state)) return outcome_of(how.state_of(place));
  return MeetingOutcome::kStays;
}

Result<void> cancel_place(const access::Principal& principal, audit::WriteTxn& txn,
                          Appointment place, const Cancelling& how, const std::string& reason) {
  ALCOVE_TRY(check_history(place));
  const AppointmentState before = place.state;
  place.notice_minutes = rules::notice_minutes(place.start_time, how.now);
  enter(txn, place, {how.state_of(place), how.now});
  account(txn, principal, place,
          {.step = api::appointments::Step::kCancel, .from = before, .reason = reason});
  return {};
}

}  // namespace

CancellingReply cancelling_of(store::ReadTxn& txn, const Meeting& meeting, CancelledBy by,
                              UtcTime now, const Site& site) {
  const Cancelling how = cancelling_by(txn, by, now);
  const Telling telling = telling_of(txn, meeting, site);
  CancellingReply reply{.meeting = with_names(txn, meeting), .places = {}};
  for (const Appointment& one : places_of_meeting(txn, meeting.id)) {
    const auto client = clients::find_client(txn, one.client);
    if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    MeetingPlace place{.appointment = one.id,
                       .client = one.client,
                       .client_name = rules::list_name(clients::name_of(client->details)),
                       .record_number = client->record_number,
                       .birth_date = client->details.birth_date,
                       .state = one.state,
                       .outcome = outcome_of(meeting, one, how),
                       .reach = std::nullopt};
    if (telling.left(one)) place.outcome = MeetingOutcome::kLeft;
    const bool called =
        place.outcome == MeetingOutcome::kCancelled || place.outcome == MeetingOutcome::kLeft;
    if (called) place.reach = clients::reach(txn, *client);
    place.knows = (called || rules::is_open(one.state)) && telling.knows(one);
    reply.places.push_back(std::move(place));
  }
  std::sort(
      reply.places.begin(), reply.places.end(), [](const MeetingPlace& a, const MeetingPlace& b) {
        return std::tie(a.client_name, a.record_number) < std::tie(b.client_name, b.record_number);
      });
  return reply;
}

std::int64_t count_knowing(const CancellingReply& reply) {
  return std::ranges::count_if(reply.places, [](const MeetingPlace& one) { return one.knows; });
}

Result<CancellingReply> cancel_meeting(const access::Principal& principal,
                                       const CancelMeetingRequest& request, audit::WriteTxn& txn,
                                       const Site& site) {
  ALCOVE_ASSIGN(Meeting meeting,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (meeting.state == MeetingState::kCancelled) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled already"};
  }
  const CancelledBy by = request.by.value_or(CancelledBy::kClinic);
  if (by == CancelledBy::kClinic && request.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", "why does the clinic cancel it?"};
  }
  const Cancelling how = cancelling_by(txn, by, txn.now());
  std::int64_t cancelled = 0;
  std::int64_t here = 0;
  meeting.state = MeetingState::kCancelled;
  meeting.cancelled_by = by;
  meeting.state_since = txn.now();
  ++meeting.revision;
  update_meeting(txn, meeting);
  for (const Appointment& place : places_of_meeting(txn, meeting.id)) {
    if (rules::is_here(place.state) && !rules::is_ended(place.state)) ++here;
    if (!rules::is_open(place.state)) continue;
    ALCOVE_TRY(cancel_place(principal, txn, place, how, request.reason));
    ++cancelled;
  }
  account_meeting(txn, principal, meeting,
                  {.step = MeetingStep::kCancel,
                   .detail = fmt::format("{} cancelled{}; {} are here", cancelled,
                                         by == CancelledBy::kClient ? " by the clients" : "", here),
                   .reason = request.reason,
                   .cancelled_by = by});
  return cancelling_of(txn, meeting, by, txn.now(), site);
}

Result<CancellingReply> restore_meeting(const access::Principal& principal,
                                        const RestoreMeetingRequest& request, audit::WriteTxn& txn,
                                        const Site& site) {
  ALCOVE_ASSIGN(Meeting meeting,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (meeting.state != MeetingState::kCancelled) {
    return Error{ErrorCode::kWrongState, "meeting", "the session stands"};
  }
  std::vector<StaffId> asked = leaders_of(meeting);
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
    if (went_with(meeting, place)) back.push_back(std::move(place));
  }
  const Meeting before = meeting;
  meeting.state = MeetingState::kStands;
  meeting.cancelled_by.reset();
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
  return cancelling_of(txn, meeting, CancelledBy::kClinic, txn.now(), site);
}

}  // namespace alcove::appointments
