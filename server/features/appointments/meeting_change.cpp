// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/meeting_change.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meetings.h"
#include "server/http/live_events.h"
#include "server/store/stored_words.h"

namespace alcove::appointments {
namespace {

using api::appointments::MeetingClinician;
using api::appointments::MeetingStep;
using api::resources::ResourceId;

const char* action_of(MeetingStep step) {
  switch (step) {
    case MeetingStep::kBook:
      return "meeting.book";
    case MeetingStep::kAssign:
      return "meeting.assign";
    case MeetingStep::kMove:
      return "meeting.move";
    case MeetingStep::kCancel:
      return "meeting.cancel";
    case MeetingStep::kRestore:
      return "meeting.restore";
  }
  ALCOVE_CHECK(false);
  return "";
}

// Read only where a write may come too late.
bool comes_too_late(audit::WriteTxn& txn, const MeetingId& id) {
  if (!txn.is_replay()) return false;
  const std::vector<MeetingEntry> history = read_meeting_history(txn, id);
  return !history.empty() && audit::comes_too_late(txn, history.back().at);
}

void add_once(std::vector<availability::Conflict>& all,
              const std::vector<availability::Conflict>& more) {
  for (const availability::Conflict& one : more) {
    if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  }
}

}  // namespace

bool leads(const Meeting& meeting, const StaffId& person) {
  return std::any_of(meeting.clinicians.begin(), meeting.clinicians.end(),
                     [&](const MeetingClinician& one) { return one.clinician == person; });
}

bool is_with(store::ReadTxn& txn, const Appointment& appointment, const StaffId& person) {
  if (appointment.clinician == person) return true;
  const auto meeting = appointment.meeting ? find_meeting(txn, *appointment.meeting) : std::nullopt;
  return meeting && leads(*meeting, person);
}

Result<Meeting> meeting_to_change(const access::Principal& principal, audit::WriteTxn& txn,
                                  const MeetingId& id, std::int64_t base_revision) {
  std::optional<Meeting> meeting = find_meeting(txn, id);
  if (!meeting) return Error{ErrorCode::kNotFound, "meeting", "there is no such session"};
  ALCOVE_TRY(access::decide(
      principal, wire::Permission::kScheduleWrite,
      leads(*meeting, principal.staff()) ? access::Relation::kOwn : access::Relation::kNone));
  if (meeting->revision != base_revision || comes_too_late(txn, id)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  if (meeting->revision >= static_cast<std::int64_t>(api::appointments::kMaxHistory)) {
    return Error{ErrorCode::kTooMany, "meeting",
                 fmt::format("a session has at most {} steps", api::appointments::kMaxHistory)};
  }
  return std::move(*meeting);
}

void take_time(Meeting& meeting, const Appointment& time) {
  meeting.start = time.start;
  meeting.minutes = time.minutes;
  meeting.zone = time.zone;
  meeting.start_time = time.start_time;
  meeting.end_time = time.end_time;
  meeting.time_shifted = time.time_shifted;
}

Result<void> check_meeting_room(store::ReadTxn& txn, const std::optional<RoomId>& id) {
  if (!id) return {};
  const auto room = find_room(txn, *id);
  if (room && !room->retired) return {};
  return Error{ErrorCode::kNotFound, "room", "there is no such room any more"};
}

std::vector<MeetingClinician> led_by(const Meeting& before,
                                     const std::vector<StaffId>& clinicians) {
  std::vector<MeetingClinician> team;
  for (const StaffId& one : clinicians) {
    const auto known = std::find_if(before.clinicians.begin(), before.clinicians.end(),
                                    [&](const MeetingClinician& c) { return c.clinician == one; });
    const bool stays = known != before.clinicians.end();
    team.push_back({.clinician = one, .substitute = !stays || known->substitute});
  }
  return team;
}

std::vector<ResourceId> new_resources(const Meeting& before,
                                      const std::vector<ResourceId>& wanted) {
  std::vector<ResourceId> fresh;
  for (const ResourceId& one : wanted) {
    if (std::ranges::find(before.resources, one) == before.resources.end()) fresh.push_back(one);
  }
  return fresh;
}

Appointment place_in(const Meeting& meeting) {
  Appointment place;
  place.revision = 1;
  place.clinician = meeting.clinicians.front().clinician;
  place.room = meeting.room;
  place.service = meeting.service;
  place.start = meeting.start;
  place.minutes = meeting.minutes;
  place.zone = meeting.zone;
  place.start_time = meeting.start_time;
  place.end_time = meeting.end_time;
  place.time_shifted = meeting.time_shifted;
  place.meeting = meeting.id;
  place.resources = meeting.resources;
  return place;
}

std::int64_t count_holding(const std::vector<Appointment>& places) {
  return std::count_if(places.begin(), places.end(),
                       [](const Appointment& one) { return rules::holds_time(one.state); });
}

Result<void> check_clinicians(store::ReadTxn& txn, const std::vector<StaffId>& clinicians) {
  if (clinicians.empty()) {
    return Error{ErrorCode::kOutOfRange, "clinicians", "somebody leads it"};
  }
  for (std::size_t i = 0; i < clinicians.size(); ++i) {
    const auto person = access::find_staff(txn, clinicians[i]);
    if (!person || person->disabled_at || !person->roles.clinical()) {
      return Error{ErrorCode::kNotFound, fmt::format("clinicians[{}]", i),
                   "nobody who can be booked has that id"};
    }
    const auto here = clinicians.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(clinicians.begin(), here, *here) != here) {
      return Error{ErrorCode::kOutOfRange, "clinicians", "each of them once"};
    }
  }
  return {};
}

Result<void> check_places(store::ReadTxn& txn, const Meeting& meeting, std::int64_t count) {
  const std::int64_t most =
      meeting.most.value_or(static_cast<std::int64_t>(api::appointments::kMaxAttendees));
  if (count > most) {
    return Error{ErrorCode::kTaken, "meeting", fmt::format("it has at most {} places", most)};
  }
  if (!meeting.room) return {};
  const auto room = find_room(txn, *meeting.room);
  if (room && room->seats && count > *room->seats) {
    return Error{ErrorCode::kOutOfRange, "room",
                 fmt::format("the room has {} seats, and {} come", *room->seats, count)};
  }
  return {};
}

std::vector<StaffId> leaders_of(const Meeting& meeting) {
  std::vector<StaffId> all;
  for (const MeetingClinician& one : meeting.clinicians) all.push_back(one.clinician);
  return all;
}

Result<Overridden> decide_meeting(audit::WriteTxn& txn, const WantedMeeting& wanted,
                                  const std::optional<std::string>& override_reason,
                                  const Site& site) {
  const auto service = find_service(txn, wanted.meeting.service);
  ALCOVE_CHECK(service.has_value());
  Appointment probe = place_in(wanted.meeting);
  const auto booking_for = [&](Asked asked) {
    Booking booking = booking_of(probe, *service, AppointmentId(), txn.now());
    booking.held_until = wanted.held_until;
    booking.asked = asked;
    return booking;
  };
  if (wanted.room_asked) ALCOVE_TRY(check_free(txn, booking_for(Asked::kRoom), site));
  probe.resources = wanted.resources_asked;
  ALCOVE_TRY(check_free(txn, booking_for(Asked::kResources), site));
  std::vector<availability::Conflict> conflicts;
  const std::vector<MeetingClinician>& all = wanted.meeting.clinicians;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const StaffId& one = all[i].clinician;
    if (std::find(wanted.asked.begin(), wanted.asked.end(), one) == wanted.asked.end()) continue;
    probe.clinician = one;
    if (!wanted.room_asked) probe.room.reset();
    Booking booking = booking_for(Asked::kClinicianAndRoom);
    booking.leads_with = leaders_of(wanted.meeting);
    const Result<void> free = check_free(txn, booking, site);
    if (!free)
      return Error{ErrorCode::kTaken, fmt::format("clinicians[{}]", i), free.error().detail};
    add_once(conflicts, find_conflicts(txn, booking, *service, site, txn.now()));
  }
  return weigh(conflicts, override_reason, site, date_of(wanted.meeting.start));
}

