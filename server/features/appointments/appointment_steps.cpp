// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/appointments/queue_tokens.h"

namespace alcove::appointments {

using api::appointments::CancelledBy;
using api::appointments::CancelRequest;
using api::appointments::MarkRequest;
using api::appointments::Step;
using api::appointments::UndoRequest;

namespace {

// Who is still in that room stays by themselves there, whenever their visit was to end.
Result<void> check_nobody_inside(audit::WriteTxn& txn, const Appointment& appointment,
                                 const Site& site) {
  const auto is_inside = [&](const Appointment& other) {
    const bool together = appointment.meeting && other.meeting == appointment.meeting;
    return other.room == appointment.room && other.id != appointment.id && !together &&
           (other.state == AppointmentState::kRoomed ||
            other.state == AppointmentState::kInSession);
  };
  if (std::ranges::none_of(appointments_on(txn, site.day_of(txn.now())), is_inside)) return {};
  return Error{ErrorCode::kTaken, "room", "somebody is still in it"};
}

// Whoever has gone already left the room, and the clinician, before their booked time is over. By
// id, as a Booking wants them.
std::vector<AppointmentId> gone_early(store::ReadTxn& txn, const Appointment& appointment) {
  constexpr std::int64_t kMostAtOnce = 1000;
  std::vector<AppointmentId> gone;
  const rules::TimeSlot slot{appointment.start_time, appointment.end_time};
  for (const Appointment& one : visits_within(txn, slot, std::nullopt, kMostAtOnce)) {
    if (one.state == AppointmentState::kCheckedOut) gone.push_back(one.id);
  }
  std::ranges::sort(gone);
  return gone;
}

// Into which room the client is brought.
Result<void> choose_room(audit::WriteTxn& txn, Appointment& appointment, const MarkRequest& request,
                         const Site& site) {
  if (request.state != AppointmentState::kRoomed) {
    if (!request.room) return {};
    return Error{ErrorCode::kOutOfRange, "room", "a room goes with bringing the client there"};
  }
  const bool another = request.room && request.room != appointment.room;
  if (request.room) appointment.room = request.room;
  if (!appointment.room) {
    return Error{ErrorCode::kMissingField, "room", "into which room?"};
  }
  ALCOVE_TRY(check_nobody_inside(txn, appointment, site));
  if (!another) return {};
  ALCOVE_TRY(check_parties(txn, appointment));
  const auto meeting = appointment.meeting ? find_meeting(txn, *appointment.meeting) : std::nullopt;
  if (meeting && meeting->room) {
    return Error{ErrorCode::kOutOfRange, "room", "the session has a room of its own"};
  }
  const std::vector<AppointmentId> gone = gone_early(txn, appointment);
  return check_free(txn,
                    {.appointment = appointment,
                     .held_until = held_until(txn, appointment.id),
                     .except = appointment.id,
                     .planning = availability::Planning::kAsItComes,
                     .gone = gone,
                     .asked = meeting ? Asked::kRoom : Asked::kAll},
                    site);
}

// A place in a meeting comes back only into one that stands and has a place.
Result<void> check_meeting_takes_back(audit::WriteTxn& txn, const Appointment& appointment) {
  if (!appointment.meeting) return {};
  const auto meeting = find_meeting(txn, *appointment.meeting);
  ALCOVE_CHECK(meeting.has_value());
  if (meeting->state == api::appointments::MeetingState::kCancelled) {
    return Error{ErrorCode::kWrongState, "appointment", "the session itself was cancelled"};
  }
  if (meeting->start != appointment.start || meeting->minutes != appointment.minutes) {
    return Error{ErrorCode::kWrongState, "appointment", "the session was moved meanwhile"};
  }
  return check_places(txn, *meeting, count_holding(places_of_meeting(txn, meeting->id)) + 1);
}

// What the meeting was given while the place was away: others lead it, in another room, with other
// resources.
void follow_meeting(store::ReadTxn& txn, Appointment& appointment) {
  const auto meeting = appointment.meeting ? find_meeting(txn, *appointment.meeting) : std::nullopt;
  if (!meeting) return;
  appointment.clinician = meeting->clinicians.front().clinician;
  if (meeting->room) appointment.room = meeting->room;
  appointment.resources = meeting->resources;
}

// Like a booking, with the buffer that it had.
Result<Overridden> decide_bringing_back(audit::WriteTxn& txn, const Appointment& appointment,
                                        const UndoRequest& request, const Site& site) {
  ALCOVE_TRY(check_meeting_takes_back(txn, appointment));
  const auto service = find_service(txn, appointment.service);
  ALCOVE_CHECK(service.has_value());
  Booking booking = booking_of(appointment, *service, appointment.id, txn.now());
  booking.held_until = held_until(txn, appointment.id);
  return decide(txn, booking, *service, request.override_reason, site);
}

// Once a visit that was moved comes back, the one that it was moved to is gone: taken out here
// where nothing has become of it.
Result<void> take_out_successor(const access::Principal& principal, const Appointment& appointment,
                                const UndoRequest& request, audit::WriteTxn& txn) {
  if (!appointment.moved_to) return {};
  std::optional<Appointment> moved = find_appointment(txn, *appointment.moved_to);
  ALCOVE_CHECK(moved.has_value());
  if (is_gone_for_good(moved->state)) return {};
  if (!may_take_out_successor(*moved) || something_refers_to(txn, moved->id)) {
    return Error{ErrorCode::kWrongState, "appointment",
                 "the appointment that it was moved to still stands"};
  }
  ALCOVE_TRY(appointment_to_change(principal, txn, moved->id, moved->revision));
  const AppointmentState before = moved->state;
  enter(txn, *moved, {AppointmentState::kEnteredInError, txn.now()});
  account(txn, principal, *moved, {.step = Step::kMark, .from = before, .reason = request.reason});
  return {};
}

// Who was brought into the wrong room is not expected there: the one before stands again, unless
// somebody else has it by now or another one was given since.
void give_back_room(store::ReadTxn& txn, Appointment& appointment, const Standing& undone,
                    const Standing& before, const Site& site) {
  if (undone.state != AppointmentState::kRoomed || undone.room != appointment.room) return;
  Appointment there = appointment;
  there.room = before.room;
  const bool free = !find_taken(txn,
                                {.appointment = there,
                                 .held_until = held_until(txn, there.id),
                                 .except = there.id,
                                 .planning = availability::Planning::kAsItComes,
                                 .asked = Asked::kRoom},
                                site);
  if (free) appointment.room = before.room;
}

std::optional<UtcTime> arrival_in(const std::vector<Standing>& standing) {
  std::optional<UtcTime> arrived;
  for (const Standing& one : standing) {
    if (one.state == AppointmentState::kArrived) arrived = one.since;
  }
  return arrived;
}

}  // namespace

Result<Appointment> mark(const access::Principal& principal, const MarkRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  ALCOVE_TRY(may_mark(appointment, request.state, request.reason, txn.now(), site.zone));
  ALCOVE_TRY(choose_room(txn, appointment, request, site));
  const AppointmentState before = appointment.state;
  if (request.state == AppointmentState::kArrived) {
    appointment.arrived_at = txn.now();
    give_token(txn, appointment, site);
  }
  enter(txn, appointment, {request.state, txn.now()});
  account(txn, principal, appointment,
          {.step = Step::kMark, .from = before, .reason = request.reason});
  return appointment;
}

Result<Appointment> cancel(const access::Principal& principal, const CancelRequest& request,
                           audit::WriteTxn& txn, const Site&) {
  const std::chrono::minutes notice(read_rules(txn).cancellation_notice_minutes);
  return cancel_with_notice(principal, request, notice, txn);
}

Result<Appointment> cancel_with_notice(const access::Principal& principal,
                                       const CancelRequest& request, std::chrono::minutes notice,
                                       audit::WriteTxn& txn) {
  ALCOVE_ASSIGN(Appointment appointment,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  const AppointmentState before = appointment.state;
  const AppointmentState after =
      request.by == CancelledBy::kClinic
          ? AppointmentState::kCancelledByClinic
          : rules::state_of_client_cancellation(appointment.start_time, txn.now(), notice);
  ALCOVE_TRY(may_go_on(before, after, request.reason));
  appointment.notice_minutes = rules::notice_minutes(appointment.start_time, txn.now());
  enter(txn, appointment, {after, txn.now()});
  account(txn, principal, appointment,
          {.step = Step::kCancel, .from = before, .reason = request.reason});
  return appointment;
}

Result<Appointment> undo(const access::Principal& principal, const UndoRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  std::vector<Standing> standing = standing_states(read_history(txn, appointment.id));
  ALCOVE_CHECK(!standing.empty() && standing.back().state == appointment.state);
  const Standing undone = standing.back();
  standing.pop_back();
  if (standing.empty()) {
    return Error{ErrorCode::kWrongState, "appointment", "there is no state before this one"};
  }
  const AppointmentState before = appointment.state;
  const AppointmentState after = standing.back().state;
  ALCOVE_CHECK(rules::transition(before, after) == rules::Transition::kUndo);
  ALCOVE_TRY(take_out_successor(principal, appointment, request, txn));
  Overridden overridden;
  if (!rules::holds_time(before) && rules::holds_time(after)) {
    follow_meeting(txn, appointment);
    ALCOVE_TRY(check_parties(txn, appointment));
    ALCOVE_ASSIGN(overridden, decide_bringing_back(txn, appointment, request, site));
  }
  give_back_room(txn, appointment, undone, standing.back(), site);
  appointment.moved_to.reset();
  appointment.notice_minutes.reset();
  appointment.arrived_at = arrival_in(standing);
  if (!appointment.arrived_at) appointment.late_minutes.reset();
  enter(txn, appointment, standing.back());
  account(txn, principal, appointment,
          {.step = Step::kUndo,
           .from = before,
           .reason = request.reason,
           .overridden = std::move(overridden)});
  return appointment;
}

std::optional<UtcTime> standing_arrival(store::ReadTxn& txn, const AppointmentId& appointment) {
  return arrival_in(standing_states(read_history(txn, appointment)));
}

Result<Appointment> take_back_arrival(const access::Principal& principal,
                                      const Appointment& appointment, const std::string& reason,
                                      audit::WriteTxn& txn, const Site& site) {
  Appointment now = appointment;
  while (now.arrived_at) {
    ALCOVE_ASSIGN(
        now,
        undo(principal, {.appointment = now.id, .base_revision = now.revision, .reason = reason},
             txn, site));
  }
  return now;
}

Result<Appointment> arrive_in_lobby(const access::Principal& terminal, const AppointmentId& id,
                                    audit::WriteTxn& txn, const Site& site) {
  std::optional<Appointment> appointment = find_appointment(txn, id);
  if (!appointment || !rules::is_open(appointment->state) ||
      api::appointments::is_telehealth(appointment->modality) ||
      date_of(appointment->start) != site.day_of(txn.now())) {
    return Error{ErrorCode::kWrongState, "appointment", "there is nothing to check in for"};
  }
  const AppointmentState before = appointment->state;
  appointment->arrived_at = txn.now();
  give_token(txn, *appointment, site);
  enter(txn, *appointment, {AppointmentState::kArrived, txn.now()});
  account(txn, terminal, *appointment, {.step = Step::kMark, .from = before});
  return std::move(*appointment);
}

}  // namespace alcove::appointments
