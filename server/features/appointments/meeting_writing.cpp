// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_change.h"

namespace alcove::appointments {

using api::appointments::AssignMeetingRequest;
using api::appointments::Attendee;
using api::appointments::BookMeetingRequest;
using api::appointments::JoinMeetingRequest;
using api::appointments::MeetingKind;
using api::appointments::MeetingPart;
using api::appointments::MeetingState;
using api::appointments::MeetingStep;

namespace {

Result<void> check_new_meeting(audit::WriteTxn& txn, const BookMeetingRequest& request) {
  if (request.meeting.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "meeting", "a session has an id of its own"};
  }
  if (find_meeting(txn, request.meeting)) {
    return Error{ErrorCode::kAlreadyExists, "meeting", "the id is taken"};
  }
  if (count_meetings_on(txn, date_of(request.start)) >=
      static_cast<std::int64_t>(api::appointments::kMaxMeetingsADay)) {
    return Error{ErrorCode::kTooMany, "start",
                 fmt::format("a day has at most {} sessions", api::appointments::kMaxMeetingsADay)};
  }
  return check_clinicians(txn, request.clinicians);
}

Result<Meeting> new_meeting(const MeetingPlan& plan, audit::WriteTxn& txn, const Site& site) {
  const BookMeetingRequest& request = plan.request;
  ALCOVE_TRY(check_new_meeting(txn, request));
  ALCOVE_TRY(check_meeting_room(txn, request.room));
  if (request.resources) ALCOVE_TRY(check_resources(txn, *request.resources));
  Appointment time;
  ALCOVE_TRY(set_time(time, request.start, request.minutes, site.zone, txn.now()));
  Meeting meeting;
  meeting.id = request.meeting;
  meeting.revision = 1;
  meeting.kind = request.kind;
  meeting.title = plan.title;
  meeting.service = request.service;
  meeting.room = request.room;
  take_time(meeting, time);
  meeting.state_since = txn.now();
  meeting.most = plan.most;
  meeting.least = plan.least;
  if (request.resources) meeting.resources = *request.resources;
  for (const StaffId& one : request.clinicians) meeting.clinicians.push_back({.clinician = one});
  return meeting;
}

// What keeps the client away, where that is no reason to refuse all of it.
std::optional<KeptOut> elsewhere(store::ReadTxn& txn, const Meeting& meeting,
                                 const ClientId& client, const Zone& zone) {
  const std::vector<Busy> busy = find_busy(txn, {.place = api::appointments::Place::kClient,
                                                 .id = client.view(),
                                                 .slot = {meeting.start_time, meeting.end_time}});
  if (busy.empty()) return std::nullopt;
  return KeptOut{client, zone.to_local(busy.front().slot.start),
                 zone.to_local(busy.front().slot.end)};
}

MeetingPart part_of(MeetingKind kind, std::size_t number) {
  return kind != MeetingKind::kGroup && number == 0 ? MeetingPart::kIdentified
                                                    : MeetingPart::kMember;
}

// A refusal about one of several says which.
Error about_attendee(Error error, std::size_t number) {
  if (error.field == "client") error.field = fmt::format("attendees[{}].client", number);
  if (error.field == "appointment") error.field = fmt::format("attendees[{}].appointment", number);
  return error;
}

Result<std::vector<KeptOut>> add_all(const access::Principal& principal, const MeetingPlan& plan,
                                     const Meeting& meeting, audit::WriteTxn& txn,
                                     const Site& site) {
  std::vector<KeptOut> kept_out;
  const std::vector<Attendee>& attendees = plan.request.attendees;
  for (std::size_t i = 0; i < attendees.size(); ++i) {
    if (plan.if_elsewhere == IfElsewhere::kKeepOut) {
      if (auto away = elsewhere(txn, meeting, attendees[i].client, site.zone)) {
        kept_out.push_back(*away);
        continue;
      }
    }
    const Result<Appointment> added =
        add_place(principal, txn, meeting, {attendees[i], part_of(meeting.kind, i)}, site);
    if (!added) return about_attendee(added.error(), i);
  }
  return kept_out;
}

// Clinicians, room and resources of the open places are those of the meeting.
Result<void> let_places_follow(const access::Principal& principal, audit::WriteTxn& txn,
                               const Meeting& before, const Meeting& meeting,
                               const std::string& reason) {
  for (Appointment& place : places_of_meeting(txn, meeting.id)) {
    if (rules::is_ended(place.state)) continue;
    const StaffId lead = meeting.clinicians.front().clinician;
    const bool same_room = before.room == meeting.room;
    if (place.clinician == lead && same_room && place.resources == meeting.resources) continue;
    ALCOVE_TRY(check_history(place));
    place.clinician = lead;
    if (!same_room) place.room = meeting.room;
    place.resources = meeting.resources;
    ++place.revision;
    update_appointment(txn, place);
    account(txn, principal, place,
            {.step = api::appointments::Step::kAssign, .from = place.state, .reason = reason});
  }
  return {};
}

}  // namespace

