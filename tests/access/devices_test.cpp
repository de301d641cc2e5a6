// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <barrier>
#include <thread>

#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::access;
using namespace std::chrono_literals;
using testing::AccessBox;
using wire::Station;

namespace {

struct Enrolled {
  crypto::P256Key key;
  crypto::Certificate certificate;
};

Enrolled enrol(AccessBox& box, const std::string& name, Station station) {
  const auto opened = box.open_enrolment(name, station);
  auto key = crypto::P256Key::make(box.box.random);
  const auto reply =
      box.services->enrolments.enrol({}, AccessBox::request_for(opened.code, key)).value();
  return {std::move(key), crypto::Certificate::from_der(reply.certificate).value()};
}

ErrorCode refused(AccessBox& box, const crypto::Certificate& certificate) {
  const auto found = box.services->devices.find(certificate.fingerprint());
  REQUIRE_FALSE(found);
  return found.error().code;
}

}  // namespace

TEST_CASE("a certificate that the clinic did not issue is no terminal") {
  AccessBox box;
  CHECK(box.services->devices.find(crypto::Hash256{}).error().code == ErrorCode::kNoDevice);
  AccessBox other;
  const auto stranger = enrol(other, "Lobby", Station::kLobby);
  CHECK(refused(box, stranger.certificate) == ErrorCode::kNoDevice);
}

TEST_CASE("a revoked terminal is refused at once, its connections are told, its name is free") {
  AccessBox box;
  const auto lobby = enrol(box, "Lobby", Station::kLobby);
  const auto device = box.services->devices.find(lobby.certificate.fingerprint())->device;
  std::vector<DeviceId> told;
  const auto listening = box.services->observers.subscribe([&](const AccessEnded& ended) {
    if (ended.device) told.push_back(*ended.device);
  });
  REQUIRE(box.services->devices.revoke(AccessBox::operator_actor(), "Lobby").ok());
  CHECK(told == std::vector<DeviceId>{device});
  CHECK(refused(box, lobby.certificate) == ErrorCode::kDeviceRevoked);
  box.services->observers.unsubscribe(listening);
  CHECK(box.services->devices.revoke(AccessBox::operator_actor(), "Lobby").error().code ==
        ErrorCode::kNotFound);
  box.restart();
  CHECK(refused(box, lobby.certificate) == ErrorCode::kDeviceRevoked);
  const auto again = enrol(box, "Lobby", Station::kLobby);
  CHECK(box.services->devices.find(again.certificate.fingerprint()).ok());
  const auto list = box.services->devices.list().value();
  REQUIRE(list.size() == 2);
  CHECK_FALSE(list[0].revoked_at.has_value());
  CHECK(list[1].revoked_at.has_value());
}

TEST_CASE("a certificate is refused from the moment it ends, without a restart") {
  AccessBox box;
  const auto lobby = enrol(box, "Lobby", Station::kLobby);
  box.later(std::chrono::hours(366 * 24) - 1s);
  CHECK(box.services->devices.find(lobby.certificate.fingerprint()).ok());
  box.later(1s);
  CHECK(refused(box, lobby.certificate) == ErrorCode::kNoDevice);
}

TEST_CASE("a certificate that was made while the box's clock was ahead is good before it begins") {
  AccessBox box;
  const auto lobby = enrol(box, "Lobby", Station::kLobby);
  box.box.clock.set(lobby.certificate.from());
  CHECK(box.services->devices.find(lobby.certificate.fingerprint()).ok());
  box.box.clock.set(lobby.certificate.from() - 3h);
  CHECK(box.services->devices.find(lobby.certificate.fingerprint()).ok());
}

TEST_CASE("a renamed terminal is known by its new name on its next request") {
  AccessBox box;
  const auto desk = enrol(box, "Desk", Station::kFrontDesk);
  enrol(box, "Lobby", Station::kLobby);
  auto& devices = box.services->devices;
  REQUIRE(devices.find(desk.certificate.fingerprint())->device_name == "Desk");
  REQUIRE(devices.rename(AccessBox::operator_actor(), "Desk", "Desk left").ok());
  CHECK(devices.find(desk.certificate.fingerprint())->device_name == "Desk left");
  CHECK(devices.rename(AccessBox::operator_actor(), "Desk", "x").error().code ==
        ErrorCode::kNotFound);
  CHECK(devices.rename(AccessBox::operator_actor(), "Desk left", "Lobby").error().code ==
        ErrorCode::kAlreadyExists);
}

