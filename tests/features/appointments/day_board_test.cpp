// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

LocalDate date(const char* text) {
  return parse_date(text).value();
}

contract::DayRequest on(const char* day) {
  return {date(day), std::nullopt};
}

// Back to back from midnight on, five minutes each: Ana with Brandt and Sam with Reyes, in turn.
void fill_day(Book& book, int count) {
  const Result<bool> done =
      book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
        for (int i = 0; i < count; ++i) {
          contract::BookRequest request = book.booking("2026-12-01T00:00", 5);
          request.room.reset();
          request.clinician = i % 2 == 0 ? kBrandt : kReyes;
          request.client = i % 2 == 0 ? book.ana : book.sam;
          request.start += std::chrono::minutes(5) * (i / 2);
          ALCOVE_TRY(appointments::book(Book::desk(), request, txn, book.site));
        }
        return true;
      });
  REQUIRE(done.ok());
}

}  // namespace

TEST_CASE("the board shows one day by time, with who, with whom, where and since when") {
  Book book;
  const Appointment late = book.booked("2026-11-24T11:00");
  const Appointment early = book.booked("2026-11-24T09:00");
  book.booked("2026-11-25T09:00");
  REQUIRE(book.try_mark(early, AppointmentState::kArrived).ok());
  book.box.clock.advance(std::chrono::minutes(16) + std::chrono::seconds(59));
  const contract::DayReply day = book.answer(contract::day, contract::DayRequest{});
  CHECK(day.day == date("2026-11-24"));
  CHECK(day.count == 2);
  CHECK_FALSE(day.next.has_value());
  REQUIRE(day.items.size() == 2);
  const contract::BoardRow& row = day.items[0];
  CHECK(row.appointment.id == early.id);
  CHECK(row.client_name == "Petrov, Ana");
  CHECK(row.record_number == 10001);
  CHECK(row.birth_date == date("1986-04-17"));
  CHECK(row.clinician_name == "L. Brandt");
  CHECK(row.room_name == "Room 1");
  CHECK(row.service_name == "Therapy");
  CHECK(row.appointment.state == AppointmentState::kArrived);
  CHECK(row.appointment.state_since == utc("2026-11-24T15:00:00.000Z"));
  CHECK(row.minutes_waiting == 16);
  CHECK(day.items[1].appointment.id == late.id);
  CHECK_FALSE(day.items[1].minutes_waiting.has_value());
}

TEST_CASE("a row says until when nobody is late, as the clinic's rules are now") {
  Book book;
  book.booked("2026-11-24T10:00");
  const auto until = [&] {
    const auto rows = book.answer(contract::day, contract::DayRequest{}).items;
    REQUIRE(rows.size() == 1);
    return rows[0].grace_until;
  };
  CHECK(until() == utc("2026-11-24T15:15:00.000Z"));
  const setup::Rules rules{.cancellation_notice_minutes = 1440, .grace_minutes = 0};
  REQUIRE(code_in(book.ask(setup::set_rules, rules, "administrator")).empty());
  CHECK(until() == utc("2026-11-24T15:00:00.000Z"));
}

TEST_CASE("waiting goes on in the room and ends with the session") {
  Book book;
  Appointment now = book.booked("2026-11-24T10:00");
  now = book.try_mark(now, AppointmentState::kArrived).value();
  book.box.clock.advance(std::chrono::minutes(10));
  now = book.try_mark(now, AppointmentState::kRoomed).value();
  book.box.clock.advance(std::chrono::minutes(5));
  CHECK(book.answer(contract::open, {now.id}).row.minutes_waiting == 15);
  now = book.try_mark(now, AppointmentState::kInSession).value();
  CHECK_FALSE(book.answer(contract::open, {now.id}).row.minutes_waiting.has_value());
}

TEST_CASE("my day is the day of the clinician who asks") {
  Book book;
  const Appointment mine = book.booked("2026-11-24T10:00");
  contract::BookRequest other = book.booking("2026-11-24T12:00");
  other.clinician = kReyes;
  REQUIRE(book.try_book(other).ok());
  const contract::DayReply day = book.answer(contract::my_day, on("2026-11-24"), "clinician");
  REQUIRE(day.items.size() == 1);
  CHECK(day.count == 1);
  CHECK(day.items[0].appointment.id == mine.id);
}

