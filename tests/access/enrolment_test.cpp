// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "shared/rules/terminal_identity.h"
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::access;
using namespace std::chrono_literals;
using testing::AccessBox;
using wire::Station;

namespace {

ErrorCode refusal(AccessBox& box, const std::string& code) {
  const auto key = crypto::P256Key::make(box.box.random);
  const auto reply = box.services->enrolments.enrol({}, AccessBox::request_for(code, key));
  REQUIRE_FALSE(reply);
  return reply.error().code;
}

std::string code_of_another_secret(AccessBox& box) {
  return crypto::EnrolmentCode::make(box.services->authority.certificate(), box.box.random).text();
}

}  // namespace

TEST_CASE("a terminal with the code gets its own certificate, station and name") {
  AccessBox box;
  const auto opened = box.open_enrolment("Lobby 1", Station::kLobby);
  CHECK(opened.expires_at == box.box.clock.now() + 15min);
  const auto key = crypto::P256Key::make(box.box.random);
  const auto reply =
      box.services->enrolments.enrol({}, AccessBox::request_for(opened.code, key)).value();
  CHECK(reply.name == "Lobby 1");
  CHECK(reply.station == Station::kLobby);
  CHECK(reply.port == 8443);
  const auto certificate = crypto::Certificate::from_der(reply.certificate).value();
  const auto authority = crypto::Certificate::from_der(reply.ca_certificate).value();
  CHECK(judge(certificate, authority, crypto::CertificateUse::kTerminal, box.box.clock.now()) ==
        crypto::Trust::kGood);
  const rules::TerminalIdentity expected{reply.device, Station::kLobby};
  CHECK(rules::terminal_identity(certificate.uris()) == expected);
  CHECK(certificate.signed_this(as_bytes("mine"), key.sign(as_bytes("mine"))));
  CHECK(crypto::EnrolmentCode::parse(opened.code).value().is_of(authority));
  const auto principal = box.services->devices.find(certificate.fingerprint()).value();
  CHECK(principal.device == reply.device);
  CHECK(principal.device_name == "Lobby 1");
  CHECK(principal.station == Station::kLobby);
  CHECK_FALSE(principal.person.has_value());
}

TEST_CASE("an enrolment that was used is refused when it is played again") {
  AccessBox box;
  const auto opened = box.open_enrolment("Desk", Station::kFrontDesk);
  const auto key = crypto::P256Key::make(box.box.random);
  const auto request = AccessBox::request_for(opened.code, key);
  REQUIRE(box.services->enrolments.enrol({}, request).ok());
  CHECK(box.services->enrolments.enrol({}, request).error().code == ErrorCode::kWrongCode);
  CHECK(refusal(box, opened.code) == ErrorCode::kWrongCode);
  CHECK(box.services->devices.list()->size() == 1);
}

TEST_CASE("the fourth wrong answer leaves a code good, the fifth closes it") {
  AccessBox box;
  const std::string wrong = code_of_another_secret(box);
  const auto first = box.open_enrolment("One", Station::kLobby);
  for (int i = 0; i < 4; ++i) CHECK(refusal(box, wrong) == ErrorCode::kWrongCode);
  const auto key = crypto::P256Key::make(box.box.random);
  CHECK(box.services->enrolments.enrol({}, AccessBox::request_for(first.code, key)).ok());
  const auto second = box.open_enrolment("Two", Station::kLobby);
  for (int i = 0; i < 5; ++i) CHECK(refusal(box, wrong) == ErrorCode::kWrongCode);
  CHECK(refusal(box, second.code) == ErrorCode::kWrongCode);
  CHECK_FALSE(box.services->enrolments.open_until()->has_value());
  // Every wrong answer stands in the chain: nine, and the one after the closing.
  const auto events = box.events("device.enrol");
  CHECK(std::count_if(events.begin(), events.end(), [](const std::string& line) {
          return line.starts_with("refused|wrong_code|");
        }) == 10);
}

TEST_CASE("a code is good until a quarter of an hour has passed and not a moment longer") {
  AccessBox box;
  const auto in_time = box.open_enrolment("One", Station::kLobby);
  box.later(15min - 1ms);
  CHECK(box.services->enrolments.open_until()->has_value());
  const auto key = crypto::P256Key::make(box.box.random);
  CHECK(box.services->enrolments.enrol({}, AccessBox::request_for(in_time.code, key)).ok());
  const auto late = box.open_enrolment("Two", Station::kLobby);
  box.later(15min);
  CHECK_FALSE(box.services->enrolments.open_until()->has_value());
  CHECK(refusal(box, late.code) == ErrorCode::kWrongCode);
}

TEST_CASE("no code is open on a new box, and wrong answers are refused all the same") {
  AccessBox box;
  CHECK_FALSE(box.services->enrolments.open_until()->has_value());
  CHECK(refusal(box, code_of_another_secret(box)) == ErrorCode::kWrongCode);
}

TEST_CASE("two codes that wait each enrol their own terminal") {
  AccessBox box;
  const auto lobby = box.open_enrolment("Lobby", Station::kLobby);
  const auto room = box.open_enrolment("Room 2", Station::kTherapyRoom);
  const auto key = crypto::P256Key::make(box.box.random);
  CHECK(box.services->enrolments.enrol({}, AccessBox::request_for(room.code, key))->name ==
        "Room 2");
  CHECK(box.services->enrolments.enrol({}, AccessBox::request_for(lobby.code, key))->station ==
        Station::kLobby);
}

