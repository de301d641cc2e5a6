// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "shared/api/clock_start.h"
#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

Error taken(const char* field, const char* detail) {
  return {ErrorCode::kTaken, field, detail};
}

}  // namespace

TEST_CASE(
    "a booking keeps what was said, the clinic's clock, and the instants computed from them") {
  Book book;
  const Appointment made = book.booked("2026-12-01T10:00", 55);
  CHECK(made.revision == 1);
  CHECK(made.state == AppointmentState::kScheduled);
  CHECK(made.zone == "America/New_York");
  CHECK(made.start_time == utc("2026-12-01T15:00:00.000Z"));
  CHECK(made.end_time == utc("2026-12-01T15:55:00.000Z"));
  CHECK_FALSE(made.time_shifted);
  CHECK_FALSE(made.walk_in);
  const Appointment stored = book.stored(made.id);
  CHECK(wire::encode(stored) == wire::encode(made));
}

TEST_CASE("nobody and no room is in two places, and the refusal says who and from when to when") {
  Book book;
  book.booked("2026-12-01T10:00");
  contract::BookRequest other = book.booking("2026-12-01T10:30");
  CHECK(book.try_book(other).error() ==
        taken("clinician", "taken from 10:00 to 11:00 (Therapy, L. Brandt)"));
  other.clinician = kReyes;
  CHECK(book.try_book(other).error() ==
        taken("room", "taken from 10:00 to 11:00 (Therapy, L. Brandt)"));
  other.room = book.room_2;
  CHECK(book.try_book(other).error() ==
        taken("client", "taken from 10:00 to 11:00 (Therapy, L. Brandt)"));
  other.client = book.sam;
  CHECK(book.try_book(other).ok());
}

TEST_CASE("every way of overlapping is seen, and touching ends are fine") {
  for (const char* clear : {"2026-12-01T09:00", "2026-12-01T11:00"}) {
    Book book;
    book.booked("2026-12-01T10:00");
    CHECK(book.try_book(book.booking(clear)).ok());
  }
  struct Case {
    const char* start;
    std::int64_t minutes;
  };
  for (const Case& wrong :
       {Case{"2026-12-01T09:05", 60}, Case{"2026-12-01T10:55", 60}, Case{"2026-12-01T10:00", 60},
        Case{"2026-12-01T10:20", 20}, Case{"2026-12-01T09:00", 180}, Case{"2026-12-01T10:55", 5}}) {
    Book book;
    book.booked("2026-12-01T10:00");
    CHECK(book.try_book(book.booking(wrong.start, wrong.minutes)).error().code ==
          ErrorCode::kTaken);
  }
}

TEST_CASE("the longest appointment is still seen at its very end") {
  Book book;
  book.booked("2026-12-01T09:00", 480);
  CHECK(book.try_book(book.booking("2026-12-01T16:55", 5)).error() ==
        taken("clinician", "taken from 09:00 to 17:00 (Therapy, L. Brandt)"));
  CHECK(book.try_book(book.booking("2026-12-01T17:00", 5)).ok());
}

TEST_CASE("an appointment without a room takes none") {
  Book book;
  contract::BookRequest first = book.booking("2026-12-01T10:00");
  first.room.reset();
  REQUIRE(book.try_book(first).ok());
  contract::BookRequest second = book.booking("2026-12-01T10:00");
  second.room.reset();
  second.clinician = kReyes;
  second.client = book.sam;
  CHECK(book.try_book(second).ok());
}

TEST_CASE("what is not there any more cannot be booked, and the refusal names it") {
  Book book;
  const auto refused = [&](auto change) {
    contract::BookRequest request = book.booking("2026-12-01T10:00");
    change(request);
    const Result<Appointment> result = book.try_book(request);
    return result ? std::string("booked")
                  : std::string(error_code_word(result.error().code)) + " " + result.error().field;
  };
  CHECK(refused([](auto& r) { r.client = id_of<ClientId>(99); }) == "not_found client");
  CHECK(refused([](auto& r) { r.clinician = id_of<StaffId>(99); }) == "not_found clinician");
  CHECK(refused([](auto& r) { r.clinician = kOrtiz; }) == "not_found clinician");
  CHECK(refused([](auto& r) { r.clinician = kGone; }) == "not_found clinician");
  CHECK(refused([](auto& r) { r.room = id_of<RoomId>(99); }) == "not_found room");
  CHECK(refused([](auto& r) { r.service = id_of<contract::ServiceId>(99); }) ==
        "not_found service");
  CHECK(refused([](auto& r) { r.appointment = AppointmentId(); }) == "out_of_range appointment");
  REQUIRE(book.try_change_room({book.room_1, "Room 1", true}).ok());
  CHECK(refused([](auto&) {}) == "not_found room");
}

