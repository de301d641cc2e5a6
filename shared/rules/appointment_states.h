// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "shared/base/time.h"
#include "shared/wire/fields.h"

// The life of an appointment: which states there are, which may follow which, what a booking may
// be. Pure and thread-safe; who may do it and what else stands in the book is the feature's.
namespace alcove::rules {

enum class AppointmentState : std::uint8_t {
  kScheduled,
  kConfirmed,
  kArrived,
  kRoomed,
  kInSession,
  kCheckedOut,
  kCancelledByClient,
  kLateCancelled,  // by the client, inside the site's notice
  kCancelledByClinic,
  kNoShow,
  kLeftWithoutBeingSeen,
  kEnteredInError,
  kRescheduled,  // another appointment, linked, stands for it
};
inline constexpr std::size_t kAppointmentStates = 13;

enum class Transition : std::uint8_t {
  kNever,
  kFree,        // the ordinary way on
  kWithReason,  // the ordinary way on, but somebody will ask why
  kUndo,        // back the way it came; always with a reason
};

// The one table. A state never follows itself. Every kFree or kWithReason from A to B makes the way
// from B to A a kUndo; an undo goes to the state that the appointment had before, which its history
// knows.
Transition transition(AppointmentState from, AppointmentState to);

// Whether the client may still check in.
bool is_open(AppointmentState state);
// Whether clinician, room and client are taken for its time. Going back to such a state from one
// that is not (an undone cancellation) is a booking like any other: it is checked for collisions.
bool holds_time(AppointmentState state);
// Whether the visit is over or will not be.
bool is_ended(AppointmentState state);

// Half open: [start, end). Ten to eleven and eleven to twelve touch and do not overlap.
struct TimeSlot {
  UtcTime start;
  UtcTime end;
  friend bool operator==(const TimeSlot&, const TimeSlot&) = default;
};
bool overlaps(const TimeSlot& a, const TimeSlot& b);

inline constexpr std::chrono::minutes kMinDuration{5};
inline constexpr std::chrono::minutes kMaxDuration{8 * 60};
inline constexpr std::chrono::minutes kBookingStep{5};
inline constexpr std::chrono::days kMaxBookAhead{366};

// kOutOfRange, with field "start" or "minutes": a length below kMinDuration, above kMaxDuration or
// not in steps; a start not on a step; more than kMaxBookAhead from now. A past start is allowed: a
// walk-in is written down after the fact.
Result<TimeSlot> make_slot(UtcTime start, std::int64_t minutes, UtcTime now);

inline constexpr std::chrono::minutes kDefaultCancellationNotice{24 * 60};
// What a clinic may set it to: nothing up to a week.
inline constexpr std::chrono::minutes kMaxCancellationNotice{7 * 24 * 60};

// Whole minutes from now to the start, cut down; negative once it has begun.
std::int64_t notice_minutes(UtcTime start, UtcTime now);
// What a cancellation by the client comes to: late with less than `required` to go. Exactly the
// required notice is in time.
AppointmentState state_of_client_cancellation(UtcTime start, UtcTime now,
                                              std::chrono::minutes required);

inline constexpr std::chrono::minutes kDefaultGrace{15};
// What a clinic may set it to: nothing up to two hours.
inline constexpr std::chrono::minutes kMaxGrace{120};

// Somebody who is still expected after the grace may be a no-show: suggested, and only a person
// makes it one. At the end of the grace itself nobody is late.
bool suggests_no_show(AppointmentState state, UtcTime grace_until, UtcTime now);
bool came_late(UtcTime arrived_at, UtcTime grace_until);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::AppointmentState> {
  using State = rules::AppointmentState;
  static constexpr EnumWord<State> words[] = {
      {State::kScheduled, "scheduled"},
      {State::kConfirmed, "confirmed"},
      {State::kArrived, "arrived"},
      {State::kRoomed, "roomed"},
      {State::kInSession, "in_session"},
      {State::kCheckedOut, "checked_out"},
      {State::kCancelledByClient, "cancelled_by_client"},
      {State::kLateCancelled, "late_cancelled"},
      {State::kCancelledByClinic, "cancelled_by_clinic"},
      {State::kNoShow, "no_show"},
      {State::kLeftWithoutBeingSeen, "left_without_being_seen"},
      {State::kEnteredInError, "entered_in_error"},
      {State::kRescheduled, "rescheduled"}};
};

}  // namespace alcove::wire
