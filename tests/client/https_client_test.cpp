// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/https_client.h"

#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "tests/client/kiosk_terminal.h"
#include "tests/client/mute_server.h"
#include "tests/support/cable.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using wire::Station;

namespace {

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("a typed call reaches the handler and brings its reply back, by GET and by POST") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);

  const Result<CountReply> first = desk.ask_ping();
  INFO((first.ok() ? std::string() : first.error().detail));
  REQUIRE(first.ok());
  CHECK(first->count == 7);
  CHECK(desk.add("Ana").value() == 1);
  CHECK(desk.add("Bo").value() == 2);
  CHECK(desk.count().value().count == 2);
}

TEST_CASE("a refusal comes back with its code and its field") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);

  const auto taken = desk.add("taken");
  REQUIRE_FALSE(taken.ok());
  CHECK(taken.error().code == ErrorCode::kTaken);
  CHECK(taken.error().field == "name");
  CHECK(desk.add("").error().code == ErrorCode::kOutOfRange);
  const client::CallOptions other_purpose{.purpose = "curiosity"};
  CHECK(desk.client->call(count_names, CountRequest{}, other_purpose).error().code ==
        ErrorCode::kWrongType);
}

TEST_CASE("without a session a route that needs one is refused, and the lobby never has it") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  desk.client->set_session({});
  CHECK(desk.add("Ana").error().code == ErrorCode::kNotSignedIn);
  KioskTerminal lobby(clinic, Station::kLobby);
  CHECK(lobby.add("Ana").error().code == ErrorCode::kWrongStation);
  CHECK(routes.writes == 0);
}

TEST_CASE("the same key asks for the same thing once") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  const client::CallOptions keyed{.key = IdempotencyKey::make(desk.clock.now(), desk.random)};
  CHECK(desk.add("Ana", keyed).value() == 1);
  CHECK(desk.add("Ana", keyed).value() == 1);
  CHECK(routes.writes == 1);
  CHECK(desk.add("Bo", keyed).error().code == ErrorCode::kRepeatedKey);
}

TEST_CASE("calls rest on one connection, and four at once on at most four") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  for (int i = 0; i < 20; ++i) REQUIRE(desk.ask_ping().ok());
  CHECK(clinic.server().open_connections() == 1);
  std::vector<std::future<bool>> calls;
  for (int i = 0; i < 4; ++i) {
    calls.push_back(std::async(std::launch::async, [&] {
      for (int round = 0; round < 10; ++round) {
        if (!desk.ask_ping().ok()) return false;
      }
      return true;
    }));
  }
  for (auto& call : calls) CHECK(call.get());
  CHECK(clinic.server().open_connections() <= 4);
}

TEST_CASE("a connection that the server closed while it rested is noticed and made anew") {
  SampleRoutes routes;
  http::ConnectionLimits limits;
  limits.keep_alive = 200ms;
  Clinic clinic(routes.adder(), limits);
  KioskTerminal desk(clinic, Station::kFrontDesk);
  REQUIRE(desk.add("Ana").ok());
  while (clinic.server().open_connections() > 0) std::this_thread::sleep_for(10ms);
  CHECK(desk.add("Bo").value() == 2);
}

TEST_CASE("a connection that rested too long is not used again") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk, {.idle_for = 0ms});
  REQUIRE(desk.ask_ping().ok());
  REQUIRE(desk.ask_ping().ok());
  while (clinic.server().open_connections() > 1) std::this_thread::sleep_for(5ms);
  CHECK(desk.ask_ping().ok());
}

TEST_CASE("a write whose connection is lost in mid-request is tried again and done once") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  // The first try is committed, but its connection is ended before the reply can leave.
  std::atomic<int> cuts{0};
  routes.before_reply = [&] {
    if (cuts++ == 0) clinic.server().end_connections_of(desk.device);
  };
  const Result<std::int64_t> count = desk.add("Ana");
  INFO((count.ok() ? std::string() : count.error().detail));
  REQUIRE(count.ok());
  CHECK(*count == 1);
  CHECK(routes.writes == 1);
}

TEST_CASE(
    "a write cut off in mid-request is not known to be done, and done once when tried again") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Cable cable(clinic.address().port);
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Desk"), {"127.0.0.1", cable.port()});
  clinic.add_person(kDeskPerson, {api::Role::kFrontDesk});
  desk.sign_in();
  std::promise<void> inside;
  std::promise<void> go_on;
  routes.before_reply = [&] {
    inside.set_value();
    go_on.get_future().wait();
  };
  const client::CallOptions keyed{.key = IdempotencyKey::make(desk.clock.now(), desk.random)};
  auto first = std::async(std::launch::async, [&] { return desk.add("Ana", keyed); });
  inside.get_future().wait();
  cable.pull();
  const Result<std::int64_t> lost = first.get();
  REQUIRE_FALSE(lost.ok());
  CHECK(lost.error().code == ErrorCode::kUnavailable);
  CHECK(desk.ask_ping().error().code == ErrorCode::kUnavailable);
  go_on.set_value();
  cable.put_in();
  CHECK(desk.add("Ana", keyed).value() == 1);
  CHECK(routes.writes == 1);
  CHECK(desk.count().value().count == 1);
}

TEST_CASE("a server that was started anew answers the retry of what it had done before") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  const client::CallOptions keyed{.key = IdempotencyKey::make(desk.clock.now(), desk.random)};
  REQUIRE(desk.add("Ana", keyed).value() == 1);
  clinic.stop();
  CHECK(desk.add("Ana", keyed).error().code == ErrorCode::kUnavailable);
  clinic.start();
  CHECK(desk.add("Ana", keyed).value() == 1);
  CHECK(routes.writes == 1);
}

