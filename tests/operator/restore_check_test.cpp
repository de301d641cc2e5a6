// SPDX-License-Identifier: Apache-2.0
#include "server/operator/restore_check.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "server/operator/conditions.h"
#include "server/operator/contract_audit.h"
#include "server/operator/restore.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using api::Role;
using testing::OpenBox;
using wire::Station;

namespace {

const std::string kPassword = "herons over the marsh";

// A box with two terminals and two people, Ana signed in at Room 1; backed up.
struct BackedUp {
  BackedUp() {
    enrol("Desk 1", Station::kFrontDesk);
    room = enrol("Room 1", Station::kTherapyRoom);
    token = add("a.ruiz", "Ana Ruiz", Role::kClinician);
    open.run(kStaffAdd, {.sign_in_name = "new",
                         .display_name = "Not Here Yet",
                         .credential = {},
                         .roles = {Role::kBiller},
                         .crisis = false})
        .value();
    taken = open.backup_to(file).value().taken_at;
  }

  access::AccessServices& services() { return *open.box->access().value(); }

  access::Principal enrol(const std::string& name, Station station) {
    const std::string code = open.run(kTerminalEnrol, {.name = name, .station = station})->code;
    const Bytes csr = crypto::make_request(crypto::P256Key::make(open.random));
    const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
    const auto reply =
        services()
            .enrolments.enrol({}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())})
            .value();
    const auto certificate = crypto::Certificate::from_der(reply.certificate).value();
    return services().devices.find(certificate.fingerprint()).value();
  }
  // Gives the token of the session that is open then, at Room 1.
  std::string add(const std::string& name, const std::string& shown, Role role) {
    const std::string code = open.run(kStaffAdd, {.sign_in_name = name,
                                                  .display_name = shown,
                                                  .credential = "LCSW",
                                                  .roles = {role},
                                                  .crisis = false})
                                 ->code;
    return to_hex(
        services()
            .sessions
            .first_password(room, {.sign_in_name = name, .code = code, .new_password = kPassword})
            .value()
            .token);
  }

  // The box is gone; what the new one says of itself, which then is the one that runs.
  RestoreReply restore() {
    open.close();
    open.lock.reset();
    for (const char* end : {"", "-wal", "-shm"}) {
      std::filesystem::remove(open.paths.store().string() + end);
    }
    const RestoreReply reply =
        restore_backup(open.paths, {.backup = file, .system_user = "installer"}, open.key,
                       open.clock, open.random, {})
            .value();
    open.lock.emplace(FolderLock::take(open.paths).value());
    REQUIRE(open.open());
    return reply;
  }

  std::optional<UtcTime> told() {
    const std::vector<Condition> all = conditions_of(*open.box);
    const auto found = std::find_if(all.begin(), all.end(), [](const Condition& one) {
      return one.code == ConditionCode::kRestoreUnchecked;
    });
    return found == all.end() ? std::nullopt : found->at;
  }
  std::vector<AuditRow> events(std::string_view action) {
    std::vector<AuditRow> rows = open.run(kAudit)->items;
    std::erase_if(rows, [&](const AuditRow& row) { return row.action != action; });
    return rows;
  }

  OpenBox open;
  std::filesystem::path file = open.scratch / "one.backup";
  access::Principal room;
  std::string token;
  UtcTime taken;
};

}  // namespace

