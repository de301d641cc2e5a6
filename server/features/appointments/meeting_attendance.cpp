// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/meeting_change.h"

namespace alcove::appointments {

using api::appointments::AttendanceRequest;
using api::appointments::CancelledBy;
using api::appointments::MeetingState;
using api::appointments::Step;
using rules::Attendance;

namespace {

bool was_there(Attendance attendance) {
  return attendance == Attendance::kPresent || attendance == Attendance::kLate;
}

Result<void> check_minutes(const AttendanceRequest& request) {
  const bool late = request.attendance == Attendance::kLate;
  if (late && !request.late_minutes) {
    return Error{ErrorCode::kMissingField, "late_minutes", "by how many minutes?"};
  }
  if (!late && request.late_minutes) {
    return Error{ErrorCode::kOutOfRange, "late_minutes", "minutes go with coming late"};
  }
  return {};
}

// Already in the meeting's room, or it is over: nothing is left to mark.
bool is_marked_so(const Appointment& place, const AttendanceRequest& request) {
  if (rules::attendance_of(place.state, place.late_minutes) != request.attendance) return false;
  if (!was_there(request.attendance)) return true;
  const bool in_it =
      place.state == AppointmentState::kInSession || place.state == AppointmentState::kCheckedOut;
  return in_it && place.late_minutes == request.late_minutes;
}

// The place of a meeting that stands, and not marked so.
Result<Appointment> place_to_mark(const access::Principal& principal,
                                  const AttendanceRequest& request, audit::WriteTxn& txn) {
  ALCOVE_TRY(check_minutes(request));
  ALCOVE_ASSIGN(Appointment place,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  const auto meeting = place.meeting ? find_meeting(txn, *place.meeting) : std::nullopt;
  if (!meeting) {
    return Error{ErrorCode::kWrongState, "appointment", "it is no place in a session of several"};
  }
  if (meeting->state != MeetingState::kStands) {
    return Error{ErrorCode::kWrongState, "meeting", "the session was cancelled"};
  }
  if (request.attendance == Attendance::kLate && txn.now() < meeting->start_time) {
    return Error{ErrorCode::kWrongState, "meeting", "the session has not begun yet"};
  }
  if (is_marked_so(place, request)) {
    return Error{ErrorCode::kWrongState, "appointment", "it is marked so already"};
  }
  return place;
}

// What was marked otherwise is taken back, by the same steps that the desk would take.
Result<Appointment> take_back(const access::Principal& principal, const Appointment& place,
                              const std::string& reason, audit::WriteTxn& txn, const Site& site) {
  switch (place.state) {
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
      return place;
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
      break;
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return Error{ErrorCode::kWrongState, "appointment", "the clinic took it away"};
  }
  if (reason.empty()) return Error{ErrorCode::kMissingField, "reason", "somebody will ask why"};
  ALCOVE_ASSIGN(
      Appointment before,
      undo(principal, {.appointment = place.id, .base_revision = place.revision, .reason = reason},
           txn, site));
  return take_back_arrival(principal, before, reason, txn, site);
}

Result<Appointment> mark_state(const access::Principal& principal, const Appointment& place,
                               AppointmentState state, audit::WriteTxn& txn, const Site& site) {
  return mark(principal,
              {.appointment = place.id,
               .base_revision = place.revision,
               .state = state,
               .room = std::nullopt,
               .reason = {}},
              txn, site);
}

Result<Appointment> mark_there(const access::Principal& principal, const Appointment& before,
                               const AttendanceRequest& request, audit::WriteTxn& txn,
                               const Site& site) {
  Appointment place = before;
  if (!rules::is_here(place.state)) {
    ALCOVE_ASSIGN(place, take_back(principal, place, request.reason, txn, site));
    ALCOVE_ASSIGN(place, mark_state(principal, place, AppointmentState::kArrived, txn, site));
  }
  if (!rules::is_ended(place.state) && place.state != AppointmentState::kInSession) {
    ALCOVE_ASSIGN(place, mark_state(principal, place, AppointmentState::kInSession, txn, site));
  }
  if (place.late_minutes == request.late_minutes) return place;
  ALCOVE_TRY(check_history(place));
  place.late_minutes = request.late_minutes;
  ++place.revision;
  update_appointment(txn, place);
  account(txn, principal, place,
          {.step = Step::kLate, .from = place.state, .reason = request.reason});
  return place;
}

}  // namespace

Result<Appointment> mark_attendance(const access::Principal& principal,
                                    const AttendanceRequest& request, audit::WriteTxn& txn,
                                    const Site& site) {
  ALCOVE_ASSIGN(Appointment place, place_to_mark(principal, request, txn));
  if (was_there(request.attendance)) return mark_there(principal, place, request, txn, site);
  ALCOVE_ASSIGN(place, take_back(principal, place, request.reason, txn, site));
  if (request.attendance == Attendance::kNoShow) {
    return mark_state(principal, place, AppointmentState::kNoShow, txn, site);
  }
  return cancel(principal,
                {.appointment = place.id,
                 .base_revision = place.revision,
                 .by = CancelledBy::kClient,
                 .reason = request.reason},
                txn, site);
}

}  // namespace alcove::appointments