TEST_CASE("a cable that carries nothing is given up at the deadline") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Cable cable(clinic.address().port);
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Desk"), {"127.0.0.1", cable.port()},
                     {.call = 300ms});
  REQUIRE(desk.ask_ping().ok());
  cable.freeze();
  Result<CountReply> reply = CountReply{};
  CHECK(seconds_of([&] { reply = desk.ask_ping(); }) < 0.6);
  CHECK(reply.error().code == ErrorCode::kTimedOut);
  cable.put_in();
  CHECK(desk.ask_ping().ok());
}

TEST_CASE("a slow server is given up at the deadline, whatever it drips") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk, {.call = 300ms});
  routes.before_reply = [] { std::this_thread::sleep_for(700ms); };
  Result<std::int64_t> reply = 0;
  CHECK(seconds_of([&] { reply = desk.add("Ana"); }) < 0.65);
  REQUIRE_FALSE(reply.ok());
  CHECK(reply.error().code == ErrorCode::kTimedOut);
}

TEST_CASE("a server that accepts and never answers the handshake is given up in time") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  MuteServer mute;
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Desk"), {"127.0.0.1", mute.port()},
                     {.open = 300ms});
  Result<CountReply> reply = CountReply{};
  CHECK(seconds_of([&] { reply = desk.ask_ping(); }) < 0.9);
  CHECK(reply.error().code == ErrorCode::kTimedOut);
  Result<CountReply> closed = CountReply{};
  auto waiting = std::async(std::launch::async, [&] { closed = desk.ask_ping(); });
  std::this_thread::sleep_for(50ms);
  CHECK(seconds_of([&] {
          desk.client->close();
          waiting.get();
        }) < 0.2);
  CHECK_FALSE(closed.ok());
}

TEST_CASE("a server of another authority is not believed, and nothing is said to it") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  SampleRoutes foreign_routes;
  Clinic foreign(foreign_routes.adder());
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Desk"), foreign.address());
  const auto reply = desk.add("Ana");
  REQUIRE_FALSE(reply.ok());
  CHECK(reply.error().code == ErrorCode::kUnavailable);
  CHECK(reply.error().field == client::kOtherServer);
  CHECK(foreign_routes.writes == 0);
}

TEST_CASE("a server of the clinic under another name or address is not believed") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  clinic.stop();
  clinic.hosts = {"192.0.2.7", "box.clinic.example"};
  clinic.start();
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Other desk"), clinic.address());
  CHECK(desk.ask_ping().error().field == client::kOtherServer);
  KioskTerminal by_name(clinic.enrol(Station::kFrontDesk, "Desk"),
                        {"localhost", clinic.address().port});
  CHECK(by_name.ask_ping().error().field == client::kOtherServer);
  clinic.stop();
  clinic.hosts = {"localhost"};
  clinic.start();
  CHECK(by_name.ask_ping().ok());
  CHECK(desk.ask_ping().error().field == client::kOtherServer);
}

TEST_CASE("the clinic's server at another time is told from another server, and hears nothing") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Clinic foreign(routes.adder());
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Desk"), clinic.address());
  KioskTerminal lost(clinic.enrol(Station::kFrontDesk, "Lost"), foreign.address());
  REQUIRE(desk.ask_ping().ok());
  routes.pings = 0;
  for (Clinic* const one : {&clinic, &foreign}) {
    one->stop();
    // So that it has a new certificate from then.
    one->box.clock.advance(std::chrono::days(730));
    one->start();
  }
  const auto reply = desk.ask_ping();
  REQUIRE_FALSE(reply.ok());
  CHECK(reply.error().code == ErrorCode::kUnavailable);
  CHECK(reply.error().field == client::kOtherTime);
  CHECK(lost.ask_ping().error().field == client::kOtherServer);
  CHECK(routes.pings == 0);
}

TEST_CASE("a terminal whose certificate has run out says so itself") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Clinic::Terminal old = clinic.enrol(Station::kFrontDesk, "Old");
  const auto request =
      crypto::RequestedKey::from_request(crypto::make_request(old.identity.key)).value();
  old.identity.certificate = crypto::issue_terminal(
      clinic.services().authority.signer(), request, "old", {"urn:alcove:test"},
      SystemClock().now() - std::chrono::days(400), clinic.box.random);
  KioskTerminal desk(old, clinic.address());
  CHECK(desk.ask_ping().error().code == ErrorCode::kNoDevice);
  CHECK(routes.pings == 0);
}

TEST_CASE("a revoked terminal hears that it was revoked") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic.enrol(Station::kFrontDesk, "Lost"), clinic.address());
  REQUIRE(desk.ask_ping().ok());
  clinic.revoke("Lost");
  CHECK(desk.ask_ping().error().code == ErrorCode::kDeviceRevoked);
}

TEST_CASE("nobody listening is told from somebody else listening") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  clinic.stop();
  const auto reply = desk.ask_ping();
  CHECK(reply.error().code == ErrorCode::kUnavailable);
  CHECK(reply.error().field.empty());
}

TEST_CASE("the terminal shows the server's clock") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  const auto terminal = clinic.enrol(Station::kFrontDesk, "Desk");
  ManualClock slow(SystemClock().now() - std::chrono::hours(3));
  SystemRandom random;
  client::HeadMemory blind{.seen = [] { return std::optional<wire::Head>(); },
                           .greeted = [](const auto&) { return Result<void>(); },
                           .saw = [](const auto&, const auto&) { return Result<void>(); }};
  client::HttpsClient client(clinic.address(), terminal.identity, blind, slow, random);
  REQUIRE(client.call(ping, wire::Nothing{}).ok());
  const auto off = client.server_now() - SystemClock().now();
  CHECK(std::chrono::abs(off) < 2s);
}
