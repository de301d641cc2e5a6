// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "provisioning/synthetic_clinic/builder.h"
#include "tests/support/box.h"

using namespace alcove;
using alcove::testing::TestBox;

namespace {

constexpr std::size_t kClients = 40;

// Visits that somebody finds on the board on the day on which the clinic was made.
std::int64_t visits_on(TestBox& box, const std::string& day) {
  return box.store
      ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
        store::Statement count = txn.query("SELECT count(*) FROM appointment WHERE day = $day");
        count.bind("$day", day);
        return count.next() ? count.integer(0) : 0;
      })
      .value();
}

}  // namespace

// The demo is started on any day. Each is half past nine in the morning in its zone.
TEST_CASE("a synthetic clinic is made on every kind of day, and has visits on it") {
  struct Present {
    const char* what;
    const char* now;
    const char* zone;
    const char* day;
  };
  const auto present =
      GENERATE(Present{"a Saturday", "2026-11-28T14:30:00.000Z", "America/New_York", "2026-11-28"},
               Present{"a Sunday on which the clocks go back", "2026-11-01T14:30:00.000Z",
                       "America/New_York", "2026-11-01"},
               Present{"a leap day", "2028-02-29T14:30:00.000Z", "America/New_York", "2028-02-29"});
  INFO(present.what);
  TestBox box(parse_utc(present.now).value());
  const Zone zone = Zone::named(present.zone).value();
  auto access = access::AccessServices::open(*box.ledger, {.clinic_name = "Willow House"}).value();
  app::Features features(*box.ledger, zone, "Willow House");
  synthetic::Builder builder(*box.ledger, *access, features, box.clock);
  const auto staff = builder.build({.clients = kClients}, parse_utc(present.now).value());
  INFO((staff ? std::string() : staff.error().field + ": " + staff.error().detail));
  REQUIRE(staff.ok());
  CHECK(staff->size() == 11);
  CHECK(visits_on(box, present.day) > 0);
}
