// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/appointment_states.h"

namespace alcove::rules {
namespace {

using State = AppointmentState;
using Step = Transition;

struct Row {
  State from;
  State to;
  Step step;
};

// The ways on. The ways back follow from them.
constexpr Row kWaysOn[] = {
    {State::kScheduled, State::kConfirmed, Step::kFree},
    {State::kScheduled, State::kArrived, Step::kFree},
    {State::kScheduled, State::kCancelledByClient, Step::kFree},
    {State::kScheduled, State::kLateCancelled, Step::kFree},
    {State::kScheduled, State::kCancelledByClinic, Step::kWithReason},
    {State::kScheduled, State::kNoShow, Step::kFree},
    {State::kScheduled, State::kRescheduled, Step::kFree},
    {State::kScheduled, State::kEnteredInError, Step::kWithReason},

    {State::kConfirmed, State::kArrived, Step::kFree},
    {State::kConfirmed, State::kCancelledByClient, Step::kFree},
    {State::kConfirmed, State::kLateCancelled, Step::kFree},
    {State::kConfirmed, State::kCancelledByClinic, Step::kWithReason},
    {State::kConfirmed, State::kNoShow, Step::kFree},
    {State::kConfirmed, State::kRescheduled, Step::kFree},
    {State::kConfirmed, State::kEnteredInError, Step::kWithReason},

    {State::kArrived, State::kRoomed, Step::kFree},
    {State::kArrived, State::kInSession, Step::kFree},
    {State::kArrived, State::kLeftWithoutBeingSeen, Step::kFree},
    {State::kArrived, State::kCancelledByClinic, Step::kWithReason},
    {State::kArrived, State::kEnteredInError, Step::kWithReason},

    {State::kRoomed, State::kInSession, Step::kFree},
    {State::kRoomed, State::kLeftWithoutBeingSeen, Step::kFree},
    {State::kRoomed, State::kCancelledByClinic, Step::kWithReason},
    {State::kRoomed, State::kEnteredInError, Step::kWithReason},

    {State::kInSession, State::kCheckedOut, Step::kFree},
    {State::kInSession, State::kEnteredInError, Step::kWithReason},

    {State::kCheckedOut, State::kEnteredInError, Step::kWithReason},
};

bool on_step(UtcTime time) {
  return time.time_since_epoch() % kBookingStep == std::chrono::milliseconds::zero();
}

}  // namespace

Transition transition(AppointmentState from, AppointmentState to) {
  for (const Row& row : kWaysOn) {
    if (row.from == from && row.to == to) return row.step;
    if (row.from == to && row.to == from) return Step::kUndo;
  }
  return Step::kNever;
}

bool is_open(AppointmentState state) {
  return state == State::kScheduled || state == State::kConfirmed;
}

bool holds_time(AppointmentState state) {
  switch (state) {
    case State::kScheduled:
    case State::kConfirmed:
    case State::kArrived:
    case State::kRoomed:
    case State::kInSession:
    case State::kCheckedOut:
      return true;
    case State::kCancelledByClient:
    case State::kLateCancelled:
    case State::kCancelledByClinic:
    case State::kNoShow:
    case State::kLeftWithoutBeingSeen:
    case State::kEnteredInError:
    case State::kRescheduled:
      return false;
  }
  ALCOVE_CHECK(false);
  return true;
}

bool is_ended(AppointmentState state) {
  return state == State::kCheckedOut || !holds_time(state);
}

bool overlaps(const TimeSlot& a, const TimeSlot& b) {
  return a.start < b.end && b.start < a.end;
}

Result<TimeSlot> make_slot(UtcTime start, std::int64_t minutes, UtcTime now) {
  if (minutes < kMinDuration.count() || minutes > kMaxDuration.count() ||
      minutes % kBookingStep.count() != 0) {
    return Error{ErrorCode::kOutOfRange, "minutes",
                 "an appointment lasts 5 to 480 minutes, in steps of 5"};
  }
  if (!on_step(start)) {
    return Error{ErrorCode::kOutOfRange, "start", "an appointment begins on a step of 5 minutes"};
  }
  if (start > now + kMaxBookAhead) {
    return Error{ErrorCode::kOutOfRange, "start", "the book is open for a year ahead"};
  }
  return TimeSlot{start, start + std::chrono::minutes(minutes)};
}

std::int64_t notice_minutes(UtcTime start, UtcTime now) {
  return std::chrono::floor<std::chrono::minutes>(start - now).count();
}

AppointmentState state_of_client_cancellation(UtcTime start, UtcTime now,
                                              std::chrono::minutes required) {
  return start - now < required ? State::kLateCancelled : State::kCancelledByClient;
}

bool suggests_no_show(AppointmentState state, UtcTime grace_until, UtcTime now) {
  return is_open(state) && now > grace_until;
}

bool came_late(UtcTime arrived_at, UtcTime grace_until) {
  return arrived_at > grace_until;
}

}  // namespace alcove::rules
