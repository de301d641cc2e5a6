// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_cancelling.h"
#include "server/features/appointments/meeting_change.h"
#include "shared/crypto/crypto.h"

namespace alcove::appointments {

using api::appointments::MeetingState;
using api::appointments::MeetingStep;
using api::appointments::MoveMeetingReply;
using api::appointments::MoveMeetingRequest;
using api::appointments::Step;

namespace {

// Who came, or was marked as missing: from then on it is the session that was. Who excused
// themselves or was cancelled before hinders nothing.
Result<void> check_not_begun(const std::vector<Appointment>& places) {
  const bool begun = std::any_of(places.begin(), places.end(), [](const Appointment& one) {
    return rules::is_here(one.state) || one.state == AppointmentState::kNoShow ||
           one.state == AppointmentState::kLeftWithoutBeingSeen;
  });
  if (!begun) return {};
  return Error{ErrorCode::kWrongState, "places", "somebody came, or was marked as missing"};
}

Result<Meeting> meeting_at(const Meeting& before, const MoveMeetingRequest& request,
                           audit::WriteTxn& txn, const Site& site) {
  Appointment time;
  ALCOVE_TRY(set_time(time, request.start, request.minutes, site.zone, txn.now()));
  if (time.start_time == before.start_time && time.end_time == before.end_time) {
    return Error{ErrorCode::kOutOfRange, "start", "it is at that time already"};
  }
  if (date_of(request.start) != date_of(before.start) &&
      count_meetings_on(txn, date_of(request.start)) >=
          static_cast<std::int64_t>(api::appointments::kMaxMeetingsADay)) {
    return Error{ErrorCode::kTooMany, "start",
                 fmt::format("a day has at most {} sessions", api::appointments::kMaxMeetingsADay)};
  }
  Meeting after = before;
  take_time(after, time);
  after.room = request.room;
  after.clinicians = led_by(before, request.clinicians);
  if (request.resources) after.resources = *request.resources;
  ALCOVE_TRY(check_resources(txn, after.resources));
  return after;
}

// Room and seats, where it is another room.
Result<void> check_other_room(store::ReadTxn& txn, const Meeting& before, const Meeting& after,
                              const std::vector<Appointment>& places) {
  if (after.room == before.room) return {};
  ALCOVE_TRY(check_meeting_room(txn, after.room));
  return check_places(txn, after, count_holding(places));
}

Result<void> move_place(const access::Principal& principal, audit::WriteTxn& txn, Appointment old,
                        const Meeting& meeting, const std::string& reason, const Site& site) {
  ALCOVE_TRY(check_history(old));
  Appointment moved = place_in(meeting);
  moved.id = place_id(meeting.id, fmt::format("moved {} {}", old.id.text(), meeting.revision));
  moved.client = old.client;
  moved.part = old.part;
  moved.modality = old.modality;
  moved.state_since = txn.now();
  moved.moved_from = old.id;
  ALCOVE_TRY(check_new_id(txn, "meeting", moved.id));
  ALCOVE_TRY(check_free(txn,
                        {.appointment = moved,
                         .held_until = moved.end_time,
                         .except = old.id,
                         .asked = Asked::kClient},
                        site));
  insert_appointment(txn, moved, moved.end_time);
  const AppointmentState before = old.state;
  old.state = AppointmentState::kRescheduled;
  old.state_since = txn.now();
  old.moved_to = moved.id;
  ++old.revision;
  update_appointment(txn, old);
  account(txn, principal, old, {.step = Step::kMove, .from = before, .reason = reason});
  account(txn, principal, moved, {.step = Step::kBook, .reason = reason});
  return {};
}

Result<void> let_others_follow(const access::Principal& principal, const MovedMeeting& moved,
                               audit::WriteTxn& txn, const Site& site, MoveMeetingReply& reply) {
  for (const MeetingFollower& follow : site.meeting_followers) {
    ALCOVE_ASSIGN(const Followed followed, follow(principal, moved, txn, site));
    reply.joined += followed.joined;
    reply.cancelled += followed.cancelled;
    reply.left_out += followed.left_out;
  }
  return {};
}

// Whoever has been told of its time since somebody looked is not moved without their knowing.
Result<void> check_known(store::ReadTxn& txn, const MoveMeetingRequest& request,
                         const Meeting& meeting, UtcTime now, const Site& site) {
  if (!request.known) return {};
  const auto reply =
      cancelling_of(txn, meeting, api::appointments::CancelledBy::kClinic, now, site);
  const std::int64_t known = count_knowing(reply);
  if (known == *request.known) return {};
  return Error{ErrorCode::kConflict, "known", fmt::format("{} know of its time by now", known)};
}

const Appointment* open_place(const std::vector<Appointment>& places, const ClientId& client) {
  const auto found = std::ranges::find_if(places, [&](const Appointment& one) {
    return one.client == client && rules::is_open(one.state);
  });
  return found == places.end() ? nullptr : &*found;
}

std::vector<MovedPlace> moved_places(const std::vector<Appointment>& before,
                                     const std::vector<Appointment>& after) {
  std::vector<MovedPlace> all;
  for (const Appointment& one : before) {
    if (!rules::is_open(one.state)) continue;
    const Appointment* const now = open_place(after, one.client);
    all.push_back({.place = now == nullptr ? one.id : now->id,
                   .client = one.client,
                   .before = one.start,
                   .after = now == nullptr ? std::nullopt : std::optional(now->start),
                   .confirmed = one.state == AppointmentState::kConfirmed});
  }
  for (const Appointment& one : after) {
    if (!rules::is_open(one.state) || open_place(before, one.client) != nullptr) continue;
    all.push_back({.place = one.id, .client = one.client, .before = {}, .after = one.start});
  }
  return all;
}

}  // namespace

AppointmentId place_id(const MeetingId& meeting, const std::string& because_of) {
  const crypto::Hash256 hash =
      crypto::sha256(as_bytes("alcove place " + meeting.text() + " " + because_of));
  // A UUID of version 7 as any other: the time is the meeting's, the rest is not random but one
  // way.
  UuidBytes id = meeting.bytes();
  std::copy_n(ByteView(hash).begin(), 10, id.begin() + 6);
  id[6] = static_cast<std::uint8_t>(0x70U | (id[6] & 0x0FU));
  id[8] = static_cast<std::uint8_t>(0x80U | (id[8] & 0x3FU));
  return AppointmentId(id);
}

Result<MoveMeetingReply> move_meeting(const access::Principal& principal,
                                      const MoveMeetingRequest& request, audit::WriteTxn& txn,
                                      const Site& site) {
  ALCOVE_ASSIGN(const Meeting before,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (before.state != MeetingState::kStands) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled"};
  }
  const std::vector<Appointment> places = places_of_meeting(txn, before.id);
  ALCOVE_TRY(check_not_begun(places));
  ALCOVE_TRY(check_known(txn, request, before, txn.now(), site));
  ALCOVE_TRY(check_clinicians(txn, request.clinicians));
  ALCOVE_ASSIGN(Meeting after, meeting_at(before, request, txn, site));
  ALCOVE_TRY(check_other_room(txn, before, after, places));
  const auto service = find_service(txn, after.service);
  ALCOVE_CHECK(service.has_value());
  const UtcTime held_until = after.end_time + std::chrono::minutes(service->buffer_minutes);
  ALCOVE_ASSIGN(Overridden overridden, decide_meeting(txn,
                                                      {.meeting = after,
                                                       .held_until = held_until,
                                                       .asked = request.clinicians,
                                                       .resources_asked = after.resources},
                                                      request.override_reason, site));
  ++after.revision;
  move_meeting_row(txn, after, held_until);
  MoveMeetingReply reply;
  const MovedMeeting moved{.before = before, .after = after, .reason = request.reason};
  ALCOVE_TRY(let_others_follow(principal, moved, txn, site, reply));
  for (const Appointment& place : places_of_meeting(txn, after.id)) {
    if (!rules::is_open(place.state) ||
        (place.start == after.start && place.minutes == after.minutes)) {
      continue;
    }
    ALCOVE_TRY(move_place(principal, txn, place, after, request.reason, site));
    ++reply.moved;
  }
  account_meeting(
      txn, principal, after,
      {.step = MeetingStep::kMove,
       .detail = fmt::format("{} places; {} joined, {} cancelled, {} left out", reply.moved,
                             reply.joined, reply.cancelled, reply.left_out),
       .reason = request.reason,
       .overridden = std::move(overridden)});
  if (site.meeting_telling.write_down) {
    site.meeting_telling.write_down(principal, moved,
                                    moved_places(places, places_of_meeting(txn, after.id)), txn);
  }
  reply.meeting = with_names(txn, after);
  return reply;
}

}  // namespace alcove::appointments
