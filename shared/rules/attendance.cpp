// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/attendance.h"

namespace alcove::rules {

bool is_here(AppointmentState state) {
  return holds_time(state) && !is_open(state);
}

bool is_expected(AppointmentState state, UtcTime since, UtcTime start) {
  if (holds_time(state)) return true;
  switch (state) {
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
      return true;
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
      return since >= start;
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return false;
  }
  ALCOVE_CHECK(false);
  return false;
}

std::optional<Attendance> attendance_of(AppointmentState state,
                                        const std::optional<std::int64_t>& late_minutes) {
  switch (state) {
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
      return late_minutes ? Attendance::kLate : Attendance::kPresent;
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
      return Attendance::kExcused;
    case AppointmentState::kNoShow:
      return Attendance::kNoShow;
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kLeftWithoutBeingSeen:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return std::nullopt;
  }
  ALCOVE_CHECK(false);
  return std::nullopt;
}

}  // namespace alcove::rules
