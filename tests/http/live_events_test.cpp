// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <thread>

#include "tests/http/sample_routes.h"

using namespace alcove;
using namespace alcove::http;
using alcove::testing::SampleServer;
using api::live::Kind;

namespace {

access::Principal signed_in(SampleServer& server, wire::Station station,
                            const std::string& session) {
  access::Principal principal = SampleServer::terminal(station);
  ALCOVE_CHECK(server.pipeline.add_person(principal, session, Pipeline::Presence::kActs).ok());
  return principal;
}

void happen(SampleServer& server, Kind kind) {
  const auto done = server.box.ledger->write<bool>(
      {.system_user = "test"}, [&](audit::WriteTxn& txn) -> Result<bool> {
        txn.record({.action = "test.happen"});
        publish(txn, kind, RecordId::make(txn.now(), server.box.random));
        return true;
      });
  REQUIRE(done.ok());
}

std::vector<api::live::Line> read(SampleServer& server, const access::Principal& who,
                                  std::int64_t& after) {
  return server.live.read(who, after, server.box.clock.now()).value();
}

}  // namespace

TEST_CASE("a terminal hears of a change once, and goes on from the number it saw") {
  SampleServer server;
  const auto desk = signed_in(server, wire::Station::kFrontDesk, "front");
  std::int64_t after = 0;
  CHECK(read(server, desk, after).empty());
  happen(server, Kind::kDayChanged);
  happen(server, Kind::kClientChanged);
  const auto lines = read(server, desk, after);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].kind == Kind::kDayChanged);
  CHECK(lines[0].record.has_value());
  CHECK(lines[1].number == lines[0].number + 1);
  CHECK(read(server, desk, after).empty());
}

TEST_CASE("what a terminal may hear follows its station, its person and its lock") {
  SampleServer server;
  const auto desk = signed_in(server, wire::Station::kFrontDesk, "front");
  const auto locked = signed_in(server, wire::Station::kFrontDesk, "locked");
  const auto nobody = SampleServer::terminal(wire::Station::kTherapyRoom);
  const auto lobby = SampleServer::terminal(wire::Station::kLobby);
  const auto admin = signed_in(server, wire::Station::kFrontDesk, "admin");
  CHECK(hears(desk, Kind::kDayChanged) == Hears::kWhichRecord);
  CHECK(hears(desk, Kind::kChartChanged) == Hears::kNothing);
  CHECK(hears(admin, Kind::kDayChanged) == Hears::kNothing);
  for (const auto& who : {locked, nobody}) {
    CHECK(hears(who, Kind::kDayChanged) == Hears::kNothing);
    CHECK(hears(who, Kind::kAlertChanged) == Hears::kThatItHappened);
    CHECK(hears(who, Kind::kHelpCalled) == Hears::kThatItHappened);
  }
  for (const Kind kind :
       {Kind::kDayChanged, Kind::kAlertChanged, Kind::kHelpCalled, Kind::kChartChanged}) {
    CHECK(hears(lobby, kind) == Hears::kNothing);
  }
  CHECK(hears(lobby, Kind::kQueueChanged) == Hears::kThatItHappened);
  for (const auto& who : {desk, locked, nobody, admin}) {
    CHECK(hears(who, Kind::kQueueChanged) == Hears::kNothing);
  }
}

TEST_CASE("a locked terminal hears of an alert without its record") {
  SampleServer server;
  happen(server, Kind::kAlertChanged);
  std::int64_t after = 0;
  const auto lines = read(server, signed_in(server, wire::Station::kTherapyRoom, "locked"), after);
  REQUIRE(lines.size() == 1);
  CHECK_FALSE(lines[0].record.has_value());
}

TEST_CASE("a number that is no longer kept, or from another history, means to start over") {
  SampleServer server;
  const auto desk = signed_in(server, wire::Station::kFrontDesk, "front");
  happen(server, Kind::kDayChanged);
  happen(server, Kind::kDayChanged);
  std::int64_t ahead = 999;
  auto lines = read(server, desk, ahead);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].kind == Kind::kStartOver);
  CHECK(ahead == server.live.newest());

  server.box.clock.advance(LiveEvents::kKeep + std::chrono::hours(1));
  happen(server, Kind::kDayChanged);
  REQUIRE(server.box.ledger
              ->write<bool>({.system_user = "test"},
                            [](audit::WriteTxn& txn) -> Result<bool> {
                              txn.record({.action = "nightly.forget"});
                              LiveEvents::forget_old(txn);
                              return true;
                            })
              .ok());
  std::int64_t behind = 1;
  lines = read(server, desk, behind);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].kind == Kind::kStartOver);
}

TEST_CASE("whoever waits is woken by the commit, and numbers go on after a restart") {
  SampleServer server;
  happen(server, Kind::kDayChanged);
  const std::int64_t before = server.live.newest();
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    happen(server, Kind::kDayChanged);
  });
  const auto start = std::chrono::steady_clock::now();
  server.live.wait(before, std::chrono::seconds(120));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
  later.join();
  CHECK(server.live.newest() == before + 1);
  server.box.reopen();
  CHECK(LiveEvents(*server.box.ledger).newest() == before + 1);
}
