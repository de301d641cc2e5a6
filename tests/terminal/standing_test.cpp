// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/http/locked_door.h"
#include "tests/terminal/staff_terminal.h"

// A terminal that cannot go on with its box says why, and has a way out.

using namespace alcove;
using alcove::testing::StaffTerminal;
using alcove::testing::WorkLog;
using wire::Station;

namespace {

// The terminal has seen this head in an earlier life.
void has_seen(StaffTerminal& at, const wire::Head& head) {
  at.ui.reset();
  at.terminal.reset();
  SystemRandom random;
  const auto witness =
      offline::Witness::open(at.files->witness_file(), at.files->key(), at.clinic.clock, random)
          .value();
  REQUIRE(witness->memory().saw(std::nullopt, head).ok());
}

void begin_epoch(StaffTerminal& at, std::int64_t lost) {
  const wire::Head head = at.clinic.ledger->head();
  REQUIRE(at.clinic.ledger
              ->begin_epoch({.system_user = "installer"},
                            {.backup_head = head,
                             .backup_taken_at = parse_utc("2026-11-17T02:00:00.000Z").value(),
                             .lost_head = wire::Head{1, head.number + lost, head.hash},
                             .restored_by = "maintainer"})
              .ok());
}

}  // namespace

TEST_CASE("a box that was put back without a word stops the terminal, with the alarm") {
  StaffTerminal at;
  CHECK(at.sees("Connected to the box"));
  has_seen(at, {1, 999'999, crypto::sha256(as_bytes("later"))});
  at.start();
  CHECK(at.sees("This terminal has stopped"));
  CHECK(at.sees("Please tell the administrator and the privacy officer now."));
  CHECK_FALSE(at.ui->shows("enrol"));  // forgetting what was seen is no way out of an alarm
  at.touch("try_again");
  CHECK(at.sees("This terminal has stopped"));
  CHECK_FALSE(at.ui->shows("sign_in"));
}

TEST_CASE("a terminal that stopped goes on by itself when a restore explains what it saw") {
  StaffTerminal at;
  CHECK(at.sees("Connected to the box"));
  has_seen(at, {1, 999'999, crypto::sha256(as_bytes("later"))});
  at.start();
  REQUIRE(at.sees("This terminal has stopped"));
  begin_epoch(at, 7);  // and nobody touches anything
  CHECK(at.sees("The box was restored"));
}

TEST_CASE("what a terminal has seen is known to be missing, also when the box cannot know of it") {
  StaffTerminal at(Station::kFrontDesk);
  const wire::Head backed_up = at.clinic.ledger->head();
  has_seen(at, {1, backed_up.number + 57, crypto::sha256(as_bytes("seen and lost"))});
  REQUIRE(at.clinic.ledger
              ->begin_epoch({.system_user = "installer"},
                            {.backup_head = backed_up,
                             .backup_taken_at = parse_utc("2026-11-17T02:00:00.000Z").value(),
                             .lost_head = std::nullopt,
                             .restored_by = "maintainer"})
              .ok());
  at.start();
  CHECK(at.sees("The box was restored"));
  CHECK(at.sees("57 entries of the audit chain are known to be missing."));
  CHECK(at.sees("This terminal has seen 57 of them."));
  CHECK(at.sees("Nothing that was written at this terminal in the last 72 hours"));
}

TEST_CASE("of what the box knows to be missing a terminal tells how much it has seen itself") {
  StaffTerminal at(Station::kFrontDesk);
  const wire::Head backed_up = at.clinic.ledger->head();
  has_seen(at, {1, backed_up.number + 30, crypto::sha256(as_bytes("seen and lost"))});
  begin_epoch(at, 214);
  at.start();
  CHECK(at.sees("214 entries of the audit chain are known to be missing."));
  CHECK(at.sees("This terminal has seen 30 of them."));
}

TEST_CASE("a locked box at a terminal whose clock is wrong is locked, and the clock is told too") {
  StaffTerminal at(Station::kFrontDesk);
  REQUIRE(at.sees("Connected to the box"));
  SystemRandom random;
  const auto& authority = at.clinic.access->authority.signer();
  const crypto::P256Key key = crypto::P256Key::make(random);
  const auto sign = crypto::issue_server(authority, key, {crypto::kLockedDoorName},
                                         SystemClock().now() - std::chrono::days(400), random);
  const http::TlsIdentity shown{sign->pem(), key.pem(), authority.certificate.pem()};
  at.clinic.close_box();
  const http::LockedDoor door("127.0.0.1", at.clinic.port, shown);
  CHECK(at.sees("The box is locked"));
  CHECK(at.sees("The clock of this terminal is wrong too, by what the box shows: it says"));
  CHECK_FALSE(at.ui->shows_text("That is not the clinic’s box"));
}

TEST_CASE(
    "after a restore the terminal shows what is known, and goes on when the right person "
    "confirms it there") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  at.cable.pull();  // a box is restored while nobody is connected to it
  begin_epoch(at, 7);
  at.cable.put_in();
  CHECK(at.sees("The box was restored"));
  CHECK(at.sees("7 entries of the audit chain are known to be missing."));
  CHECK(at.sees("by maintainer."));
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));  // her work was put away
  CHECK(log.count("leave") == 1);
  at.type("name", "anna");
  at.type("password", testing::ServedClinic::password_of("anna"));
  at.touch("confirm_restore");
  CHECK(at.sees("Your role does not open this, or not for this client."));
  CHECK(at.ui->widget("password").value.empty());
  at.type("name", "");
  for (int i = 0; i < 4; ++i) at.ui->key(ui::Key::kBackspace);
  at.type("name", "ada");
  at.type("password", testing::ServedClinic::password_of("ada"));
  at.touch("confirm_restore");
  CHECK(at.sees_widget("sign_in"));
  at.work_as("anna");
}

TEST_CASE("a restored box is told also to a terminal that starts after it") {
  StaffTerminal at(Station::kLobby);
  CHECK(at.wait_for([&] { return !at.files->load().value()->clinic.empty(); }));
  begin_epoch(at, 0);
  at.start();
  CHECK(at.sees("The box was restored"));
  CHECK(at.sees("Por favor, pase a la recepción."));  // clients stand here
}

TEST_CASE("a revoked terminal puts the work away, says so, and can be enrolled anew") {
  WorkLog log;
  StaffTerminal at(Station::kFrontDesk, &log);
  at.work_as("anna");
  REQUIRE(at.clinic.access->devices.revoke({.system_user = "installer"}, "Desk by the door").ok());
  CHECK(at.sees("This terminal was taken out of service"));
  CHECK(at.wait_for([&] { return log.count("gone") == 1; }));
  // It stands there for days: it sleeps, and draws nothing anew.
  CHECK(at.wait_for([&] { return at.terminal->tick(at.now_ms) != 0; }));
  CHECK_FALSE(at.terminal->turn(at.now_ms));
  at.touch("enrol");
  at.touch("enrol_no");
  at.touch("enrol");
  at.touch("enrol_yes");
  CHECK(at.sees_widget("address"));
  CHECK_FALSE(at.files->load().value().has_value());
}

TEST_CASE("before another box only a terminal that no box lets in any more can be enrolled anew") {
  StaffTerminal at(Station::kFrontDesk);
  REQUIRE(at.sees("Connected to the box"));
  SystemRandom random;
  const auto key = crypto::P256Key::make(random);
  const UtcTime now = SystemClock().now();
  const auto other =
      crypto::make_authority(key, "Willow House", now - std::chrono::days(800), random);
  const auto begin_with_own_of = [&](UtcTime issued) {
    offline::Enrolled enrolled = at.files->load().value().value();
    const Bytes request = crypto::make_request(enrolled.identity.key);
    const auto requested = crypto::RequestedKey::from_request(request).value();
    enrolled.identity.certificate = crypto::issue_terminal(
        {other, key}, requested, at.device.text(), {"urn:alcove:test"}, issued, random);
    enrolled.identity.authority = other;
    enrolled.identity.also_believed.clear();
    REQUIRE(at.files->save(enrolled).ok());
    at.start();
    REQUIRE(at.sees("That is not the clinic’s box"));
  };
  // Somebody may be in between: the terminal is not made theirs by two touches.
  begin_with_own_of(now - std::chrono::days(365));
  CHECK_FALSE(at.ui->shows("enrol"));
  CHECK_FALSE(at.ui->shows_text("The certificate of this terminal ended"));
  // Switched off for so long that the clinic's certificate was followed by the next.
  begin_with_own_of(now - std::chrono::days(367));
  CHECK(at.sees("The certificate of this terminal ended on"));
  at.touch("enrol");
  at.touch("enrol_yes");
  CHECK(at.sees_widget("address"));
  CHECK_FALSE(at.files->load().value().has_value());
}

TEST_CASE("each way in which a box is not there has its own answer") {
  using flows::trouble_of;
  using screens::standing::Trouble;
  const offline::WitnessState going;
  const auto away = [&](ErrorCode code, const char* field = "") {
    return trouble_of(going, {.connected = false, .why = Error{code, field, ""}});
  };
  CHECK(trouble_of(going, {.connected = true}) == std::nullopt);
  CHECK(away(ErrorCode::kUnavailable) == std::nullopt);
  CHECK(away(ErrorCode::kTimedOut) == std::nullopt);
  CHECK(away(ErrorCode::kUnavailable, client::kOtherServer) == Trouble::kOtherServer);
  CHECK(away(ErrorCode::kUnavailable, client::kOtherTime) == Trouble::kOtherTime);
  CHECK(away(ErrorCode::kDeviceRevoked) == Trouble::kRevoked);
  CHECK(away(ErrorCode::kNoDevice) == Trouble::kCertificateOver);
  CHECK(away(ErrorCode::kOtherVersion) == Trouble::kOtherVersion);
  CHECK(away(ErrorCode::kLocked) == Trouble::kLocked);
  CHECK(away(ErrorCode::kLocked, client::kOtherTime) == Trouble::kLocked);
  offline::WitnessState stopped;
  stopped.standing = offline::Standing::kRestored;
  CHECK(trouble_of(stopped, {.connected = true}) == Trouble::kRestored);
  stopped.standing = offline::Standing::kRolledBack;
  CHECK(trouble_of(stopped, {.connected = false}) == Trouble::kRolledBack);
  // What ends a person's work, and what is like the box being away.
  CHECK(flows::stops_work(Trouble::kRolledBack));
  CHECK(flows::stops_work(Trouble::kRevoked));
  CHECK_FALSE(flows::stops_work(Trouble::kLocked));
  CHECK_FALSE(flows::stops_work(Trouble::kOtherServer));
  CHECK_FALSE(flows::stops_work(Trouble::kOtherTime));
}