TEST_CASE("a restore lists what counts again: terminals in service and people who can sign in") {
  BackedUp box;
  box.open.run(kTerminalRevoke, {.name = "Room 1"}).value();
  box.open.run(kStaffDisable, {.sign_in_name = "a.ruiz"}).value();
  const RestoreReply restored = box.restore();
  CHECK(restored.backup_taken_at == box.taken);
  REQUIRE(restored.terminals.size() == 2);
  CHECK(restored.terminals[0].name == "Desk 1");
  CHECK(restored.terminals[1].name == "Room 1");
  CHECK(restored.terminals[1].station == Station::kTherapyRoom);
  CHECK(restored.terminals[1].enrolled == parse_utc("2026-11-24T02:00:00.000Z").value());
  REQUIRE(restored.people.size() == 1);  // without a password nobody signs in
  CHECK(restored.people[0].display_name == "Ana Ruiz");
  CHECK(restored.people[0].roles == std::vector{Role::kClinician});
  // It is as the list says.
  CHECK_FALSE(box.open.run(kTerminalList)->items.at(1).revoked);
  const StaffListReply people = box.open.run(kStaffList).value();
  for (const StaffRow& person : people.items) {
    CHECK(person.state == (person.sign_in_name == "a.ruiz" ? "active" : "no password yet"));
  }
}

TEST_CASE("a terminal that was out of service and a person locked out before the backup stay so") {
  BackedUp box;
  box.open.run(kTerminalRevoke, {.name = "Room 1"}).value();
  box.open.run(kStaffDisable, {.sign_in_name = "a.ruiz"}).value();
  box.file = box.open.scratch / "two.backup";
  REQUIRE(box.open.backup_to(box.file));
  const RestoreReply restored = box.restore();
  REQUIRE(restored.terminals.size() == 1);
  CHECK(restored.terminals[0].name == "Desk 1");
  CHECK(restored.people.empty());
}

TEST_CASE("a restore ends the sessions of its backup, and says how many in the chain") {
  BackedUp box;
  REQUIRE(box.services().sessions.find_person(box.room.device, box.token));
  box.restore();
  CHECK(box.services().sessions.find_person(box.room.device, box.token).error().code ==
        ErrorCode::kNotSignedIn);
  const std::vector<AuditRow> ended = box.events("restore.sessions_ended");
  REQUIRE(ended.size() == 1);
  CHECK(ended[0].detail == "sessions ended: 1");
}

TEST_CASE("the box says that it was restored until somebody has said that they looked") {
  BackedUp box;
  CHECK_FALSE(box.told());
  CHECK(box.open.run(kRestoreChecked).error().code == ErrorCode::kWrongState);
  box.restore();
  CHECK(box.told() == box.taken);
  box.open.clock.advance(std::chrono::days(400));
  CHECK(box.told() == box.taken);

  const RestoreCheckedReply checked = box.open.run(kRestoreChecked).value();
  CHECK(checked.backup_taken_at == box.taken);
  CHECK_FALSE(box.told());
  const std::vector<AuditRow> said = box.events("restore.checked");
  REQUIRE(said.size() == 1);
  CHECK(said[0].who == "user root of the box");
  CHECK_THAT(said[0].detail, Catch::StartsWith("epoch=28260000 "));
  CHECK(box.open.run(kRestoreChecked).error().code == ErrorCode::kWrongState);
  CHECK(box.open.run(kVerify)->good);
}

TEST_CASE("each restore has to be looked after, also one of a backup in which one was") {
  BackedUp box;
  box.restore();
  REQUIRE(box.open.run(kRestoreChecked));
  box.file = box.open.scratch / "two.backup";
  box.open.clock.advance(std::chrono::hours(1));
  const UtcTime second = box.open.backup_to(box.file).value().taken_at;
  CHECK_FALSE(box.told());
  box.restore();
  CHECK(box.told() == second);
  REQUIRE(box.open.run(kRestoreChecked));
  CHECK_FALSE(box.told());
}

