// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/features/appointments/book.h"

// Into which room a client is brought, and the way back.

using namespace alcove;
using namespace alcove::testing;

namespace {
using State = AppointmentState;
}  // namespace

TEST_CASE("the client is brought into a room: the one booked, or another that is free") {
  Book book;
  contract::BookRequest request = book.booking("2026-11-24T10:00");
  request.room.reset();
  const Appointment made = book.try_book(request).value();
  const Appointment arrived = book.try_mark(made, State::kArrived).value();
  CHECK(book.try_mark(arrived, State::kRoomed).error() ==
        Error{ErrorCode::kMissingField, "room", "into which room?"});
  CHECK(book.try_mark(arrived, State::kInSession, "", book.room_1).error().field == "room");
  contract::BookRequest other = book.booking("2026-11-24T10:00");
  other.client = book.sam;
  other.clinician = kReyes;
  REQUIRE(book.try_book(other).ok());
  CHECK(book.try_mark(arrived, State::kRoomed, "", book.room_1).error() ==
        Error{ErrorCode::kTaken, "room", "taken from 10:00 to 11:00 (Therapy, A. Reyes)"});
  const Appointment roomed = book.try_mark(arrived, State::kRoomed, "", book.room_2).value();
  CHECK(roomed.room == book.room_2);
  CHECK(book.history_of(made.id).back().room == book.room_2);
}

TEST_CASE("nobody is brought to somebody who is still in the room, whenever that was to end") {
  Book book;
  const Appointment first = book.booked("2026-11-24T10:00", 20);
  contract::BookRequest request = book.booking("2026-11-24T10:30", 20);
  request.client = book.sam;
  const Appointment second = book.try_book(request).value();
  const Appointment waits = book.try_mark(second, State::kArrived).value();
  const Appointment arrived = book.try_mark(first, State::kArrived).value();
  // Somebody who is expected in it, and is not there, is not in the way.
  const Appointment roomed = book.try_mark(arrived, State::kRoomed).value();
  const Error still_in{ErrorCode::kTaken, "room", "somebody is still in it"};
  CHECK(book.try_mark(waits, State::kRoomed).error() == still_in);
  const Appointment in_session = book.try_mark(roomed, State::kInSession).value();
  book.box.clock.advance(std::chrono::minutes(45));
  CHECK(book.try_mark(waits, State::kRoomed).error() == still_in);
  CHECK(book.try_mark(waits, State::kRoomed, "", book.room_1).error() == still_in);
  REQUIRE(book.try_mark(in_session, State::kCheckedOut).ok());
  CHECK(book.try_mark(waits, State::kRoomed).value().room == book.room_1);
}

TEST_CASE("a room that was left before its time is over takes the next one") {
  Book book;
  contract::BookRequest request = book.booking("2026-11-24T10:00");
  request.client = book.sam;
  request.clinician = kReyes;
  request.room = book.room_2;
  Appointment sam = book.try_book(request).value();
  const Appointment made = book.booked("2026-11-24T10:15");
  const Appointment waits = book.try_mark(made, State::kArrived).value();
  for (const State state : {State::kArrived, State::kRoomed, State::kInSession}) {
    sam = book.try_mark(sam, state).value();
  }
  CHECK_FALSE(book.try_mark(waits, State::kRoomed, "", book.room_2).ok());
  REQUIRE(book.try_mark(sam, State::kCheckedOut).ok());
  CHECK(book.try_mark(waits, State::kRoomed, "", book.room_2).value().room == book.room_2);
}

TEST_CASE("who was in the wrong room is expected in the one before again, unless it is taken") {
  Book book;
  const Appointment made = book.booked("2026-11-24T10:00");
  const Appointment arrived = book.try_mark(made, State::kArrived).value();
  const Appointment wrong = book.try_mark(arrived, State::kRoomed, "", book.room_2).value();
  const Appointment back = book.try_undo(wrong).value();
  CHECK(back.state == State::kArrived);
  CHECK(back.room == book.room_1);
  const Appointment again = book.try_mark(back, State::kRoomed, "", book.room_2).value();
  contract::BookRequest request = book.booking("2026-11-24T10:00");
  request.client = book.sam;
  request.clinician = kReyes;
  REQUIRE(book.try_book(request).ok());
  CHECK(book.try_undo(again).value().room == book.room_2);
}

TEST_CASE("a room that somebody was given while they were in another stays theirs at an undo") {
  Book book;
  const Appointment made = book.booked("2026-11-24T10:00");
  const Appointment given = book.try_assign(made, kBrandt, book.room_2).value();
  const Appointment arrived = book.try_mark(given, State::kArrived).value();
  const Appointment wrong = book.try_mark(arrived, State::kRoomed, "", book.room_1).value();
  CHECK(book.try_undo(wrong).value().room == book.room_2);
  const Appointment once_more =
      book.try_mark(book.stored(made.id), State::kRoomed, "", book.room_1).value();
  const Appointment assigned = book.try_assign(once_more, kBrandt, book.room_2).value();
  CHECK(book.try_undo(assigned).value().room == book.room_2);
}
