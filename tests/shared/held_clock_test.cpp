// SPDX-License-Identifier: Apache-2.0
#include "shared/base/held_clock.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace std::chrono_literals;

namespace {

const UtcTime kStart = parse_utc("2026-11-24T10:00:00.000Z").value();

// The machine's two clocks: one that people set, and one that only goes on.
struct Machine {
  ManualClock system{kStart};
  std::chrono::milliseconds since_boot = 5h;
  HeldClock held{system, [this] { return since_boot; }};

  void pass(std::chrono::milliseconds time) {
    since_boot += time;
    system.advance(time);
  }
};

}  // namespace

TEST_CASE("the held clock goes on with the machine and says nothing while the system's agrees") {
  Machine at;
  CHECK(at.held.now() == kStart);
  at.pass(90s);
  CHECK(at.held.now() == kStart + 90s);
  CHECK_FALSE(at.held.look());
  CHECK_FALSE(at.held.apart());
}

TEST_CASE("what the system's clock is put right by in passing is followed, and never backwards") {
  Machine at;
  at.system.advance(2s);
  CHECK_FALSE(at.held.look());
  CHECK(at.held.now() == kStart + 2s);
  at.system.advance(-2s);
  CHECK_FALSE(at.held.look());
  CHECK(at.held.now() == kStart + 2s);  // stands until the time has come again
  at.pass(1s);
  CHECK(at.held.now() == kStart + 2s);
  at.pass(2s);
  CHECK(at.held.now() == kStart + 3s);
}

TEST_CASE("a step forward or back is told once and is not followed") {
  for (const std::chrono::milliseconds by : {2001ms, -2001ms, 86'400'000ms, -31'536'000'000ms}) {
    Machine at;
    at.pass(10s);
    at.system.advance(by);
    const auto step = at.held.look();
    REQUIRE(step);
    CHECK(step->own == kStart + 10s);
    CHECK(step->system == kStart + 10s + by);
    CHECK_FALSE(step->agrees);
    at.pass(10s);
    CHECK_FALSE(at.held.look());
    CHECK(at.held.now() == kStart + 20s);
    REQUIRE(at.held.apart());
    CHECK(at.held.apart()->system == kStart + 20s + by);
  }
}

TEST_CASE("a second step is told too, and so is that they agree again") {
  Machine at;
  at.system.advance(1h);
  REQUIRE(at.held.look());
  at.system.advance(1h);
  REQUIRE(at.held.look());
  at.system.advance(-2h);
  const auto again = at.held.look();
  REQUIRE(again);
  CHECK(again->agrees);
  CHECK_FALSE(at.held.look());
  CHECK_FALSE(at.held.apart());
  CHECK(at.held.now() == kStart);
}

TEST_CASE("a person can have a step forward followed at once, a step back only by a new start") {
  Machine at;
  at.system.advance(1h);
  REQUIRE(at.held.look());
  REQUIRE(at.held.follow().ok());
  CHECK(at.held.now() == kStart + 1h);
  CHECK_FALSE(at.held.look());
  at.system.advance(-30min);
  REQUIRE(at.held.look());
  CHECK(at.held.follow().error().code == ErrorCode::kWrongState);
  CHECK(at.held.now() == kStart + 1h);
  at.held.begin_anew();
  CHECK(at.held.now() == kStart + 30min);
}

TEST_CASE("the machine's own clock goes on") {
  const auto before = HeldClock::since_boot();
  CHECK(before.count() > 0);
  CHECK(HeldClock::since_boot() >= before);
  const SystemClock system;
  const HeldClock held(system);
  CHECK(held.now() <= system.now() + 1s);
}
