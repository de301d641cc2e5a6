// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/enrolment_client.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/client/kiosk_terminal.h"

using namespace alcove;
using namespace alcove::testing;
using client::parse_typed_address;
using wire::Station;

namespace {

std::string typed(const Clinic& clinic) {
  return fmt::format(" {}:{} ", clinic.enrolment_address().host, clinic.enrolment_address().port);
}

// The last character of the code, changed to another one.
std::string with_a_mistake(std::string code) {
  code.back() = code.back() == '0' ? '1' : '0';
  return code;
}

struct Person {
  SystemRandom random;
  SystemClock clock;
  Result<client::NewTerminal> enrols(const std::string& address, const std::string& code) {
    return client::enrol(address, code, random, clock);
  }
};

}  // namespace

TEST_CASE("a terminal enrols with the typed address and code, and then works on the main port") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Person person;
  const auto made = person.enrols(typed(clinic), clinic.enrolment_code(Station::kLobby, "Lobby 1"));
  REQUIRE(made.ok());
  CHECK(made->name == "Lobby 1");
  CHECK(made->station == Station::kLobby);
  CHECK(made->server == clinic.address());
  KioskTerminal lobby({made->device, made->identity}, made->server);
  CHECK(lobby.ask_ping().ok());
  CHECK(lobby.client->call(api::terminal::about, wire::Nothing{})->name == "Lobby 1");
}

TEST_CASE("a mistyped code is refused before anything is said, and names the group") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Person person;
  const std::string code = clinic.enrolment_code(Station::kLobby, "Lobby");
  const auto refused = person.enrols(typed(clinic), with_a_mistake(code));
  CHECK(refused.error().code == ErrorCode::kWrongCode);
  CHECK(refused.error().detail.find("group 9") != std::string::npos);
  CHECK(person.enrols(typed(clinic), "").error().code == ErrorCode::kWrongCode);
  // No try was counted: the code still works.
  CHECK(person.enrols(typed(clinic), code).ok());
}

TEST_CASE("a server that is not the clinic of the code hears nothing from the terminal") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Clinic other(routes.adder());
  Person person;
  const std::string code = clinic.enrolment_code(Station::kLobby, "Lobby");
  const std::string waiting = other.enrolment_code(Station::kLobby, "Lobby");
  const auto refused = person.enrols(typed(other), code);
  CHECK(refused.error().code == ErrorCode::kUnavailable);
  CHECK(refused.error().field == client::kOtherServer);
  // Five wrong tries would have closed the code that waits there.
  for (int i = 0; i < 6; ++i) REQUIRE_FALSE(person.enrols(typed(other), code).ok());
  CHECK(person.enrols(typed(other), waiting).ok());
}

TEST_CASE("the clinic's server under a name that its certificate does not have is refused") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Person person;
  const std::string code = clinic.enrolment_code(Station::kLobby, "Lobby");
  const auto refused =
      person.enrols(fmt::format("localhost:{}", clinic.enrolment_address().port), code);
  CHECK(refused.error().field == client::kOtherServer);
}

TEST_CASE("a code works once") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Person person;
  const std::string code = clinic.enrolment_code(Station::kTherapyRoom, "Room 1");
  REQUIRE(person.enrols(typed(clinic), code).ok());
  CHECK(person.enrols(typed(clinic), code).error().code == ErrorCode::kWrongCode);
}

TEST_CASE("nobody listening at the typed address is said as that") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  Person person;
  const std::string code = clinic.enrolment_code(Station::kLobby, "Lobby");
  const std::string address = typed(clinic);
  clinic.stop();
  const auto refused = person.enrols(address, code);
  CHECK(refused.error().code == ErrorCode::kUnavailable);
  CHECK(refused.error().field.empty());
}

TEST_CASE("addresses are read as people type them") {
  const auto read = [](std::string_view text) { return parse_typed_address(text, 8444).value(); };
  CHECK(read("10.0.0.5") == client::ServerAddress{"10.0.0.5", 8444});
  CHECK(read("  box.clinic.example \n") == client::ServerAddress{"box.clinic.example", 8444});
  CHECK(read("alcove-box:9000") == client::ServerAddress{"alcove-box", 9000});
  CHECK(read("[fd00::5]") == client::ServerAddress{"fd00::5", 8444});
  CHECK(read("[fd00::5]:1") == client::ServerAddress{"fd00::5", 1});
  for (const char* wrong :
       {"", "  ", ":8444", "10.0.0.5:", "10.0.0.5:0", "10.0.0.5:65536", "10.0.0.5:8444x",
        "https://10.0.0.5", "box clinic", "[fd00::5", "[fd00::5]8444", "-x", ".x", "a/b", "a@b"}) {
    INFO(wrong);
    CHECK(parse_typed_address(wrong, 8444).error().code == ErrorCode::kMalformed);
  }
  CHECK(parse_typed_address(std::string(255, 'a'), 1).ok());
  CHECK_FALSE(parse_typed_address(std::string(256, 'a'), 1).ok());
}
