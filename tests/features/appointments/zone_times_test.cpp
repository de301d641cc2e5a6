// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/zone_times.h"

#include <catch2/catch.hpp>

#include "tests/features/appointments/meeting_book.h"

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

void computed_an_hour_late(MeetingBook& book, const contract::MeetingId& id) {
  const auto done = book.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "UPDATE meeting SET start_at = start_at + 3600000, end_at = end_at + 3600000, "
           "holds_to = holds_to + 3600000 WHERE id = $id")
        .bind("$id", id)
        .execute();
    txn.change(
           "UPDATE meeting_clinician SET start_at = start_at + 3600000, "
           "end_at = end_at + 3600000, holds_to = holds_to + 3600000 WHERE meeting = $id")
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

TEST_CASE("a session stays at the time on the wall with its clients, and one without any too") {
  MeetingBook book;
  const contract::Meeting full = book.met("2027-06-01T10:00");
  const contract::Meeting empty = book.met("2027-06-02T10:00");
  for (const ClientId& client : {book.ana, book.sam}) {
    computed_an_hour_late(book, book.place_of(full.id, client).id);
    REQUIRE(book.try_mark(book.place_of(empty.id, client), AppointmentState::kEnteredInError).ok());
  }
  computed_an_hour_late(book, full.id);
  computed_an_hour_late(book, empty.id);
  // Free for the old rules, while nobody is at the empty session yet.
  contract::BookRequest other = book.booking("2027-06-02T10:00", 60);
  other.client = book.lee;
  REQUIRE(book.try_book(other).ok());
  const auto report = keep(book, "2025b");
  REQUIRE(report.has_value());
  CHECK(report->moved == 3);  // two places, and the session that has none
  CHECK(report->colliding == 1);
  CHECK(format_utc(book.stored_meeting(full.id).start_time) == "2027-06-01T14:00:00.000Z");
  CHECK(format_utc(book.place_of(full.id, book.sam).end_time) == "2027-06-01T15:00:00.000Z");
  CHECK(format_utc(book.stored_meeting(empty.id).start_time) == "2027-06-02T14:00:00.000Z");
  CHECK(format_utc(book.stored_meeting(empty.id).end_time) == "2027-06-02T15:00:00.000Z");
  // Its clinician is held by it where it stands now, not where it stood.
  contract::BookRequest there = book.booking("2027-06-01T10:30", 30);
  there.client = book.lee;
  CHECK(book.try_book(there).error().field == "clinician");
  there.start = at("2027-06-01T11:00");
  CHECK(book.try_book(there).ok());
}

TEST_CASE("a visit that was cancelled comes back to the time on the wall under the new rules") {
  Book book;
  const Appointment visit = book.booked("2027-06-01T10:00");
  const Appointment gone = book.try_cancel(visit, contract::CancelledBy::kClient).value();
  computed_an_hour_late(book, visit.id);
  const auto report = keep(book, "2025b");
  REQUIRE(report.has_value());
  CHECK(report->moved == 0);  // nobody comes
  const Appointment back = book.try_undo(gone).value();
  CHECK(format_utc(back.start_time) == "2027-06-01T14:00:00.000Z");
  contract::BookRequest second = book.booking("2027-06-01T10:00", 30);
  second.client = book.sam;
  CHECK(book.try_book(second).error().field == "clinician");
}