TEST_CASE(
    "a terminal that says its disk takes nothing is told until it says otherwise or is gone") {
  BackedUp box;
  const auto told = [&]() -> std::optional<Condition> {
    for (const Condition& one : conditions_of(*box.open.box)) {
      if (one.code == ConditionCode::kTerminalKeepsNothing) return one;
    }
    return std::nullopt;
  };
  operation::Box& opened = *box.open.box;
  const access::Principal lobby = box.enrol("Lobby", Station::kLobby);
  const access::Principal room = box.enrol("Room 7", Station::kTherapyRoom);
  opened.note_terminal_keeps(lobby.device, true);
  CHECK_FALSE(told());
  const UtcTime first = box.open.clock.now();
  opened.note_terminal_keeps(lobby.device, false);
  box.open.clock.advance(std::chrono::hours(1));
  opened.note_terminal_keeps(room.device, false);
  opened.note_terminal_keeps(lobby.device, false);  // said again with every connection
  REQUIRE(told());
  CHECK(told()->at == first);
  CHECK(told()->number == 2);
  CHECK(told()->severity == Severity::kWarning);
  opened.note_terminal_keeps(lobby.device, true);
  CHECK(told()->detail == "Room 7");
  CHECK(told()->at == first + std::chrono::hours(1));
  REQUIRE(box.services().devices.revoke({.system_user = "installer"}, "Room 7").ok());
  CHECK_FALSE(told());
}

TEST_CASE("a terminal that says something kept on it cannot be read is told until that is over") {
  BackedUp box;
  const auto told = [&]() -> std::optional<Condition> {
    for (const Condition& one : conditions_of(*box.open.box)) {
      if (one.code == ConditionCode::kTerminalKeptDamaged) return one;
    }
    return std::nullopt;
  };
  operation::Box& opened = *box.open.box;
  const access::Principal room = box.enrol("Room 7", Station::kTherapyRoom);
  opened.note_terminal_reads(room.device, true);
  CHECK_FALSE(told());
  const UtcTime first = box.open.clock.now();
  opened.note_terminal_reads(room.device, false);
  box.open.clock.advance(std::chrono::hours(1));
  opened.note_terminal_reads(room.device, false);  // said again with every connection
  REQUIRE(told());
  CHECK(told()->at == first);
  CHECK(told()->detail == "Room 7");
  CHECK(told()->severity == Severity::kProblem);
  opened.note_terminal_reads(room.device, true);
  CHECK_FALSE(told());
}

TEST_CASE("terminals of the backup on which a restore was not confirmed are told by name") {
  BackedUp box;
  const auto told = [&]() -> std::optional<std::string> {
    for (const Condition& one : conditions_of(*box.open.box)) {
      if (one.code == ConditionCode::kRestoreUnconfirmed) return one.detail;
    }
    return std::nullopt;
  };
  const auto happens_at = [&](const access::Principal& terminal, const char* action,
                              const char* outcome) {
    audit::Event event{.action = action};
    event.outcome = outcome;
    box.open.box->ledger().record(terminal.actor(), {event}).value();
  };
  const access::Principal lobby = box.enrol("Lobby", Station::kLobby);
  CHECK_FALSE(told());  // it was never restored
  box.file = box.open.scratch / "two.backup";
  REQUIRE(box.open.backup_to(box.file));
  box.open.clock.advance(std::chrono::hours(1));
  box.restore();
  CHECK(told() == "Lobby, Desk 1, Room 1");
  REQUIRE(box.open.run(kRestoreChecked));
  CHECK(told() == "Lobby, Desk 1, Room 1");

  happens_at(lobby, "terminal.restore_confirmed", "refused");
  happens_at(lobby, "terminal.head_unknown", "refused");
  CHECK(told() == "Lobby, Desk 1, Room 1");
  happens_at(lobby, "terminal.restore_confirmed", "done");
  CHECK(told() == "Desk 1, Room 1");
  box.open.clock.advance(std::chrono::seconds(1));
  box.enrol("Room 2", Station::kTherapyRoom);  // knows nothing of the lost box
  CHECK(told() == "Desk 1, Room 1");
  REQUIRE(box.open.run(kTerminalRevoke, {.name = "Desk 1"}));
  CHECK(told() == "Room 1");
  // It had seen nothing before the backup, and is not asked.
  const std::string token = box.add("b.luna", "Bea Luna", Role::kClinician);
  CHECK_FALSE(told());
  box.open.clock.advance(std::chrono::hours(1));
  box.restore();  // the same backup once more: the lobby has to be confirmed again
  CHECK(told() == "Lobby, Desk 1, Room 1");
}
