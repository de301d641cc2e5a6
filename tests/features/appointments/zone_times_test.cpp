// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times.h"

#include <catch2/catch.hpp>

#include "tests/features/appointments/book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// As if the zone's rules had said an hour more when it was booked.
void computed_an_hour_late(Book& book, const AppointmentId& id) {
  const auto done = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "UPDATE appointment SET start_at = start_at + 3600000, end_at = end_at + 3600000, "
           "holds_to = holds_to + 3600000 WHERE id = $id")
        .bind("$id", id)
        .execute();
    txn.record({.action = "test.spoil"});
    return true;
  });
  ALCOVE_CHECK(done.ok());
}

std::optional<appointments::ZoneReport> keep(Book& book, const char* version) {
  return appointments::keep_zone_times(*book.box.ledger, book.site, version).value();
}

}  // namespace

TEST_CASE("when the zone's rules change, visits to come stay at the time on the wall") {
  Book book;
  const Appointment coming = book.booked("2027-06-01T10:00");
  const Appointment right = book.booked("2027-06-01T12:00");
  const Appointment past = book.booked("2026-11-24T09:00");
  REQUIRE(keep(book, "2025a").has_value());
  computed_an_hour_late(book, coming.id);
  computed_an_hour_late(book, past.id);
  book.box.clock.advance(std::chrono::hours(24));
  const std::int64_t head = book.box.ledger->head().number;
  CHECK_FALSE(keep(book, "2025a").has_value());
  CHECK(book.box.ledger->head().number == head);
  const auto report = keep(book, "2025b");
  REQUIRE(report.has_value());
  CHECK(report->previous == "2025a");
  CHECK(report->moved == 1);
  CHECK(report->colliding == 0);
  CHECK(format_utc(book.stored(coming.id).start_time) == "2027-06-01T14:00:00.000Z");
  CHECK(format_utc(book.stored(coming.id).end_time) == "2027-06-01T15:00:00.000Z");
  CHECK(book.stored(coming.id).revision == coming.revision);
  CHECK(book.stored(right.id).start_time == right.start_time);
  CHECK(format_utc(book.stored(past.id).start_time) == "2026-11-24T15:00:00.000Z");
  const auto events = events_since(book, head);
  REQUIRE(events.size() == 2);
  CHECK(events[0].action == "appointment.zone_rules");
  CHECK(events[0].record == audit::as_record(coming.id));
  CHECK(events[1].detail == "2025b after 2025a; 1 moved, 0 colliding");
}

TEST_CASE("visits that lie over each other under the new rules are counted, and none is lost") {
  Book book;
  const Appointment first = book.booked("2027-06-01T10:00");
  computed_an_hour_late(book, first.id);
  // Free for the old rules.
  contract::BookRequest second = book.booking("2027-06-01T10:30", 30);
  second.client = book.sam;
  REQUIRE(book.try_book(second).ok());
  const auto report = keep(book, "2025b");
  REQUIRE(report.has_value());
  CHECK_FALSE(report->previous.has_value());
  CHECK(report->moved == 1);
  CHECK(report->colliding == 1);
  CHECK(book.read<bool>(
      [](store::ReadTxn& txn) { return appointments::newest_zone_report(txn)->colliding == 1; }));
}