TEST_CASE("an id is booked once") {
  Book book;
  contract::BookRequest request = book.booking("2026-12-01T10:00");
  REQUIRE(book.try_book(request).ok());
  request.start = at("2026-12-02T10:00");
  CHECK(book.try_book(request).error().code == ErrorCode::kAlreadyExists);
}

TEST_CASE("times and lengths are taken at their limits and refused one step past them") {
  Book book;
  const auto field = [&](const char* start, std::int64_t minutes) {
    const Result<Appointment> result = book.try_book(book.booking(start, minutes));
    return result ? std::string() : result.error().field;
  };
  CHECK(field("2026-12-01T10:00", 5).empty());
  CHECK(field("2026-12-02T10:00", 0) == "minutes");
  CHECK(field("2026-12-02T10:00", 7) == "minutes");
  CHECK(field("2026-12-02T08:00", 480).empty());
  CHECK(field("2026-12-03T08:00", 485) == "minutes");
  CHECK(field("2026-12-03T10:03", 60) == "start");
  // 366 days from Tuesday, 24 November 2026, ten o'clock.
  CHECK(field("2027-11-25T10:00", 60).empty());
  CHECK(field("2027-11-25T10:05", 60) == "start");
  // 31 days back lies in daylight saving time: the same instant is an hour later on the clock.
  CHECK(field("2026-10-24T11:00", 60).empty());
  CHECK(field("2026-10-24T10:55", 5) == "start");
}

TEST_CASE("in the gap of spring the time moves on by the gap and says so") {
  Book book;
  contract::BookRequest request = book.booking("2027-03-14T02:30");
  const Appointment made = book.try_book(request).value();
  CHECK(made.start == at("2027-03-14T02:30"));
  CHECK(made.start_time == utc("2027-03-14T07:30:00.000Z"));  // 3:30, as the gap is an hour
  CHECK(made.time_shifted);
  CHECK(contract::clock_start(made) == at("2027-03-14T03:30"));  // what every screen tells
  CHECK(contract::clock_start(book.booked("2027-03-14T10:00")) == at("2027-03-14T10:00"));
  // 3:30 by the clock is the same instant.
  CHECK(book.try_book(book.booking("2027-03-14T03:30")).error().code == ErrorCode::kTaken);
}

TEST_CASE("in autumn the hour that comes twice means its first time") {
  Book book("2026-10-20T15:00:00.000Z");
  const Appointment made = book.booked("2026-11-01T01:30");
  CHECK(made.start_time == utc("2026-11-01T05:30:00.000Z"));
  CHECK(made.end_time == utc("2026-11-01T06:30:00.000Z"));
  CHECK_FALSE(made.time_shifted);
  // A week apart on the same clock is 169 hours here.
  CHECK(book.booked("2026-10-25T10:00").start_time == utc("2026-10-25T14:00:00.000Z"));
  CHECK(book.booked("2026-11-01T10:00").start_time == utc("2026-11-01T15:00:00.000Z"));
}