TEST_CASE(
    "a terminal renews in the last third of its year, and the old key ends when the new one is "
    "used") {
  AccessBox box;
  const auto old = enrol(box, "Room", Station::kTherapyRoom);
  auto& devices = box.services->devices;
  const auto who = devices.find(old.certificate.fingerprint()).value();
  const auto key = crypto::P256Key::make(box.box.random);
  const auto renew = [&] { return devices.renew(who, {.csr = crypto::make_request(key)}); };
  box.later(std::chrono::hours(24 * 244) - 1s);
  CHECK(renew().error().code == ErrorCode::kWrongState);
  box.later(2s);
  const auto lost_on_the_way = renew().value();
  const auto reply = renew().value();
  const auto renewed = crypto::Certificate::from_der(reply.certificate).value();
  CHECK(renewed.until() == box.box.clock.now() + std::chrono::hours(24 * 366));
  CHECK(devices.find(old.certificate.fingerprint()).ok());
  const auto now = devices.find(renewed.fingerprint());
  REQUIRE(now.ok());
  CHECK(now->device == who.device);
  CHECK(now->station == Station::kTherapyRoom);
  CHECK(refused(box, old.certificate) == ErrorCode::kNoDevice);
  CHECK(refused(box, crypto::Certificate::from_der(lost_on_the_way.certificate).value()) ==
        ErrorCode::kNoDevice);
}

TEST_CASE("a new certificate that several connections use at once takes the old one's place once") {
  AccessBox box;
  const auto old = enrol(box, "Room", Station::kTherapyRoom);
  auto& devices = box.services->devices;
  const auto who = devices.find(old.certificate.fingerprint()).value();
  box.later(std::chrono::hours(24 * 250));
  for (std::size_t round = 1; round <= 8; ++round) {
    const auto key = crypto::P256Key::make(box.box.random);
    const auto reply = devices.renew(who, {.csr = crypto::make_request(key)}).value();
    const auto next = crypto::Certificate::from_der(reply.certificate).value().fingerprint();
    std::atomic<int> known{0};
    std::barrier together(8);
    std::vector<std::thread> connections;
    for (int i = 0; i < 8; ++i) {
      connections.emplace_back([&] {
        together.arrive_and_wait();
        const auto found = devices.find(next);
        if (found && found->device == who.device) ++known;
      });
    }
    for (std::thread& one : connections) one.join();
    CHECK(known == 8);
    CHECK(box.events("device.certificate").size() == round);
    box.later(std::chrono::hours(24 * 250));
  }
}

TEST_CASE("a terminal learns of itself and of the keys it seals to") {
  AccessBox box;
  const auto who = box.terminal("Desk", Station::kFrontDesk);
  const auto about = box.services->devices.about(who).value();
  CHECK(about.name == "Desk");
  CHECK(about.station == Station::kFrontDesk);
  CHECK(about.idle_lock_seconds == 600);
  CHECK(about.server_time == box.box.clock.now());
  CHECK(about.certificate_until == box.box.clock.now() + std::chrono::hours(24 * 366));
  const auto sealed =
      crypto::seal_to(box.box.ledger->sealing_public(), as_bytes("kept"), "spool", box.box.random);
  REQUIRE(about.sealing_public.size() == 32);
  const auto& sealing = box.box.ledger->sealing_public();
  CHECK(std::equal(sealing.begin(), sealing.end(), about.sealing_public.begin()));
  CHECK(box.box.ledger->open_sealed(sealed, "spool")->text() == "kept");
}

TEST_CASE("the idle time is a setting per station between a minute and an hour") {
  AccessBox box;
  auto& devices = box.services->devices;
  const auto desk = box.terminal("Desk", Station::kFrontDesk);
  const auto room = box.terminal("Room", Station::kTherapyRoom);
  const auto set = [&](Station station, std::chrono::seconds idle) {
    return devices.set_idle_lock(AccessBox::operator_actor(), station, idle);
  };
  REQUIRE(set(Station::kFrontDesk, 2min).ok());
  CHECK(devices.about(desk)->idle_lock_seconds == 120);
  CHECK(devices.about(room)->idle_lock_seconds == 600);
  CHECK(set(Station::kFrontDesk, 1min).ok());
  CHECK(set(Station::kFrontDesk, 59s).error().code == ErrorCode::kOutOfRange);
  CHECK(set(Station::kFrontDesk, 60min).ok());
  CHECK(set(Station::kFrontDesk, 60min + 1s).error().code == ErrorCode::kOutOfRange);
  CHECK(set(Station::kLobby, 10min).error().code == ErrorCode::kOutOfRange);
}

TEST_CASE("when a terminal was last seen is known at once and kept over a restart") {
  AccessBox box;
  const auto lobby = enrol(box, "Lobby", Station::kLobby);
  CHECK_FALSE(box.services->devices.list()->at(0).last_seen_at.has_value());
  box.later(1h);
  REQUIRE(box.services->devices.find(lobby.certificate.fingerprint()).ok());
  const UtcTime seen = box.box.clock.now();
  CHECK(box.services->devices.list()->at(0).last_seen_at == seen);
  REQUIRE(box.services->devices.store_last_seen().ok());
  box.later(1h);
  box.restart();
  CHECK(box.services->devices.list()->at(0).last_seen_at == seen);
}

TEST_CASE("revoking a terminal ends the session on it") {
  AccessBox box;
  const auto desk = box.terminal("Desk", Station::kFrontDesk);
  box.person("ana", {api::Role::kFrontDesk}, desk);
  const auto in = box.sign_in(desk, "ana");
  REQUIRE(box.services->devices.revoke(AccessBox::operator_actor(), "Desk").ok());
  CHECK(box.services->sessions.find_person(desk.device, in.token).error().code ==
        ErrorCode::kNotSignedIn);
}
