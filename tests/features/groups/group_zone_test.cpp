// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/zone_times.h"
#include "tests/features/groups/group_book.h"

using namespace alcove;
using namespace alcove::testing;

TEST_CASE("a group's sessions to come begin when their meetings do by new rules of the zone") {
  GroupBook book;
  book.site.zone_followers = {groups::follow_zone};
  const group::Group made = book.made();
  const auto session = book.booked_session(made, "2026-12-01T10:00").meeting;
  const auto keep = [&](const char* version) {
    return appointments::keep_zone_times(*book.box.ledger, book.site, version).value().value();
  };
  const auto begins = [&] {
    return format_utc(book.read<UtcTime>([&](store::ReadTxn& txn) {
      store::Statement row = txn.query("SELECT start_at FROM group_session WHERE meeting = $id");
      row.bind("$id", session.id);
      ALCOVE_CHECK(row.next());
      return row.time(0);
    }));
  };
  keep("2025a");
  // As if the rules had said an hour more when it was booked.
  REQUIRE(book.write<bool>(
                  Book::desk(),
                  [](audit::WriteTxn& txn) -> Result<bool> {
                    for (const char* table : {"appointment", "meeting", "meeting_clinician"}) {
                      txn.change("UPDATE " + std::string(table) +
                                 " SET start_at = start_at + 3600000, end_at = end_at + 3600000, "
                                 "holds_to = holds_to + 3600000")
                          .execute();
                    }
                    txn.change("UPDATE group_session SET start_at = start_at + 3600000").execute();
                    txn.record({.action = "test.spoil"});
                    return true;
                  })
              .ok());
  CHECK(begins() == "2026-12-01T16:00:00.000Z");
  keep("2025b");
  CHECK(begins() == "2026-12-01T15:00:00.000Z");
  CHECK(format_utc(book.stored_meeting(session.id).start_time) == "2026-12-01T15:00:00.000Z");
}
