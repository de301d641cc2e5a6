// SPDX-License-Identifier: Apache-2.0
#include "shared/api/day_list.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "server/features/clients/clients.h"
#include "tests/features/appointments/working_book.h"
#include "tests/support/output_of.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

std::string text_of(const Bytes& pdf) {
  const Scratch scratch;
  const std::string file = scratch / "list.pdf";
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
  return output_of("pdftotext -layout " + file + " -");
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// So many more visits like the one that is booked, straight into the store.
void add_copies(Book& book, int count) {
  const auto added = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count) "
           "INSERT INTO appointment SELECT randomblob(16), revision, client, clinician, room, "
           "service, day, start, minutes, zone, start_at, end_at, time_shifted, state, holds_time, "
           "state_since, arrived_at, walk_in, notice_minutes, moved_from, moved_to, holds_to, "
           "NULL, NULL, NULL, NULL, modality, resources FROM appointment, n")
        .bind("$count", std::int64_t{count})
        .execute();
    txn.record({.action = "test.copies"});
    return true;
  });
  REQUIRE(added.ok());
}

}  // namespace

TEST_CASE("the desk's paper holds the day as the book has it, and is an event with its count") {
  Book book;
  book.site.clinic = "Elm Street Clinic";
  book.booked("2026-11-24T11:00");
  const Appointment moved = book.booked("2026-11-24T13:00");
  REQUIRE(book.try_move(book.moving(moved, "2026-11-24T15:30")).ok());
  const Appointment cancelled = book.booked("2026-11-24T17:00");
  REQUIRE(book.try_cancel(cancelled, contract::CancelledBy::kClinic).ok());
  book.booked("2026-11-25T09:00");
  const std::int64_t before = book.box.ledger->head().number;
  const auto reply = book.answer(contract::day_list, contract::DayListRequest{});
  CHECK(reply.count == 3);
  CHECK(reply.pages == 1);
  const std::string text = text_of(reply.pdf);
  CHECK(has(text, "Tuesday, November 24, 2026"));
  CHECK(has(text, "Elm Street Clinic. 3 visits. Printed Tuesday, November 24, 2026, 10:00 AM."));
  CHECK(has(text, "11:00 AM"));
  CHECK_FALSE(has(text, "1:00 PM"));
  CHECK(has(text, "3:30 PM"));
  CHECK(has(text, "cancelled by"));
  CHECK_FALSE(has(text, "9:00 AM"));
  // Again, and again an event: paper leaves the building each time.
  book.answer(contract::day_list, contract::DayListRequest{});
  const auto events = events_since(book, before);
  REQUIRE(events.size() == 2);
  CHECK(events[0].action == "day.print");
  CHECK(events[0].detail.rfind("2026-11-24; 3 visits; records ", 0) == 0);
  CHECK(events[1].action == "day.print");
}

TEST_CASE("whoever did not come within the clinic's grace is asked about on the paper") {
  Book book;  // ten in the morning; the grace is fifteen minutes
  book.booked("2026-11-24T10:00");
  const auto text = [&] {
    return text_of(book.answer(contract::day_list, contract::DayListRequest{}).pdf);
  };
  book.box.clock.advance(std::chrono::minutes(15));
  CHECK(has(text(), "scheduled"));
  CHECK_FALSE(has(text(), "no-show?"));
  book.box.clock.advance(std::chrono::seconds(1));
  CHECK(has(text(), "no-show?"));
  CHECK_FALSE(has(text(), "scheduled"));
}

TEST_CASE("whoever would meet nobody is not asked about on the paper: it says why, as the board") {
  WorkingBook book;
  book.booked("2026-11-24T10:00");
  book.away(kBrandt, "2026-11-24T00:00", "2026-11-25T00:00");
  book.box.clock.advance(std::chrono::minutes(16));
  const auto text = [&] {
    return text_of(book.answer(contract::day_list, contract::DayListRequest{}).pdf);
  };
  CHECK(has(text(), "away"));  // of "clinician away", on two lines
  CHECK_FALSE(has(text(), "no-show?"));
  book.closed("2026-11-24");
  CHECK(has(text(), "clinic closed"));
}

TEST_CASE("a visit in the gap of spring stands on the paper when the clock says it is") {
  Book book;
  book.booked("2027-03-14T02:30");
  book.booked("2027-03-14T09:00");
  const auto reply = book.answer(contract::day_list,
                                 contract::DayListRequest{.day = parse_date("2027-03-14").value()});
  const std::string text = text_of(reply.pdf);
  CHECK(has(text, "3:30 AM"));
  CHECK(has(text, "moved from 2:30 AM by the clock"));
  CHECK_FALSE(has(text, "from 9:00"));
}

TEST_CASE("a client's own words stand on the paper: legal name, the other one, phones") {
  Book book;
  api::clients::RegisterRequest request;
  request.client = book.new_id<ClientId>();
  request.details.legal_given = "Iñaki";
  request.details.legal_middle = "José";
  request.details.legal_family = "Ibáñez Peña";
  request.details.preferred_given = "Iña";
  request.details.birth_date = parse_date("1990-01-02").value();
  request.details.phones = {
      {book.new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-2233", true},
      {book.new_id<PhoneId>(), api::clients::PhoneKind::kHome, "716-555-0144", false}};
  REQUIRE(book.write<bool>(Book::desk(),
                           [&](audit::WriteTxn& txn) -> Result<bool> {
                             ALCOVE_TRY(clients::register_client(Book::desk(), request, txn,
                                                                 book.site.day_of(txn.now())));
                             return true;
                           })
              .ok());
  contract::BookRequest booking = book.booking("2026-11-24T11:00");
  booking.client = request.client;
  REQUIRE(book.try_book(booking).ok());
  const std::string text = text_of(book.answer(contract::day_list, contract::DayListRequest{}).pdf);
  CHECK(has(text, "Ibáñez Peña, Iñaki José"));
  CHECK(has(text, "goes by Iña Ibáñez Peña"));
  CHECK(has(text, "(716) 555-2233, message OK"));
  CHECK(has(text, "(716) 555-0144, no message"));
}

TEST_CASE("the list is the front desk's, at its own terminals") {
  Book book;
  const contract::DayListRequest today;
  for (const char* role :
       {"clinician", "supervisor", "prescriber", "biller", "privacy_officer", "administrator"}) {
    INFO(role);
    CHECK(code_in(book.ask(contract::day_list, today, role)) == "forbidden");
  }
  CHECK(code_in(book.ask(contract::day_list, today, "front_desk",
                         Book::terminal(wire::Station::kTherapyRoom))) == "wrong_station");
  CHECK(code_in(book.ask(contract::day_list, today, "")) == "not_signed_in");
}

TEST_CASE("a list has at most 1000 visits") {
  Book book;
  book.booked("2026-11-24T11:00");
  add_copies(book, 999);
  CHECK(book.answer(contract::day_list, contract::DayListRequest{}).count == 1000);
  Book fuller;
  fuller.booked("2026-11-24T11:00");
  add_copies(fuller, 1000);
  CHECK(code_in(fuller.ask(contract::day_list, contract::DayListRequest{})) == "too_many");
}
