// SPDX-License-Identifier: Apache-2.0
#include "server/http/locked_door.h"

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/StreamCopier.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "kiosk/client/live_connection.h"
#include "server/operator/locked_door_file.h"
#include "shared/api/terminal.h"
#include "shared/base/durable_file.h"
#include "shared/wire/headers.h"
#include "tests/support/served_terminal.h"

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;
using wire::Station;

namespace {

// A clinic whose box can be locked and opened again on one port.
struct LockableClinic : ServedClinic {
  LockableClinic() { ALCOVE_CHECK(keep().ok()); }
  Result<void> keep() {
    return operation::keep_locked_door(file, *ledger, access->authority, {.system_user = "test"});
  }
  void lock() {
    close_box();
    door = std::make_unique<http::LockedDoor>("127.0.0.1", port,
                                              operation::read_locked_door(file).value());
  }
  void unlock() {
    door.reset();
    open_box();
  }

  std::filesystem::path file = scratch / "locked-door.pem";
  std::unique_ptr<http::LockedDoor> door;
};

Result<api::terminal::AboutReply> about(ServedTerminal& terminal) {
  return terminal.client->call(api::terminal::about, wire::Nothing{});
}

http::TlsIdentity sign_of(const crypto::Authority& authority, UtcTime made, RandomSource& random) {
  const crypto::P256Key key = crypto::P256Key::make(random);
  const auto certificate =
      crypto::issue_server(authority, key, {crypto::kLockedDoorName}, made, random);
  return {certificate->pem(), key.pem(), authority.certificate.pem()};
}

}  // namespace

TEST_CASE("a terminal tells a locked box from one that is away, and works when it is opened") {
  LockableClinic at;
  ServedTerminal lobby(at, Station::kLobby, "Lobby");
  client::LiveConnection live(*lobby.client, at.clock, [] {},
                              {.first_pause = 20ms, .longest_pause = 50ms});
  const auto wait_for = [&](const std::function<bool(const client::LinkState&)>& state) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      if (state(live.drain().link)) return true;
      std::this_thread::sleep_for(5ms);
    }
    return false;
  };
  const auto connected = [](const client::LinkState& link) { return link.connected; };
  REQUIRE(wait_for(connected));
  at.lock();
  CHECK(about(lobby).error().code == ErrorCode::kLocked);
  // The line on every screen, too.
  CHECK(wait_for([](const auto& link) {
    return !link.connected && link.why && link.why->code == ErrorCode::kLocked;
  }));
  at.door.reset();
  CHECK(about(lobby).error().code == ErrorCode::kUnavailable);
  at.unlock();
  CHECK(about(lobby).ok());
  CHECK(wait_for(connected));
}

TEST_CASE("the sign of another clinic's locked box is not believed") {
  LockableClinic at;
  ServedTerminal lobby(at, Station::kLobby, "Lobby");
  at.close_box();
  const crypto::P256Key key = crypto::P256Key::make(at.random);
  const auto elsewhere = crypto::make_authority(key, "Elsewhere", at.clock.now(), at.random);
  const http::LockedDoor impostor("127.0.0.1", at.port,
                                  sign_of({elsewhere, key}, at.clock.now(), at.random));
  const auto refused = about(lobby);
  CHECK(refused.error().code == ErrorCode::kUnavailable);
  CHECK(refused.error().field == client::kOtherServer);
}

TEST_CASE("a locked box at a terminal whose clock is wrong is the clinic's, and locked") {
  LockableClinic at;
  ServedTerminal lobby(at, Station::kLobby, "Lobby");
  const auto clinics_own = at.access->authority.signer();
  at.close_box();
  for (const auto ahead : {std::chrono::days(400), std::chrono::days(-2)}) {
    const http::LockedDoor door("127.0.0.1", at.port,
                                sign_of(clinics_own, SystemClock().now() - ahead, at.random));
    const auto refused = about(lobby);
    CHECK(refused.error().code == ErrorCode::kLocked);
    CHECK(refused.error().field == client::kOtherTime);
  }
  // Another clinic's stays another box's, whatever the clock says.
  const auto made = SystemClock().now() - std::chrono::days(400);
  const crypto::P256Key key = crypto::P256Key::make(at.random);
  const auto elsewhere = crypto::make_authority(key, "Elsewhere", made, at.random);
  const http::LockedDoor impostor("127.0.0.1", at.port, sign_of({elsewhere, key}, made, at.random));
  CHECK(about(lobby).error().field == client::kOtherServer);
}

TEST_CASE("whoever asks a locked box something all the same is told that it is locked") {
  LockableClinic at;
  at.lock();
  Poco::Net::Context::Ptr blind(new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "",
                                                       "", Poco::Net::Context::VERIFY_NONE));
  blind->enableExtendedCertificateVerification(false);
  Poco::Net::HTTPSClientSession session("127.0.0.1", at.port, blind);
  Poco::Net::HTTPRequest request("GET", "/v1/clients/open", "HTTP/1.1");
  session.sendRequest(request);
  Poco::Net::HTTPResponse response;
  std::string body;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), body);
  CHECK(response.getStatus() == 423);
  const auto said = wire::decode<wire::RefusalBody>(body, wire::UnknownFields::kRefuse);
  REQUIRE(said.ok());
  CHECK(said->error.code == "locked");
}

TEST_CASE("connections that say nothing hold up a locked box for its patience, no longer") {
  LockableClinic at;
  ServedTerminal lobby(at, Station::kLobby, "Lobby");
  at.lock();
  std::vector<Poco::Net::StreamSocket> silent;
  for (int i = 0; i < http::LockedDoor::kThreads; ++i) {
    silent.emplace_back(Poco::Net::SocketAddress("127.0.0.1", at.port));
  }
  const auto end = std::chrono::steady_clock::now() + 60s;
  Result<api::terminal::AboutReply> reply = about(lobby);
  while (reply.error().code != ErrorCode::kLocked && std::chrono::steady_clock::now() < end) {
    reply = about(lobby);
  }
  CHECK(reply.error().code == ErrorCode::kLocked);
}

TEST_CASE("the sign is made once, for the server's user alone, and anew when it would not do") {
  LockableClinic at;
  struct stat facts {};
  REQUIRE(stat(at.file.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600U);
  const Bytes first = read_file(at.file, operation::kMaxLockedDoorFile).value();
  REQUIRE(at.keep().ok());
  CHECK(read_file(at.file, operation::kMaxLockedDoorFile).value() == first);
  REQUIRE(replace_file(at.file, as_bytes("not a certificate")).ok());
  CHECK_FALSE(operation::read_locked_door(at.file).has_value());
  REQUIRE(at.keep().ok());
  CHECK(operation::read_locked_door(at.file).has_value());
  // Another clinic's authority: a store that was put into this folder.
  ServedClinic other;
  REQUIRE(operation::keep_locked_door(at.file, *other.ledger, other.access->authority,
                                      {.system_user = "test"})
              .ok());
  CHECK(crypto::Certificate::from_pem(operation::read_locked_door(at.file)->ca_certificate)
            ->fingerprint() == other.access->authority.certificate().fingerprint());
  std::filesystem::remove(at.file);
  CHECK_FALSE(operation::read_locked_door(at.file).has_value());
}