Result<Appointment> add_place(const access::Principal& principal, audit::WriteTxn& txn,
                              const Meeting& meeting, const NewPlace& place, const Site& site) {
  Appointment appointment = place_in(meeting);
  appointment.id = place.attendee.appointment;
  appointment.client = place.attendee.client;
  appointment.part = place.part;
  appointment.state_since = txn.now();
  ALCOVE_TRY(may_change(principal, txn, appointment.client, appointment.clinician));
  ALCOVE_TRY(check_new_id(txn, "appointment", appointment.id));
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_TRY(check_free(txn,
                        {.appointment = appointment,
                         .held_until = appointment.end_time,
                         .except = appointment.id,
                         .asked = Asked::kClient},
                        site));
  insert_appointment(txn, appointment, appointment.end_time);
  account(txn, principal, appointment, {.step = api::appointments::Step::kBook});
  return appointment;
}

void account_meeting(audit::WriteTxn& txn, const access::Principal& principal,
                     const Meeting& meeting, const MeetingChange& change) {
  const bool timed = change.step == MeetingStep::kBook || change.step == MeetingStep::kMove;
  insert_meeting_step(
      txn, meeting,
      {.at = txn.now(),
       .step = change.step,
       .clinicians = meeting.clinicians,
       .room = meeting.room,
       .start = timed ? std::optional(meeting.start) : std::nullopt,
       .minutes = timed ? std::optional(meeting.minutes) : std::nullopt,
       .reason = change.reason,
       .person_name = principal.person ? principal.person->display_name : std::string(),
       .terminal_name = principal.device_name,
       .overridden = change.overridden.kinds,
       .override_reason = change.overridden.reason,
       .cancelled_by = change.cancelled_by});
  std::string detail = change.detail;
  if (!meeting.resources.empty()) {
    detail += "; takes " + api::resources::ids_words(meeting.resources);
  }
  if (!change.reason.empty()) detail += "; with a reason";
  if (!change.overridden.kinds.empty()) {
    detail += "; although: " + store::words_of(change.overridden.kinds);
  }
  txn.record({.action = action_of(change.step),
              .record = audit::as_record(meeting.id),
              .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(meeting.id));
}

Meeting with_names(store::ReadTxn& txn, Meeting meeting) {
  for (MeetingClinician& one : meeting.clinicians) {
    if (const auto person = access::find_staff(txn, one.clinician)) one.name = person->display_name;
  }
  return meeting;
}

}  // namespace alcove::appointments
