// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/meeting_store.h"
#include "server/store/store.h"
#include "tests/support/box.h"

// What a store of an earlier version holds, as this one reads it.

using namespace alcove;
using namespace alcove::testing;
using api::appointments::CancelledBy;
using appointments::MeetingId;

namespace {

constexpr std::int64_t kCancelledBy = 291;  // the migration that adds who cancelled a session

std::span<const store::Migration> before(std::int64_t number) {
  const auto all = store::all_migrations();
  std::size_t count = 0;
  while (count < all.size() && all[count].number < number) ++count;
  return all.first(count);
}

void insert_meeting(store::Connection& connection, const MeetingId& id, const char* state) {
  connection
      .statement(
          "INSERT INTO meeting (id, revision, kind, title, service, day, start, minutes, zone, "
          "start_at, end_at, holds_to, time_shifted, state, holds_time, state_since) "
          "SELECT $id, 2, 'family', '', id, '2026-11-25', '2026-11-25T10:00', 60, "
          "'America/New_York', 1795705200000, 1795708800000, 1795708800000, 0, $state, "
          "$state = 'stands', 1795600000000 FROM service LIMIT 1")
      .bind("$id", id)
      .bind("$state", state)
      .execute();
}

void insert_step(store::Connection& connection, const MeetingId& id, std::int64_t revision,
                 const char* step, const char* state) {
  connection
      .statement(
          "INSERT INTO meeting_step (meeting, revision, at, step, state, reason, person_name, "
          "terminal_name, overridden, override_reason) VALUES ($id, $revision, 1795600000000, "
          "$step, $state, 'Brandt is ill', 'M. Ortiz', 'Desk 1', '', '')")
      .bind("$id", id)
      .bind("$revision", revision)
      .bind("$step", step)
      .bind("$state", state)
      .execute();
}

}  // namespace

TEST_CASE("a session that was cancelled before it was kept by whom, was cancelled by the clinic") {
  const Scratch scratch;
  const ManualClock clock(parse_utc("2026-11-24T15:00:00.000Z").value());
  SystemRandom random;
  const MeetingId cancelled = MeetingId::make(clock.now(), random);
  const MeetingId stands = MeetingId::make(clock.now(), random);
  const auto older = before(kCancelledBy);
  REQUIRE(older.size() < store::all_migrations().size());
  REQUIRE(store::all_migrations()[older.size()].number == kCancelledBy);
  auto store = store::Store::create(scratch / "store.db", TestBox::key(), older, clock.now());
  REQUIRE(store
              ->write([&](store::Connection& connection) -> Result<void> {
                insert_meeting(connection, cancelled, "cancelled");
                insert_step(connection, cancelled, 1, "book", "stands");
                insert_step(connection, cancelled, 2, "cancel", "cancelled");
                insert_meeting(connection, stands, "stands");
                insert_step(connection, stands, 1, "book", "stands");
                insert_step(connection, stands, 2, "restore", "stands");
                return {};
              })
              .ok());
  store.reset();

  store =
      store::Store::open(scratch / "store.db", TestBox::key(), store::all_migrations(), clock.now())
          .value();
  const auto by_of = [&](const MeetingId& id) {
    return store
        ->read<std::vector<std::optional<CancelledBy>>>(
            [&](store::ReadTxn& txn) -> Result<std::vector<std::optional<CancelledBy>>> {
              std::vector<std::optional<CancelledBy>> all{
                  appointments::find_meeting(txn, id).value().cancelled_by};
              for (const auto& step : appointments::read_meeting_history(txn, id)) {
                all.push_back(step.cancelled_by);
              }
              return all;
            })
        .value();
  };
  using Bys = std::vector<std::optional<CancelledBy>>;
  CHECK(by_of(cancelled) == Bys{CancelledBy::kClinic, std::nullopt, CancelledBy::kClinic});
  CHECK(by_of(stands) == Bys{std::nullopt, std::nullopt, std::nullopt});
}
