// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/live_connection.h"

#include <catch2/catch.hpp>

#include "tests/client/kiosk_terminal.h"
#include "tests/support/cable.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using api::live::Kind;
using wire::Station;

namespace {

// A signed-in desk behind a cable, with its event stream.
struct Desk {
  explicit Desk(client::LinkTimes times = {.first_pause = 20ms, .longest_pause = 100ms})
      : clinic(routes.adder()),
        cable(clinic.address().port),
        terminal(clinic.enrol(Station::kFrontDesk, "Desk"), {"127.0.0.1", cable.port()}) {
    clinic.add_person(kDeskPerson, {api::Role::kFrontDesk});
    terminal.sign_in();
    live = std::make_unique<client::LiveConnection>(
        *terminal.client, terminal.clock, [this] { ++wakes; }, times);
  }

  // Drains until `enough`, a minute at most.
  bool until(const std::function<bool()>& enough) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      auto news = live->drain();
      link = news.link;
      for (const auto& line : news.lines) kinds.push_back(line.kind);
      if (enough()) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  }
  bool connected() {
    return until([&] { return link.connected; });
  }

  SampleRoutes routes;
  Clinic clinic;
  Cable cable;
  KioskTerminal terminal;
  std::atomic<int> wakes{0};
  client::LinkState link;
  std::vector<Kind> kinds;
  std::unique_ptr<client::LiveConnection> live;
};

}  // namespace

TEST_CASE("a change reaches the terminal within a second, after one word to read everything") {
  Desk desk;
  REQUIRE(desk.connected());
  REQUIRE(desk.terminal.add("Ana").ok());
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(desk.until([&] { return desk.kinds.size() >= 2; }));
  CHECK(std::chrono::steady_clock::now() - start < 1s);
  CHECK(desk.kinds == std::vector{Kind::kStartOver, Kind::kDayChanged});
  CHECK(desk.wakes >= 2);
  CHECK_FALSE(desk.link.why.has_value());
}

TEST_CASE("what happens right after the word to read everything is told, however soon it comes") {
  Desk desk;
  for (int i = 0; i < 20; ++i) {
    INFO(i);
    // A stream without a number before it, and a change the moment it says so.
    desk.live.reset();
    desk.kinds.clear();
    desk.live = std::make_unique<client::LiveConnection>(
        *desk.terminal.client, desk.terminal.clock, [] {},
        client::LinkTimes{.first_pause = 20ms, .longest_pause = 50ms});
    while (desk.live->drain().lines.empty()) std::this_thread::sleep_for(200us);
    REQUIRE(desk.terminal.add("Ana").ok());
    REQUIRE(desk.until([&] { return !desk.kinds.empty(); }));
    CHECK(desk.kinds == std::vector{Kind::kDayChanged});
  }
}

TEST_CASE("what happened while the cable was out comes when it is in again, once and in order") {
  Desk desk;
  REQUIRE(desk.connected());
  REQUIRE(desk.terminal.add("Ana").ok());
  REQUIRE(desk.until([&] { return desk.kinds.size() == 2; }));
  const auto before = desk.terminal.clock.now();
  desk.cable.pull();
  REQUIRE(desk.until([&] { return !desk.link.connected; }));
  REQUIRE(desk.link.away_since.has_value());
  CHECK(*desk.link.away_since <= desk.terminal.clock.now());
  CHECK(*desk.link.away_since >= before - 4s);
  CHECK(desk.link.why->code == ErrorCode::kUnavailable);

  KioskTerminal other(desk.clinic, Station::kFrontDesk);
  REQUIRE(other.add("Bo").ok());
  REQUIRE(other.add("Cy").ok());
  CHECK(desk.live->drain().lines.empty());
  desk.cable.put_in();
  REQUIRE(desk.until([&] { return desk.kinds.size() >= 4; }));
  CHECK(desk.kinds ==
        std::vector{Kind::kStartOver, Kind::kDayChanged, Kind::kDayChanged, Kind::kDayChanged});
  CHECK(desk.link.connected);
}

TEST_CASE("a cable that carries nothing is noticed after the silence, though nothing was closed") {
  Desk desk({.silence = 400ms, .first_pause = 20ms, .longest_pause = 50ms});
  REQUIRE(desk.until([&] { return !desk.kinds.empty(); }));
  desk.cable.freeze();
  REQUIRE(desk.until([&] { return !desk.link.connected && desk.link.why.has_value(); }));
  CHECK(desk.link.why->code == ErrorCode::kTimedOut);
  desk.cable.put_in();
  CHECK(desk.connected());
}

TEST_CASE("a heartbeat keeps the link up when nothing happens") {
  Desk desk;  // eight seconds of silence allowed, a heartbeat every three
  REQUIRE(desk.connected());
  const auto end = std::chrono::steady_clock::now() + 4s;
  while (std::chrono::steady_clock::now() < end) {
    REQUIRE(desk.live->drain().link.connected);
    std::this_thread::sleep_for(50ms);
  }
}

TEST_CASE("signing out is followed at once on a new stream") {
  Desk desk;
  REQUIRE(desk.connected());
  desk.terminal.client->set_session({});
  desk.live->reconnect();
  REQUIRE(desk.connected());
  KioskTerminal other(desk.clinic, Station::kFrontDesk);
  REQUIRE(other.add("Ana").ok());
  std::this_thread::sleep_for(300ms);
  for (const auto& line : desk.live->drain().lines) CHECK(line.kind == Kind::kStartOver);
}

TEST_CASE("the program closes without waiting for the stream") {
  Desk desk;
  REQUIRE(desk.connected());
  const auto start = std::chrono::steady_clock::now();
  desk.live.reset();
  CHECK(std::chrono::steady_clock::now() - start < 500ms);
}