TEST_CASE("opening a day is one event with the count and the records; asking again is covered") {
  Book book;
  book.booked("2026-11-24T10:00");
  std::int64_t head = book.box.ledger->head().number;
  book.answer(contract::day, on("2026-11-24"));
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 1);
  CHECK(events[0].action == "day.open");
  CHECK(events[0].detail == "2026-11-24; 1 appointments; records 10001");
  head = book.box.ledger->head().number;
  book.booked("2026-11-24T11:00");
  CHECK(book.answer(contract::day, on("2026-11-24")).count == 2);
  CHECK(events_since(book, head).size() == 1);  // the booking
  // Another day, another session and one's own day are openings of their own.
  head = book.box.ledger->head().number;
  book.answer(contract::day, on("2026-11-25"));
  book.answer(contract::day, on("2026-11-24"), "biller");
  book.answer(contract::my_day, on("2026-11-24"));
  CHECK(events_since(book, head).size() == 3);
}

TEST_CASE("whether a day was opened already is found by an index, however long the chain") {
  Book book;
  const auto plan = book.box.store->read<std::string>([](store::ReadTxn& txn) {
    auto row = txn.query(
        "EXPLAIN QUERY PLAN SELECT 1 FROM audit_event WHERE action = 'day.open' "
        "AND session = $session AND record = $day LIMIT 1");
    REQUIRE(row.next());
    return Result<std::string>(row.text(3));
  });
  CHECK(plan.value().find("audit_event_day_opened") != std::string::npos);
}

TEST_CASE("a day of 500 comes in pages of 200, in order, without a gap") {
  Book book;
  fill_day(book, 500);
  contract::DayRequest request = on("2026-12-01");
  std::vector<std::size_t> sizes;
  std::vector<contract::BoardRow> rows;
  do {
    contract::DayReply page = book.answer(contract::day, request);
    CHECK(page.count == 500);
    sizes.push_back(page.items.size());
    rows.insert(rows.end(), page.items.begin(), page.items.end());
    request.next = page.next;
  } while (request.next);
  CHECK(sizes == std::vector<std::size_t>{200, 200, 100});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const LocalDateTime expected = at("2026-12-01T00:00") + std::chrono::minutes(5) * (i / 2);
    CHECK(rows[i].appointment.start == expected);
  }
}

TEST_CASE("a page ends exactly at 200") {
  Book book;
  fill_day(book, 200);
  CHECK_FALSE(book.answer(contract::day, on("2026-12-01")).next.has_value());
}

TEST_CASE("a page of a client's appointments ends exactly at 50") {
  Book book;
  fill_day(book, 100);  // every second Ana's
  const contract::OfClientReply all = book.answer(contract::of_client, {book.ana, std::nullopt});
  CHECK(all.items.size() == 50);
  CHECK_FALSE(all.next.has_value());
}

TEST_CASE("a client's appointments come the latest first, page by page, and are an event") {
  Book book;
  fill_day(book, 102);  // 51 of them Ana's
  const std::int64_t head = book.box.ledger->head().number;
  const contract::OfClientReply first = book.answer(contract::of_client, {book.ana, std::nullopt});
  REQUIRE(first.items.size() == 50);
  CHECK(first.items[0].appointment.start == at("2026-12-01T04:10"));
  REQUIRE(first.next.has_value());
  const contract::OfClientReply second = book.answer(contract::of_client, {book.ana, first.next});
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].appointment.start == at("2026-12-01T00:00"));
  CHECK_FALSE(second.next.has_value());
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 2);
  CHECK(events[0].action == "appointment.list");
  CHECK(events[0].client == book.ana);
}

TEST_CASE("a word that ends no page is refused") {
  Book book;
  for (const char* bad : {"x", "12", "12_", "_00000000-0000-0000-0000-000000000001",
                          "12_00000000-0000-0000-0000-00000000000"}) {
    CHECK(code_in(book.ask(contract::day, {std::nullopt, bad})) == "malformed");
  }
}

