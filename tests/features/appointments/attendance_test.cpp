// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

using namespace alcove;
using namespace alcove::testing;
using rules::Attendance;

namespace {

// A family session that began five minutes ago.
struct Begun : MeetingBook {
  Begun() : meeting(met("2026-11-24T10:00")), ana_place(place_of(meeting.id, ana).id) {
    box.clock.advance(std::chrono::minutes(5));
  }
  std::string why_not(Attendance attendance, std::optional<std::int64_t> minutes = std::nullopt,
                      std::string reason = "") {
    return why(try_attend(ana_place, attendance, minutes, std::move(reason)));
  }
  contract::Meeting meeting;
  AppointmentId ana_place;
};

}  // namespace

TEST_CASE("attendance is read from the state, and from the minutes where somebody came late") {
  using State = AppointmentState;
  const std::optional<Attendance> none;
  for (const State here :
       {State::kArrived, State::kRoomed, State::kInSession, State::kCheckedOut}) {
    CHECK(rules::attendance_of(here, std::nullopt) == Attendance::kPresent);
    CHECK(rules::attendance_of(here, 7) == Attendance::kLate);
    CHECK(rules::is_here(here));
  }
  CHECK(rules::attendance_of(State::kCancelledByClient, std::nullopt) == Attendance::kExcused);
  CHECK(rules::attendance_of(State::kLateCancelled, std::nullopt) == Attendance::kExcused);
  CHECK(rules::attendance_of(State::kNoShow, std::nullopt) == Attendance::kNoShow);
  for (const State other :
       {State::kScheduled, State::kConfirmed, State::kCancelledByClinic,
        State::kLeftWithoutBeingSeen, State::kEnteredInError, State::kRescheduled}) {
    CHECK(rules::attendance_of(other, std::nullopt) == none);
    CHECK_FALSE(rules::is_here(other));
  }
}

TEST_CASE("of a session counts what stood when it began, and who was missed or left since") {
  using State = AppointmentState;
  const UtcTime start = parse_utc("2026-11-24T15:00:00.000Z").value();
  const UtcTime before = start - std::chrono::milliseconds(1);
  for (const State stands :
       {State::kScheduled, State::kConfirmed, State::kArrived, State::kRoomed, State::kInSession,
        State::kCheckedOut, State::kNoShow, State::kLeftWithoutBeingSeen}) {
    CHECK(rules::is_expected(stands, before, start));
    CHECK(rules::is_expected(stands, start, start));
  }
  for (const State off : {State::kCancelledByClient, State::kLateCancelled}) {
    CHECK_FALSE(rules::is_expected(off, before, start));
    CHECK(rules::is_expected(off, start, start));
  }
  for (const State gone :
       {State::kCancelledByClinic, State::kEnteredInError, State::kRescheduled}) {
    CHECK_FALSE(rules::is_expected(gone, before, start));
    CHECK_FALSE(rules::is_expected(gone, start, start));
  }
}

TEST_CASE("two who came and one who did not are two of three") {
  MeetingBook book("2026-11-24T13:00:00.000Z");
  auto request = book.family("2026-11-24T10:00");
  request.attendees.push_back({book.new_id<AppointmentId>(), book.lee});
  const contract::Meeting meeting = book.try_meet(request).value();
  const AppointmentId third = book.place_of(meeting.id, book.lee).id;
  const auto counted = [&] {
    const auto card = book.answer(contract::open_meeting, {meeting.id}).card;
    const auto day = book.answer(contract::day, contract::DayRequest{}).meetings.at(0);
    CHECK(day.expected == card.expected);
    CHECK(day.here == card.here);
    return std::to_string(card.here) + " of " + std::to_string(card.expected);
  };
  CHECK(counted() == "0 of 3");
  // Called off two hours before: nobody waits for them.
  REQUIRE(book.try_cancel(book.stored(third), contract::CancelledBy::kClient).ok());
  CHECK(counted() == "0 of 2");
  REQUIRE(book.try_undo(book.stored(third)).ok());
  book.box.clock.advance(std::chrono::minutes(125));
  for (const ClientId& came : {book.ana, book.sam}) {
    REQUIRE(book.try_attend(book.place_of(meeting.id, came).id, Attendance::kPresent).ok());
  }
  REQUIRE(book.try_attend(third, Attendance::kNoShow).ok());
  CHECK(counted() == "2 of 3");
  REQUIRE(book.try_attend(third, Attendance::kExcused, std::nullopt, "she rang").ok());
  CHECK(counted() == "2 of 3");
}

TEST_CASE("who is there is in the session, whether they checked in before or not") {
  Begun book;
  const Appointment ana = book.try_attend(book.ana_place, Attendance::kPresent).value();
  CHECK(ana.state == AppointmentState::kInSession);
  CHECK(ana.arrived_at == book.box.clock.now());
  const AppointmentId sam = book.place_of(book.meeting.id, book.sam).id;
  REQUIRE(book.try_mark(book.stored(sam), AppointmentState::kArrived).ok());
  CHECK(book.try_attend(sam, Attendance::kPresent)->state == AppointmentState::kInSession);
  CHECK(book.why_not(Attendance::kPresent) == "wrong_state appointment: it is marked so already");
  const auto card = book.answer(contract::open_meeting, {book.meeting.id}).card;
  CHECK(card.expected == 2);
  CHECK(card.here == 2);
}