Result<BookedMeeting> book_meeting(const access::Principal& principal, const MeetingPlan& plan,
                                   audit::WriteTxn& txn, const Site& site) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  const auto service = find_service(txn, plan.request.service);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  }
  ALCOVE_ASSIGN(const Meeting meeting, new_meeting(plan, txn, site));
  const UtcTime held_until = meeting.end_time + std::chrono::minutes(service->buffer_minutes);
  ALCOVE_ASSIGN(Overridden overridden, decide_meeting(txn,
                                                      {.meeting = meeting,
                                                       .held_until = held_until,
                                                       .asked = plan.request.clinicians,
                                                       .resources_asked = meeting.resources},
                                                      plan.request.override_reason, site));
  insert_meeting(txn, meeting, held_until);
  ALCOVE_ASSIGN(std::vector<KeptOut> kept_out, add_all(principal, plan, meeting, txn, site));
  const auto places = static_cast<std::int64_t>(plan.request.attendees.size() - kept_out.size());
  ALCOVE_TRY(check_places(txn, meeting, places));
  account_meeting(txn, principal, meeting,
                  {.step = MeetingStep::kBook,
                   .detail = fmt::format("{}; {} clinicians; {} places; {} kept out",
                                         wire::word_of(meeting.kind), meeting.clinicians.size(),
                                         places, kept_out.size()),
                   .overridden = std::move(overridden)});
  return BookedMeeting{with_names(txn, meeting), std::move(kept_out)};
}

Result<Meeting> book_clients(const access::Principal& principal, const BookMeetingRequest& request,
                             audit::WriteTxn& txn, const Site& site) {
  if (request.kind == MeetingKind::kGroup) {
    return Error{ErrorCode::kOutOfRange, "kind", "a group's sessions are booked from the group"};
  }
  const std::size_t count = request.attendees.size();
  if (count < 2 || (request.kind == MeetingKind::kCouple && count != 2)) {
    return Error{ErrorCode::kOutOfRange, "attendees", "a couple is two, a family at least two"};
  }
  ALCOVE_ASSIGN(BookedMeeting booked, book_meeting(principal, {.request = request}, txn, site));
  return std::move(booked.meeting);
}

Result<Appointment> join_meeting(const access::Principal& principal,
                                 const JoinMeetingRequest& request, audit::WriteTxn& txn,
                                 const Site& site) {
  const std::optional<Meeting> meeting = find_meeting(txn, request.meeting);
  if (!meeting) return Error{ErrorCode::kNotFound, "meeting", "there is no such session"};
  if (request.part == MeetingPart::kIdentified) {
    return Error{ErrorCode::kOutOfRange, "part", "whom it is about is said when it is booked"};
  }
  if (meeting->state != MeetingState::kStands) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled"};
  }
  const std::vector<Appointment> places = places_of_meeting(txn, meeting->id);
  if (places.size() >= api::appointments::kMaxPlaces) {
    return Error{ErrorCode::kTooMany, "meeting", "too many came and went already"};
  }
  ALCOVE_TRY(check_places(txn, *meeting, count_holding(places) + 1));
  const bool both_there =
      std::ranges::count_if(places, [](const Appointment& place) {
        return rules::holds_time(place.state) && place.part != MeetingPart::kGuest;
      }) >= 2;
  if (meeting->kind == MeetingKind::kCouple && request.part == MeetingPart::kMember && both_there) {
    return Error{ErrorCode::kOutOfRange, "part", "a couple is two: whoever else comes is a guest"};
  }
  return add_place(principal, txn, *meeting, {{request.appointment, request.client}, request.part},
                   site);
}

Result<Meeting> assign_meeting(const access::Principal& principal,
                               const AssignMeetingRequest& request, audit::WriteTxn& txn,
                               const Site& site) {
  ALCOVE_ASSIGN(const Meeting before,
                meeting_to_change(principal, txn, request.meeting, request.base_revision));
  if (before.state != MeetingState::kStands) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled"};
  }
  ALCOVE_TRY(check_clinicians(txn, request.clinicians));
  Meeting after = before;
  after.room = request.room;
  after.clinicians = led_by(before, request.clinicians);
  std::vector<StaffId> fresh;
  for (const StaffId& one : request.clinicians) {
    if (!leads(before, one)) fresh.push_back(one);
  }
  if (request.resources) after.resources = *request.resources;
  const std::vector<api::resources::ResourceId> more = new_resources(before, after.resources);
  if (request.resources) ALCOVE_TRY(check_resources(txn, after.resources));
  const bool another_room = after.room != before.room;
  if (another_room) {
    ALCOVE_TRY(check_meeting_room(txn, after.room));
    ALCOVE_TRY(check_places(txn, after, count_holding(places_of_meeting(txn, after.id))));
  }
  ALCOVE_ASSIGN(Overridden overridden,
                decide_meeting(txn,
                               {.meeting = after,
                                .held_until = meeting_held_until(txn, after.id),
                                .asked = fresh,
                                .room_asked = another_room,
                                .resources_asked = more},
                               request.override_reason, site));
  ++after.revision;
  update_meeting(txn, after);
  account_meeting(txn, principal, after,
                  {.step = MeetingStep::kAssign,
                   .detail = fmt::format("{} clinicians, {} of them new{}", after.clinicians.size(),
                                         fresh.size(), another_room ? "; another room" : ""),
                   .reason = request.reason,
                   .overridden = std::move(overridden)});
  ALCOVE_TRY(let_places_follow(principal, txn, before, after, request.reason));
  return with_names(txn, after);
}

}  // namespace alcove::appointments
