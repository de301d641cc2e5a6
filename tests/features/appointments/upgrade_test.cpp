// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/features/appointments/appointments_store.h"
#include "tests/support/box.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// The schema as it was before services had a pause after them.
constexpr std::int64_t kBefore = 139;

std::span<const store::Migration> older_migrations() {
  const std::span<const store::Migration> all = store::all_migrations();
  const auto end = std::find_if(all.begin(), all.end(),
                                [](const store::Migration& one) { return one.number > kBefore; });
  return {all.begin(), end};
}

UtcTime utc(const char* text) {
  return parse_utc(text).value();
}

}  // namespace

TEST_CASE("what an older box had booked still holds its time, to the minute") {
  const Scratch scratch;
  const UtcTime now = utc("2026-11-24T15:00:00.000Z");
  {
    const auto older =
        store::Store::create(scratch / "store.db", TestBox::key(), older_migrations(), now);
    const auto booked = older->write([](store::Connection& connection) -> Result<void> {
      connection.run(
          "INSERT INTO client VALUES (10001, x'01', 1, 0, 'Ana', '', 'Petrov', '', '', '', "
          "'1986-04-17', 'not_recorded', 'english', '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
          "NULL)");
      connection.run(
          "INSERT INTO staff VALUES (x'000102030405060708090a0b0c0d0e0f', 'brandt', "
          "'L. Brandt', '', 0, 0, NULL)");
      // 2026-12-01, ten to eleven in New York.
      connection.run(
          "INSERT INTO appointment VALUES (x'02', 1, x'01', x'000102030405060708090a0b0c0d0e0f', "
          "NULL, x'01900000000070008000000000000001', '2026-12-01', '2026-12-01T10:00', 60, "
          "'America/New_York', 1796137200000, 1796140800000, 0, 'scheduled', 1, 0, NULL, 0, NULL, "
          "NULL, NULL)");
      return {};
    });
    REQUIRE(booked.ok());
  }
  const auto store =
      store::Store::open(scratch / "store.db", TestBox::key(), store::all_migrations(), now)
          .value();
  const Bytes brandt{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const auto busy_at = [&](const char* start, const char* end) {
    return store
        ->read<std::size_t>([&](store::ReadTxn& txn) -> Result<std::size_t> {
          return appointments::find_busy(txn, {.place = api::appointments::Place::kClinician,
                                               .id = brandt,
                                               .slot = {utc(start), utc(end)}})
              .size();
        })
        .value();
  };
  CHECK(busy_at("2026-12-01T15:55:00.000Z", "2026-12-01T16:30:00.000Z") == 1);
  CHECK(busy_at("2026-12-01T16:00:00.000Z", "2026-12-01T16:30:00.000Z") == 0);
  CHECK(busy_at("2026-12-01T14:00:00.000Z", "2026-12-01T15:05:00.000Z") == 1);
  CHECK(busy_at("2026-12-01T14:00:00.000Z", "2026-12-01T15:00:00.000Z") == 0);
}