TEST_CASE("other features put their flags on the rows of a page") {
  Book book;
  const Appointment first = book.booked("2026-11-24T10:00");
  book.booked("2026-11-24T11:00");
  book.site.flag_sources.push_back(
      [&](store::ReadTxn&, const access::Principal&, std::span<contract::BoardRow> rows) {
        for (contract::BoardRow& row : rows) {
          if (row.appointment.id == first.id) row.flags.push_back(contract::Flag::kAlert);
        }
      });
  const contract::DayReply day = book.answer(contract::day, on("2026-11-24"));
  CHECK(day.items[0].flags == std::vector<contract::Flag>{contract::Flag::kAlert});
  CHECK(day.items[1].flags.empty());
}

TEST_CASE("what is free instead: the rooms at that time, and later times of that day") {
  Book book;
  contract::BookRequest elsewhere = book.booking("2026-12-01T11:15");
  elsewhere.clinician = kReyes;
  elsewhere.room = book.room_2;
  REQUIRE(book.try_book(elsewhere).ok());  // Ana is with Reyes from 11:15 to 12:15
  book.booked("2026-12-01T10:00");
  contract::FreeRequest request;
  request.start = at("2026-12-01T10:30");
  request.minutes = 30;
  request.clinician = kBrandt;
  request.room = book.room_1;
  request.client = book.ana;
  contract::FreeReply free = book.answer(contract::find_free, request);
  REQUIRE(free.collisions.size() == 3);
  CHECK(free.collisions[0].place == contract::Place::kClinician);
  CHECK(free.collisions[1].place == contract::Place::kRoom);
  CHECK(free.collisions[1].start == at("2026-12-01T10:00"));
  CHECK(free.collisions[1].end == at("2026-12-01T11:00"));
  CHECK(free.collisions[2].place == contract::Place::kClient);
  CHECK(free.free_rooms == std::vector<RoomId>{book.room_2});
  // 11:00 would run into 11:15; from 12:15 on all three are free.
  CHECK(free.other_starts ==
        std::vector<LocalDateTime>{at("2026-12-01T12:15"), at("2026-12-01T12:30"),
                                   at("2026-12-01T12:45"), at("2026-12-01T13:00"),
                                   at("2026-12-01T13:15"), at("2026-12-01T13:30")});
  request.start = at("2026-12-01T11:00");
  request.minutes = 15;
  CHECK(book.answer(contract::find_free, request).collisions.empty());
  request.start = at("2026-12-01T23:30");
  CHECK(book.answer(contract::find_free, request).other_starts ==
        std::vector<LocalDateTime>{at("2026-12-01T23:45")});
}

TEST_CASE("the appointment that is being moved is not in its own way when times are proposed") {
  Book book;
  const Appointment made = book.booked("2026-12-01T10:00");
  contract::FreeRequest request;
  request.start = at("2026-12-01T10:30");
  request.minutes = 60;
  request.clinician = kBrandt;
  CHECK(book.answer(contract::find_free, request).collisions.size() == 1);
  request.except = made.id;
  CHECK(book.answer(contract::find_free, request).collisions.empty());
}

TEST_CASE("a reply from before days were said to be closed is read") {
  const std::string older =
      R"({"day":"2026-11-24","server_time":"2026-11-24T15:00:00.000Z","count":0,"items":[],)"
      R"("meetings":[])";
  const auto read = [&](const std::string& more) {
    return wire::decode<contract::DayReply>(older + more + "}", wire::UnknownFields::kIgnore);
  };
  const Result<contract::DayReply> open = read("");
  REQUIRE(open.ok());
  CHECK_FALSE(open->closed);
  CHECK_FALSE(open->clinic_closed);
  const Result<contract::DayReply> closed =
      read(R"(,"closed":{"person_name":"Mia Ortiz","at":"2026-11-24T22:05:00.000Z"},)"
           R"("clinic_closed":"Snow")");
  REQUIRE(closed.ok());
  CHECK(closed->closed == contract::DayClosed{"Mia Ortiz", utc("2026-11-24T22:05:00.000Z")});
  CHECK(closed->clinic_closed == "Snow");
  CHECK(read(",\"clinic_closed\":\"" + std::string(60, 'x') + "\"").ok());
  CHECK_FALSE(read(",\"clinic_closed\":\"" + std::string(61, 'x') + "\"").ok());
}
