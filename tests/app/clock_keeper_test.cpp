// SPDX-License-Identifier: Apache-2.0
#include "server/app/clock_keeper.h"

#include <catch2/catch.hpp>
#include <thread>

#include "server/operator/conditions.h"
#include "tests/operator/open_box.h"

// The machine's clock, set while the box works; and the terminals' clocks.

using namespace alcove;
using namespace alcove::operation;
using namespace std::chrono_literals;
using app::ClockKeeper;
using hello::TerminalClocks;

namespace {

struct WatchedBox {
  testing::OpenBox at;
  std::chrono::milliseconds since_boot = 1h;
  HeldClock held{at.clock, [this] { return since_boot; }};
  TerminalClocks terminals;

  std::vector<Condition> clock_conditions() {
    std::vector<Condition> found = conditions_of(*at.box);
    std::erase_if(found, [](const auto& one) { return one.code != ConditionCode::kClockWrong; });
    return found;
  }
  std::int64_t events(const std::string& action) {
    return at.box->store()
        .read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          std::int64_t count = 0;
          for (const auto& one : find_events(txn, {.limit = 1000})) {
            count += one.event.action == action ? 1 : 0;
          }
          return count;
        })
        .value();
  }
};

DeviceId device(int number) {
  return DeviceId::from_blob(Bytes(16, static_cast<std::uint8_t>(number)));
}

}  // namespace

TEST_CASE("a machine's clock that is set is an event and a condition, until they agree again") {
  WatchedBox box;
  ClockKeeper keeper(box.held, *box.at.box, box.terminals);
  keeper.look();
  CHECK(box.clock_conditions().empty());
  box.at.clock.advance(2h + 5min);
  keeper.look();
  keeper.look();
  CHECK(box.events("clock.stepped") == 1);
  const auto told = box.clock_conditions();
  REQUIRE(told.size() == 1);
  CHECK(told[0].subject == api::box::kMachineClock);
  CHECK(told[0].severity == Severity::kProblem);
  CHECK_THAT(sentence_of(told[0]),
             Catch::Contains("set 2 h ahead: it says 2026-11-24T04:05:00.000Z, and the box has "
                             "2026-11-24T02:00:00.000Z") &&
                 Catch::Contains("alcovectl clock confirm"));
  SECTION("it is put right again") {
    box.at.clock.advance(-2h - 5min);
    keeper.look();
    CHECK(box.events("clock.agrees") == 1);
  }
  SECTION("a person says that it is right now") {
    REQUIRE(box.held.follow().ok());
    keeper.look();
    CHECK(box.held.now() == box.at.clock.now());
  }
  CHECK(box.clock_conditions().empty());
}

TEST_CASE("one terminal's clock says nothing about the box's; most of them do") {
  TerminalClocks clocks;
  const TerminalClocks::Steady now{};
  clocks.note(device(1), -10min, now);
  CHECK_FALSE(clocks.difference(now));  // which of the two is wrong?
  clocks.note(device(2), -3min, now);
  const auto both = clocks.difference(now);
  REQUIRE(both);
  CHECK(both->apart == 2);
  CHECK(both->all == 2);
  CHECK(both->ahead == -3min);
  clocks.note(device(2), -3min + 1ms, now);
  CHECK_FALSE(clocks.difference(now));
  clocks.note(device(2), 3min, now);  // to the other side
  CHECK_FALSE(clocks.difference(now));
  clocks.note(device(3), 4min, now);
  REQUIRE(clocks.difference(now));
  CHECK(clocks.difference(now)->ahead == 4min);
  // A terminal that was not heard of for a day counts no more.
  CHECK(clocks.difference(now + 24h));
  CHECK_FALSE(clocks.difference(now + 24h + 1s));
}

TEST_CASE("the terminals' clocks are a condition while most differ") {
  WatchedBox box;
  ClockKeeper keeper(box.held, *box.at.box, box.terminals);
  for (const int number : {1, 2, 3}) box.terminals.note(device(number), 62min);
  keeper.look();
  const auto told = box.clock_conditions();
  REQUIRE(told.size() == 1);
  CHECK(told[0].subject == api::box::kTerminalClocks);
  CHECK_THAT(sentence_of(told[0]),
             Catch::Contains("3 of 3 terminals have a clock that is 62 min ahead of the box's"));
  for (const int number : {1, 2}) box.terminals.note(device(number), 0min);
  keeper.look();
  CHECK(box.clock_conditions().empty());
  CHECK(box.events("clock.terminals_differ") == 1);
  CHECK(box.events("clock.terminals_agree") == 1);
}

TEST_CASE("the keeper looks by itself") {
  WatchedBox box;
  box.at.clock.advance(-1h);
  ClockKeeper keeper(box.held, *box.at.box, box.terminals);
  keeper.start();
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (box.clock_conditions().empty() && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(20ms);
  }
  CHECK(box.clock_conditions().size() == 1);
}
