// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>

#include "tests/features/appointments/book.h"

// What is booked from a time to a time.

using namespace alcove;
using namespace alcove::testing;

namespace {

contract::BetweenRequest span(const char* from, const char* until) {
  return {.from = at(from), .until = at(until)};
}

std::vector<LocalDateTime> starts_in(Book& book, const contract::BetweenRequest& request) {
  std::vector<LocalDateTime> starts;
  for (const auto& row : book.answer(contract::between, request).items) {
    starts.push_back(row.appointment.start);
  }
  return starts;
}

}  // namespace

TEST_CASE("what overlaps a time by a minute lies in it, what touches it does not") {
  Book book;
  book.booked("2026-12-01T09:00");
  book.booked("2026-12-01T10:00");
  book.booked("2026-12-01T11:00");
  CHECK(starts_in(book, span("2026-12-01T10:00", "2026-12-01T11:00")) ==
        std::vector<LocalDateTime>{at("2026-12-01T10:00")});
  CHECK(starts_in(book, span("2026-12-01T09:59", "2026-12-01T11:01")) ==
        std::vector<LocalDateTime>{at("2026-12-01T09:00"), at("2026-12-01T10:00"),
                                   at("2026-12-01T11:00")});
  CHECK(starts_in(book, span("2026-12-01T12:00", "2026-12-02T00:00")).empty());
}

TEST_CASE("the longest visit of the evening before still lies in the morning after") {
  Book book;
  book.booked("2026-11-30T20:00", 480);  // until four in the morning
  CHECK(starts_in(book, span("2026-12-01T03:55", "2026-12-01T09:00")).size() == 1);
  CHECK(starts_in(book, span("2026-12-01T04:00", "2026-12-01T09:00")).empty());
  contract::BetweenRequest brandts = span("2026-12-01T03:55", "2026-12-01T09:00");
  brandts.clinician = kBrandt;
  CHECK(starts_in(book, brandts).size() == 1);
}

TEST_CASE("only what holds its time is told: nothing cancelled, and of a move only the new time") {
  Book book;
  const Appointment gone = book.booked("2026-12-01T09:00");
  REQUIRE(book.try_cancel(gone, contract::CancelledBy::kClinic).ok());
  const Appointment old = book.booked("2026-12-01T10:00");
  REQUIRE(book.try_move(book.moving(old, "2026-12-01T14:00")).ok());
  CHECK(starts_in(book, span("2026-12-01T00:00", "2026-12-02T00:00")) ==
        std::vector<LocalDateTime>{at("2026-12-01T14:00")});
}

TEST_CASE("of one clinician only hers, over a whole week, with everything that a row says") {
  Book book;
  book.booked("2026-11-30T09:00");
  book.booked("2026-12-06T09:00");
  contract::BookRequest other = book.booking("2026-12-02T09:00");
  other.clinician = kReyes;
  REQUIRE(book.try_book(other).ok());
  contract::BetweenRequest week = span("2026-11-30T00:00", "2026-12-07T00:00");
  CHECK(starts_in(book, week).size() == 3);
  week.clinician = kBrandt;
  const contract::BetweenReply reply = book.answer(contract::between, week);
  CHECK(reply.count == 2);
  REQUIRE(reply.items.size() == 2);
  CHECK(reply.items[0].client_name == "Petrov, Ana");
  CHECK(reply.items[0].clinician_name == "L. Brandt");
  CHECK(reply.items[0].room_name == "Room 1");
}

TEST_CASE("a span of 400 days is answered, a day more and one that ends before it begins are not") {
  Book book;
  CHECK(code_in(book.ask(contract::between, span("2026-11-24T00:00", "2027-12-29T00:00"))).empty());
  CHECK(code_in(book.ask(contract::between, span("2026-11-24T00:00", "2027-12-29T00:01"))) ==
        "out_of_range");
  CHECK(code_in(book.ask(contract::between, span("2026-11-24T10:00", "2026-11-24T10:00"))) ==
        "out_of_range");
  contract::BetweenRequest lost = span("2026-11-24T10:00", "2026-11-24T11:00");
  lost.next = "nonsense";
  CHECK(code_in(book.ask(contract::between, lost)) == "malformed");
}

TEST_CASE("201 visits come in two pages, by time, and the count is of both") {
  Book book;
  const Result<bool> done =
      book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
        for (int i = 0; i < 201; ++i) {
          contract::BookRequest request = book.booking("2026-12-01T00:00", 5);
          request.room.reset();
          request.start += std::chrono::minutes(5) * i;
          ALCOVE_TRY(appointments::book(Book::desk(), request, txn, book.site));
        }
        return true;
      });
  REQUIRE(done.ok());
  contract::BetweenRequest request = span("2026-12-01T00:00", "2026-12-02T00:00");
  const contract::BetweenReply first = book.answer(contract::between, request);
  CHECK(first.count == 201);
  REQUIRE(first.items.size() == 200);
  REQUIRE(first.next);
  request.next = first.next;
  const contract::BetweenReply second = book.answer(contract::between, request);
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].appointment.start == at("2026-12-01T16:40"));
  CHECK_FALSE(second.next);
}

TEST_CASE("opening a span is one event with its records; asking again in the session is covered") {
  Book book;
  book.booked("2026-12-01T10:00");
  contract::BetweenRequest week = span("2026-11-30T00:00", "2026-12-07T00:00");
  week.clinician = kBrandt;
  const std::int64_t head = book.box.ledger->head().number;
  book.answer(contract::between, week);
  book.answer(contract::between, week);
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 1);
  CHECK(events[0].action == "day.open");
  CHECK(events[0].detail ==
        "2026-11-30T00:00 until 2026-12-07T00:00 of one clinician; 1 appointments; records 10001");
  // Of everybody it is another opening.
  week.clinician.reset();
  book.answer(contract::between, week);
  CHECK(events_since(book, head).size() == 2);
}