TEST_CASE("the proof is bound to the request: another request under the same proof is refused") {
  AccessBox box;
  const auto opened = box.open_enrolment("Lobby", Station::kLobby);
  auto request = AccessBox::request_for(opened.code, crypto::P256Key::make(box.box.random));
  request.csr = crypto::make_request(crypto::P256Key::make(box.box.random));
  CHECK(box.services->enrolments.enrol({}, request).error().code == ErrorCode::kWrongCode);
}

TEST_CASE("the right proof over something that is no request is refused and leaves the code good") {
  AccessBox box;
  const auto opened = box.open_enrolment("Lobby", Station::kLobby);
  const Bytes nonsense{1, 2, 3};
  const auto mac = crypto::EnrolmentCode::parse(opened.code).value().mac(nonsense);
  const auto reply = box.services->enrolments.enrol(
      {}, {.protocol = 1, .csr = nonsense, .mac = Bytes(mac.begin(), mac.end())});
  CHECK(reply.error().code == ErrorCode::kMalformed);
  const auto key = crypto::P256Key::make(box.box.random);
  CHECK(box.services->enrolments.enrol({}, AccessBox::request_for(opened.code, key)).ok());
}

TEST_CASE("a kiosk of another version is told so") {
  AccessBox box;
  const auto opened = box.open_enrolment("Lobby", Station::kLobby);
  auto request = AccessBox::request_for(opened.code, crypto::P256Key::make(box.box.random));
  request.protocol = 2;
  CHECK(box.services->enrolments.enrol({}, request).error().code == ErrorCode::kOtherVersion);
}

TEST_CASE("two terminals never have one name, enrolled or waiting") {
  AccessBox box;
  box.terminal("Desk", Station::kFrontDesk);
  const auto open = [&](const std::string& name) {
    return box.services->enrolments.open(AccessBox::operator_actor(), name, Station::kLobby);
  };
  CHECK(open("Desk").error().code == ErrorCode::kAlreadyExists);
  REQUIRE(open("Lobby").ok());
  CHECK(open("Lobby").error().code == ErrorCode::kAlreadyExists);
  CHECK(open("").error().code == ErrorCode::kOutOfRange);
  CHECK(open(std::string(60, 'a')).ok());
  CHECK(open(std::string(61, 'a')).error().code == ErrorCode::kOutOfRange);
}

TEST_CASE("eight codes wait at a time, a ninth is refused") {
  AccessBox box;
  for (int i = 0; i < 8; ++i) box.open_enrolment("T" + std::to_string(i), Station::kLobby);
  CHECK(box.services->enrolments.open(AccessBox::operator_actor(), "T8", Station::kLobby)
            .error()
            .code == ErrorCode::kTooMany);
}

TEST_CASE("codes and terminals are still there after a restart, and the authority is the same") {
  AccessBox box;
  const auto before = box.services->authority.certificate().fingerprint();
  const auto opened = box.open_enrolment("Lobby", Station::kLobby);
  box.restart();
  CHECK(box.services->authority.certificate().fingerprint() == before);
  const auto key = crypto::P256Key::make(box.box.random);
  const auto reply = box.services->enrolments.enrol({}, AccessBox::request_for(opened.code, key));
  REQUIRE(reply.ok());
  box.restart();
  const auto certificate = crypto::Certificate::from_der(reply->certificate).value();
  CHECK(box.services->devices.find(certificate.fingerprint())->device == reply->device);
}

TEST_CASE("the server's certificate is kept, and made anew for other hosts or when it grows old") {
  AccessBox box;
  const auto& authority = box.services->authority;
  const auto identity = [&](const std::vector<std::string>& hosts) {
    return authority.server_identity(*box.box.ledger, hosts).value().certificate.fingerprint();
  };
  const auto first = identity({"127.0.0.1", "localhost"});
  CHECK(identity({"127.0.0.1", "localhost"}) == first);
  const auto second = identity({"127.0.0.1"});
  CHECK(second != first);
  box.later(std::chrono::hours(24 * (366 - 90)) - 1s);
  CHECK(identity({"127.0.0.1"}) == second);
  box.later(2s);
  CHECK(identity({"127.0.0.1"}) != second);
  CHECK(authority.server_identity(*box.box.ledger, {"not a host"}).error().code ==
        ErrorCode::kOutOfRange);
}

TEST_CASE("a terminal's identity is read from exactly two URIs") {
  const DeviceId id = DeviceId::parse("018f0000-0000-7000-8000-000000000001").value();
  const std::string device = "urn:uuid:018f0000-0000-7000-8000-000000000001";
  const std::string station = "urn:alcove:station:therapy-room";
  CHECK(rules::terminal_uris({id, Station::kTherapyRoom}) ==
        std::vector<std::string>{device, station});
  CHECK(rules::terminal_identity({station, device}) ==
        rules::TerminalIdentity{id, Station::kTherapyRoom});
  CHECK_FALSE(rules::terminal_identity({device}).has_value());
  CHECK_FALSE(rules::terminal_identity({device, device}).has_value());
  CHECK_FALSE(rules::terminal_identity({device, station, station}).has_value());
  CHECK_FALSE(rules::terminal_identity({device, "urn:alcove:station:roof"}).has_value());
  CHECK_FALSE(rules::terminal_identity({"urn:uuid:1", station}).has_value());
}

TEST_CASE("two hundred terminals fit, one more is refused until one is revoked") {
  AccessBox box;
  for (int i = 0; i < 200; ++i) box.terminal("T" + std::to_string(i), Station::kLobby);
  const auto open = [&] {
    return box.services->enrolments.open(AccessBox::operator_actor(), "New", Station::kLobby);
  };
  CHECK(open().error().code == ErrorCode::kTooMany);
  REQUIRE(box.services->devices.revoke(AccessBox::operator_actor(), "T7").ok());
  CHECK(open().ok());
}