TEST_CASE("who came late has the minutes in the history, and they can be put right") {
  Begun book;
  CHECK(book.why_not(Attendance::kLate) == "missing_field late_minutes: by how many minutes?");
  CHECK(book.why_not(Attendance::kPresent, 5).starts_with("out_of_range late_minutes"));
  CHECK(book.try_attend(book.ana_place, Attendance::kLate, 5)->late_minutes == 5);
  CHECK(book.history_of(book.ana_place).back().late_minutes == 5);
  CHECK(book.why_not(Attendance::kLate, 5) == "wrong_state appointment: it is marked so already");
  CHECK(book.try_attend(book.ana_place, Attendance::kLate, 15)->late_minutes == 15);
  CHECK_FALSE(book.try_attend(book.ana_place, Attendance::kPresent)->late_minutes.has_value());
  CHECK_FALSE(book.history_of(book.ana_place).back().late_minutes.has_value());
  contract::AttendanceRequest request{book.ana_place, book.stored(book.ana_place).revision,
                                      Attendance::kLate, contract::kMaxLateMinutes + 1, ""};
  CHECK(code_in(book.ask(contract::attendance, request)) == "out_of_range");
  request.late_minutes = contract::kMaxLateMinutes;
  CHECK(code_in(book.ask(contract::attendance, request)).empty());
}

TEST_CASE("nobody is late for a session that has not begun") {
  Begun book;
  const contract::Meeting next = book.met("2026-11-24T14:00");
  const AppointmentId ana = book.place_of(next.id, book.ana).id;
  book.box.clock.set(next.start_time - std::chrono::milliseconds(1));
  CHECK(book.try_attend(ana, Attendance::kLate, 5).error() ==
        Error{ErrorCode::kWrongState, "meeting", "the session has not begun yet"});
  book.box.clock.set(next.start_time);
  CHECK(book.try_attend(ana, Attendance::kLate, 5)->late_minutes == 5);
}

TEST_CASE("who said so beforehand is excused, and who did not come is a no-show after the start") {
  Begun book;
  CHECK(book.try_attend(book.ana_place, Attendance::kExcused)->state ==
        AppointmentState::kLateCancelled);
  const contract::Meeting next = book.met("2026-12-01T10:00");
  const AppointmentId ana = book.place_of(next.id, book.ana).id;
  const AppointmentId sam = book.place_of(next.id, book.sam).id;
  CHECK(book.try_attend(ana, Attendance::kExcused)->state == AppointmentState::kCancelledByClient);
  CHECK(book.try_attend(sam, Attendance::kNoShow).error().code == ErrorCode::kWrongState);
  CHECK(book.try_attend(sam, Attendance::kPresent).error().code == ErrorCode::kWrongState);
  const AppointmentId today = book.place_of(book.meeting.id, book.sam).id;
  CHECK(book.try_attend(today, Attendance::kNoShow)->state == AppointmentState::kNoShow);
}

TEST_CASE("what was marked by mistake is taken back with a reason, step by step") {
  Begun book;
  REQUIRE(book.try_attend(book.ana_place, Attendance::kLate, 5).ok());
  CHECK(book.why_not(Attendance::kNoShow) == "missing_field reason: somebody will ask why");
  const Appointment missed =
      book.try_attend(book.ana_place, Attendance::kNoShow, {}, "it was her sister").value();
  CHECK(missed.state == AppointmentState::kNoShow);
  CHECK_FALSE(missed.late_minutes.has_value());
  CHECK_FALSE(missed.arrived_at.has_value());
  CHECK(book.try_attend(book.ana_place, Attendance::kExcused, {}, "she had called")->state ==
        AppointmentState::kLateCancelled);
  CHECK(book.try_attend(book.ana_place, Attendance::kPresent, {}, "she came after all")->state ==
        AppointmentState::kInSession);
  // Each of them is a step, taken back ones too: booked, arrived, in session, late, and so on.
  std::vector<contract::Step> steps;
  for (const auto& entry : book.history_of(book.ana_place)) steps.push_back(entry.step);
  using contract::Step;
  CHECK(steps == std::vector{Step::kBook, Step::kMark, Step::kMark, Step::kLate, Step::kUndo,
                             Step::kUndo, Step::kMark, Step::kUndo, Step::kCancel, Step::kUndo,
                             Step::kMark, Step::kMark});
}

TEST_CASE("attendance is of a meeting that stands") {
  Begun book;
  auto alone = book.booking("2026-11-24T12:00");
  REQUIRE(book.try_book(alone).ok());
  CHECK(book.try_attend(alone.appointment, Attendance::kPresent).error().code ==
        ErrorCode::kWrongState);
  REQUIRE(book.try_cancel_all(book.meeting).ok());
  CHECK(book.why_not(Attendance::kPresent) == "wrong_state meeting: the session was cancelled");
}