TEST_CASE("two bookings of one hour at once from 16 terminals: one wins, every time") {
  Book book;
  for (int round = 0; round < 10; ++round) {
    const std::string start = "2026-12-" + std::to_string(10 + round) + "T10:00";
    std::vector<contract::BookRequest> requests;
    for (int i = 0; i < 16; ++i) requests.push_back(book.booking(start.c_str()));
    std::vector<std::string> codes(16);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      threads.emplace_back([&, i] {
        const auto from =
            Book::terminal(wire::Station::kFrontDesk, static_cast<std::uint8_t>(i + 1));
        codes[i] = code_in(book.ask(contract::book, requests[i], "front_desk", from));
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(std::count(codes.begin(), codes.end(), "") == 1);
    CHECK(std::count(codes.begin(), codes.end(), "taken") == 15);
    const contract::DayReply day =
        book.answer(contract::day, {parse_date(start.substr(0, 10)).value(), std::nullopt});
    CHECK(day.count == 1);
  }
}

TEST_CASE("the same booking sent again is the same booking") {
  Book book;
  const contract::BookRequest request = book.booking("2026-12-01T10:00");
  const IdempotencyKey key = book.new_id<IdempotencyKey>();
  const http::Reply first = book.ask(contract::book, request, "front_desk", Book::terminal(), key);
  const http::Reply again = book.ask(contract::book, request, "front_desk", Book::terminal(), key);
  CHECK(first.status == 200);
  CHECK(again.body == first.body);
  CHECK(book.answer(contract::of_client, {book.ana, std::nullopt}).items.size() == 1);
}

TEST_CASE("who walks in has arrived, today") {
  Book book;
  const Appointment made =
      book.change(&appointments::walk_in, book.booking("2026-11-24T10:15")).value();
  CHECK(made.state == AppointmentState::kArrived);
  CHECK(made.walk_in);
  CHECK(made.arrived_at == utc("2026-11-24T15:00:00.000Z"));
  CHECK(book.change(&appointments::walk_in, book.booking("2026-11-25T10:15")).error().field ==
        "start");
  CHECK(book.change(&appointments::walk_in, book.booking("2026-11-24T10:30")).error().code ==
        ErrorCode::kTaken);
}

TEST_CASE("moving keeps both and links them, and frees the old time") {
  Book book;
  const Appointment old = book.booked("2026-12-01T10:00");
  contract::MoveRequest request = book.moving(old, "2026-12-03T14:00");
  request.reason = "car broke down";
  const Appointment moved = book.try_move(request).value();
  CHECK(moved.id == request.moved_to);
  CHECK(moved.moved_from == old.id);
  CHECK(moved.state == AppointmentState::kScheduled);
  CHECK(moved.start == at("2026-12-03T14:00"));
  const Appointment left = book.stored(old.id);
  CHECK(left.state == AppointmentState::kRescheduled);
  CHECK(left.moved_to == moved.id);
  CHECK(left.start == at("2026-12-01T10:00"));
  const auto history = book.history_of(old.id);
  REQUIRE(history.size() == 2);
  CHECK(history[1].step == contract::Step::kMove);
  CHECK(history[1].reason == "car broke down");
  CHECK(book.try_book(book.booking("2026-12-01T10:00")).ok());
  CHECK(book.try_book(book.booking("2026-12-03T14:30")).error().code == ErrorCode::kTaken);
}

TEST_CASE("an appointment does not stand in its own way when it moves by half an hour") {
  Book book;
  const Appointment old = book.booked("2026-12-01T10:00");
  CHECK(book.try_move(book.moving(old, "2026-12-01T10:30")).ok());
}

TEST_CASE("moving onto the very same time, or onto somebody else, changes nothing") {
  Book book;
  const Appointment old = book.booked("2026-12-01T10:00");
  CHECK(book.try_move(book.moving(old, "2026-12-01T10:00")).error().field == "start");
  contract::BookRequest other = book.booking("2026-12-02T10:00");
  other.client = book.sam;
  REQUIRE(book.try_book(other).ok());
  CHECK(book.try_move(book.moving(old, "2026-12-02T10:30")).error() ==
        taken("clinician", "taken from 10:00 to 11:00 (Therapy, L. Brandt)"));
  CHECK(book.stored(old.id).state == AppointmentState::kScheduled);
  CHECK(book.stored(old.id).revision == 1);
}

TEST_CASE("another clinician or room at the same time is checked like a booking") {
  Book book;
  const Appointment first = book.booked("2026-12-01T10:00");
  contract::BookRequest request = book.booking("2026-12-01T10:00");
  request.client = book.sam;
  request.clinician = kReyes;
  request.room = book.room_2;
  const Appointment second = book.try_book(request).value();
  CHECK(book.try_assign(second, kBrandt, book.room_2).error().field == "clinician");
  CHECK(book.try_assign(second, kReyes, book.room_1).error().field == "room");
  const Appointment changed = book.try_assign(second, kReyes, std::nullopt).value();
  CHECK_FALSE(changed.room.has_value());
  CHECK(changed.revision == 2);
  CHECK(book.try_assign(first, kBrandt, book.room_2).ok());
}

TEST_CASE("whoever saw an older revision is told so") {
  Book book;
  const Appointment seen = book.booked("2026-12-01T10:00");
  REQUIRE(book.try_mark(seen, AppointmentState::kConfirmed).ok());
  CHECK(book.try_cancel(seen, contract::CancelledBy::kClient).error().code == ErrorCode::kConflict);
  CHECK(book.try_undo(seen).error().code == ErrorCode::kConflict);
  CHECK(book.try_move(book.moving(seen, "2026-12-02T10:00")).error().code == ErrorCode::kConflict);
}
