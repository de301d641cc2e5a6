// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/ledger.h"
#include "tests/support/scratch.h"

namespace alcove::testing {

// A store with its ledger in a scratch folder, with a clock that the test moves.
struct TestBox {
  explicit TestBox(UtcTime start = parse_utc("2026-11-24T15:00:00.000Z").value()) : clock(start) {
    store = store::Store::create(scratch / "store.db", key(), store::all_migrations(), clock.now());
    ledger = audit::Ledger::create(*store, clock, random, {.system_user = "test"});
  }

  static Key256 key() {
    Key256 key;
    std::fill(key.writable().begin(), key.writable().end(), std::uint8_t{7});
    return key;
  }

  void reopen() {
    ledger.reset();
    store.reset();
    store = store::Store::open(scratch / "store.db", key(), store::all_migrations(), clock.now())
                .value();
    ledger = audit::Ledger::open(*store, clock, random);
  }

  Scratch scratch;
  ManualClock clock;
  SystemRandom random;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<audit::Ledger> ledger;
};

}  // namespace alcove::testing
