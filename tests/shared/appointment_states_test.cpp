// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/appointment_states.h"

#include <catch2/catch.hpp>
#include <string>

using namespace alcove;
using namespace alcove::rules;
using State = AppointmentState;

namespace {

UtcTime at(const char* text) {
  return parse_utc(text).value();
}

// Rows are "from", columns "to", both in the order of the enum: scheduled, confirmed, arrived,
// roomed, in session, checked out, cancelled by client, late cancelled, cancelled by clinic, no
// show, left, entered in error, rescheduled. "." never, "+" free, "r" with a reason, "u" undo.
constexpr const char* kTable[kAppointmentStates] = {
    ".++...++r+.r+",  // scheduled
    "u.+...++r+.r+",  // confirmed
    "uu.++...r.+r.",  // arrived
    "..u.+...r.+r.",  // roomed
    "..uu.+.....r.",  // in session
    "....u......r.",  // checked out
    "uu...........",  // cancelled by client
    "uu...........",  // late cancelled
    "uuuu.........",  // cancelled by clinic
    "uu...........",  // no show
    "..uu.........",  // left without being seen
    "uuuuuu.......",  // entered in error
    "uu...........",  // rescheduled
};

char sign(Transition step) {
  switch (step) {
    case Transition::kNever:
      return '.';
    case Transition::kFree:
      return '+';
    case Transition::kWithReason:
      return 'r';
    case Transition::kUndo:
      return 'u';
  }
  return '?';
}

}  // namespace

TEST_CASE("every step between two states of an appointment is the one in the table") {
  for (std::size_t from = 0; from < kAppointmentStates; ++from) {
    std::string row;
    for (std::size_t to = 0; to < kAppointmentStates; ++to) {
      row.push_back(sign(transition(static_cast<State>(from), static_cast<State>(to))));
    }
    CAPTURE(wire::word_of(static_cast<State>(from)));
    CHECK(row == kTable[from]);
  }
}

TEST_CASE("whatever was done to an appointment can be undone with a reason, and only that") {
  for (std::size_t from = 0; from < kAppointmentStates; ++from) {
    for (std::size_t to = 0; to < kAppointmentStates; ++to) {
      const Transition on = transition(static_cast<State>(from), static_cast<State>(to));
      const Transition back = transition(static_cast<State>(to), static_cast<State>(from));
      const bool forward = on == Transition::kFree || on == Transition::kWithReason;
      CHECK((back == Transition::kUndo) == forward);
    }
  }
}

TEST_CASE("only what is booked or happening takes the time of people and rooms") {
  for (std::size_t i = 0; i < kAppointmentStates; ++i) {
    const State state = static_cast<State>(i);
    CAPTURE(wire::word_of(state));
    CHECK(holds_time(state) == (i <= 5));
    CHECK(is_ended(state) == (i >= 5));
    CHECK(is_open(state) == (i <= 1));
    CHECK(wire::from_word<State>(wire::word_of(state)) == state);
  }
}

TEST_CASE("appointments that touch do not overlap, those that share a minute do") {
  const auto slot = [](const char* start, const char* end) { return TimeSlot{at(start), at(end)}; };
  const TimeSlot ten = slot("2026-11-24T15:00:00.000Z", "2026-11-24T15:53:00.000Z");
  CHECK_FALSE(overlaps(ten, slot("2026-11-24T15:53:00.000Z", "2026-11-24T16:46:00.000Z")));
  CHECK_FALSE(overlaps(slot("2026-11-24T14:00:00.000Z", "2026-11-24T15:00:00.000Z"), ten));
  CHECK(overlaps(ten, slot("2026-11-24T15:52:00.000Z", "2026-11-24T16:00:00.000Z")));
  CHECK(overlaps(slot("2026-11-24T14:00:00.000Z", "2026-11-24T15:01:00.000Z"), ten));
  CHECK(overlaps(ten, ten));
  CHECK(overlaps(ten, slot("2026-11-24T15:10:00.000Z", "2026-11-24T15:20:00.000Z")));
  CHECK(overlaps(slot("2026-11-24T14:00:00.000Z", "2026-11-24T17:00:00.000Z"), ten));
}

TEST_CASE("a booking lasts 5 to 480 minutes in steps of 5, begins on a step and within a year") {
  const UtcTime now = at("2026-11-24T15:00:00.000Z");
  const UtcTime start = at("2026-11-24T15:05:00.000Z");
  CHECK(make_slot(start, 50, now).value() == TimeSlot{start, at("2026-11-24T15:55:00.000Z")});
  CHECK(make_slot(start, 5, now));
  CHECK(make_slot(start, 480, now));
  for (const int minutes : {4, 0, -5, 481, 485, 53}) {
    CHECK(make_slot(start, minutes, now).error().field == "minutes");
  }
  CHECK(make_slot(at("2026-11-24T15:05:00.001Z"), 50, now).error().field == "start");
  CHECK(make_slot(at("2026-11-24T15:07:00.000Z"), 50, now).error().field == "start");
  CHECK(make_slot(now + kMaxBookAhead, 50, now));
  CHECK(make_slot(now + kMaxBookAhead + std::chrono::minutes(5), 50, now).error().field == "start");
  CHECK(make_slot(now - std::chrono::minutes(30), 50, now));
}

TEST_CASE("a client's cancellation is late with less than the required notice to go") {
  const UtcTime start = at("2026-11-25T15:00:00.000Z");
  const auto cancelled = [&](const char* now) {
    return state_of_client_cancellation(start, at(now), kDefaultCancellationNotice);
  };
  CHECK(cancelled("2026-11-24T15:00:00.000Z") == State::kCancelledByClient);
  CHECK(cancelled("2026-11-24T15:00:00.001Z") == State::kLateCancelled);
  CHECK(cancelled("2026-11-25T15:30:00.000Z") == State::kLateCancelled);
  CHECK(state_of_client_cancellation(start, start, std::chrono::minutes(0)) ==
        State::kCancelledByClient);
  CHECK(notice_minutes(start, at("2026-11-24T15:00:00.001Z")) == 1439);
  CHECK(notice_minutes(start, at("2026-11-25T14:59:59.000Z")) == 0);
  CHECK(notice_minutes(start, at("2026-11-25T15:00:01.000Z")) == -1);
}

TEST_CASE("a no-show is suggested of who is still expected after the grace, and of nobody else") {
  const UtcTime until = at("2026-11-24T15:15:00.000Z");
  const UtcTime after = at("2026-11-24T15:15:00.001Z");
  for (const State state : {State::kScheduled, State::kConfirmed}) {
    CHECK_FALSE(suggests_no_show(state, until, until));
    CHECK(suggests_no_show(state, until, after));
  }
  for (const State state :
       {State::kArrived, State::kRoomed, State::kInSession, State::kCheckedOut,
        State::kCancelledByClient, State::kLateCancelled, State::kCancelledByClinic, State::kNoShow,
        State::kLeftWithoutBeingSeen, State::kEnteredInError, State::kRescheduled}) {
    CHECK_FALSE(suggests_no_show(state, until, after));
  }
}

TEST_CASE("who arrives after the grace came late, and at its end in time") {
  const UtcTime until = at("2026-11-24T15:15:00.000Z");
  CHECK_FALSE(came_late(until, until));
  CHECK(came_late(at("2026-11-24T15:15:00.001Z"), until));
}
