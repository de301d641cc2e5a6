// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/client/kiosk_terminal.h"

using namespace alcove;
using namespace alcove::testing;
using offline::Standing;
using wire::Station;

namespace {

// Puts the store's files of one moment back in place at a later one, as somebody with the disk
// could.
class OlderStore {
 public:
  explicit OlderStore(Clinic& clinic) : clinic_(clinic) {
    clinic_.close_store();
    std::filesystem::copy_file(clinic_.box.scratch / "store.db", clinic_.box.scratch / "older.db");
    clinic_.open_store();
  }
  void put_back() {
    clinic_.close_store();
    for (const char* rest : {"store.db", "store.db-wal", "store.db-shm"}) {
      std::filesystem::remove(clinic_.box.scratch / rest);
    }
    std::filesystem::copy_file(clinic_.box.scratch / "older.db", clinic_.box.scratch / "store.db");
    clinic_.open_store();
  }
  // The store as it is now and the older one change places.
  void swap_in_newer() {
    clinic_.close_store();
    std::filesystem::remove(clinic_.box.scratch / "store.db");
    std::filesystem::copy_file(clinic_.box.scratch / "newer.db", clinic_.box.scratch / "store.db");
    clinic_.open_store();
  }
  void keep_newer() {
    clinic_.close_store();
    std::filesystem::copy_file(clinic_.box.scratch / "store.db", clinic_.box.scratch / "newer.db");
    clinic_.open_store();
  }

 private:
  Clinic& clinic_;
};

audit::Actor installer() {
  audit::Actor actor;
  actor.system_user = "root";
  return actor;
}

std::int64_t events_of(Clinic& clinic, const std::string& action) {
  return clinic.box.store
      ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
        store::Statement row = txn.query("SELECT count(*) FROM audit_event WHERE action = $action");
        row.bind("$action", action);
        row.next();
        return row.integer(0);
      })
      .value();
}

bool chain_has(Clinic& clinic, const std::string& action) {
  return events_of(clinic, action) > 0;
}

}  // namespace

TEST_CASE("a store put back to an older state stops every terminal that saw more, for good") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  KioskTerminal room(clinic, Station::kTherapyRoom);
  KioskTerminal unused(clinic, Station::kLobby);
  OlderStore older(clinic);
  REQUIRE(desk.add("Ana").ok());
  REQUIRE(room.add("Bo").ok());

  older.put_back();
  const auto before = desk.clock.now();
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  CHECK(room.count().error().code == ErrorCode::kRolledBack);
  CHECK(desk.witness->state().standing == Standing::kRolledBack);
  REQUIRE(desk.witness->state().since.has_value());
  CHECK(*desk.witness->state().since >= before);
  CHECK(chain_has(clinic, "terminal.head_unknown"));
  // A terminal that had seen nothing newer has nothing to say.
  CHECK(unused.ask_ping().ok());

  // The box goes on and overtakes the number: the terminal stays where it is, also after a restart.
  for (int i = 0; i < 5; ++i) {
    const audit::Event event{.action = "test.event"};
    REQUIRE(clinic.box.ledger->record(installer(), {event}).ok());
  }
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  auto again =
      offline::Witness::open(desk.files / "witness", desk.key, desk.clock, desk.random).value();
  CHECK(again->state().standing == Standing::kRolledBack);
  CHECK(again->state().since == desk.witness->state().since);
}

TEST_CASE("however often a stopped terminal asks, its alarm is one event an hour") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  KioskTerminal room(clinic, Station::kTherapyRoom);
  OlderStore older(clinic);
  REQUIRE(desk.add("Ana").ok());
  REQUIRE(room.add("Bo").ok());
  older.put_back();
  const auto asks = [](KioskTerminal& terminal) {
    terminal.witness->ask_again();
    CHECK(terminal.ask_ping().error().code == ErrorCode::kRolledBack);
  };
  for (int i = 0; i < 4; ++i) asks(desk);
  CHECK(events_of(clinic, "terminal.head_unknown") == 1);
  asks(room);  // another terminal is another alarm
  CHECK(events_of(clinic, "terminal.head_unknown") == 2);
  clinic.box.clock.advance(std::chrono::minutes(60) - std::chrono::milliseconds(1));
  asks(desk);
  CHECK(events_of(clinic, "terminal.head_unknown") == 2);
  clinic.box.clock.advance(std::chrono::milliseconds(1));
  asks(desk);
  CHECK(events_of(clinic, "terminal.head_unknown") == 3);
  // A clock that was set back holds back no alarm.
  clinic.box.clock.advance(-std::chrono::hours(2));
  asks(desk);
  CHECK(events_of(clinic, "terminal.head_unknown") == 4);
}

TEST_CASE("a store that went another way under the same numbers is not taken for the old one") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  OlderStore older(clinic);
  REQUIRE(desk.add("Ana").ok());
  older.put_back();
  // Another history with as many events and more.
  for (int i = 0; i < 9; ++i) {
    const audit::Event event{.action = "test.event"};
    REQUIRE(clinic.box.ledger->record(installer(), {event}).ok());
  }
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  CHECK(desk.witness->state().standing == Standing::kRolledBack);
}

TEST_CASE("a terminal that stopped goes on when the right store is back and it is asked to look") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  OlderStore older(clinic);
  REQUIRE(desk.add("Ana").ok());
  older.keep_newer();
  older.put_back();
  REQUIRE(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  desk.witness->ask_again();
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  older.swap_in_newer();
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  desk.witness->ask_again();
  CHECK(desk.ask_ping().ok());
  CHECK(desk.witness->state().standing == Standing::kGoing);
  CHECK_FALSE(desk.witness->state().since.has_value());
}

TEST_CASE(
    "after a restore the terminal shows what is known and goes on when the right person confirms") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  clinic.add_person("administrator", {api::Role::kAdministrator});
  clinic.add_person("officer", {api::Role::kPrivacyOfficer});
  OlderStore older(clinic);
  const wire::Head kept = clinic.box.ledger->head();
  REQUIRE(desk.add("Ana").ok());
  const wire::Head lost = clinic.box.ledger->head();
  older.put_back();
  const UtcTime taken = parse_utc("2026-11-17T02:00:00.000Z").value();
  REQUIRE(clinic.box.ledger
              ->begin_epoch(installer(), {.backup_head = kept,
                                          .backup_taken_at = taken,
                                          .lost_head = lost,
                                          .restored_by = "the installer"})
              .ok());

  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  const auto state = desk.witness->state();
  CHECK(state.standing == Standing::kRestored);
  REQUIRE(state.restored.has_value());
  const std::int64_t epoch = clinic.box.ledger->head().epoch;
  CHECK(epoch > 1);
  CHECK(state.restored->epoch == epoch);
  CHECK(state.restored->backup_taken_at == taken);
  CHECK(state.restored->restored_by == "the installer");
  CHECK(state.restored->kept_until == kept.number);
  CHECK(state.restored->lost_through == lost.number);
  CHECK_FALSE(chain_has(clinic, "terminal.head_unknown"));

  const auto confirm = [&](std::int64_t shown, const std::string& name) {
    return desk.client->confirm_restore(
        {.epoch = shown, .sign_in_name = name, .password = Clinic::password_of(name)});
  };
  CHECK(confirm(epoch, "nobody").error().code == ErrorCode::kWrongSignIn);
  CHECK(confirm(epoch, kDeskPerson).error().code == ErrorCode::kForbidden);
  CHECK(confirm(epoch - 1, "administrator").error().code == ErrorCode::kConflict);
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  const auto confirmed = confirm(epoch, "administrator");
  REQUIRE(confirmed.ok());
  REQUIRE(desk.witness->confirmed(*confirmed).ok());
  CHECK(desk.ask_ping().ok());
  CHECK(desk.add("Bo").value() == 1);
  CHECK(desk.witness->state().head->epoch == epoch);
  CHECK(confirm(epoch, "officer").ok());
}

TEST_CASE(
    "a terminal asks for a confirmation also when the restore lost nothing that it had seen") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  REQUIRE(desk.add("Ana").ok());
  const wire::Head head = clinic.box.ledger->head();
  clinic.stop();
  REQUIRE(clinic.box.ledger
              ->begin_epoch(installer(), {.backup_head = head,
                                          .backup_taken_at = SystemClock().now(),
                                          .lost_head = std::nullopt,
                                          .restored_by = "root"})
              .ok());
  clinic.start();
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  CHECK(desk.witness->state().standing == Standing::kRestored);
  CHECK_FALSE(desk.witness->state().restored->lost_through.has_value());
}

TEST_CASE(
    "a hello that was on its way while the restore was confirmed does not stop the terminal") {
  Scratch files;
  SystemClock clock;
  SystemRandom random;
  const auto witness =
      offline::Witness::open(files / "witness", SecretBytes(Bytes(32, 9)), clock, random).value();
  const client::HeadMemory memory = witness->memory();
  REQUIRE(memory.saw(std::nullopt, {1, 9, crypto::sha256(as_bytes("lost"))}).ok());
  const api::hello::HelloReply restored{
      .verdict = api::hello::Verdict::kRestored,
      .restored = api::hello::Restored{.epoch = 2,
                                       .restored_at = clock.now(),
                                       .backup_taken_at = clock.now(),
                                       .restored_by = "root",
                                       .kept_until = 5,
                                       .lost_through = std::nullopt},
      .server_time = clock.now()};
  CHECK(memory.greeted(restored).error().code == ErrorCode::kRolledBack);
  REQUIRE(witness->confirmed({.head = {2, 6, Bytes(32, 1)}}).ok());
  CHECK(memory.greeted(restored).error().code == ErrorCode::kUnavailable);
  CHECK(witness->state().standing == Standing::kGoing);
  // The next restore stops it as ever.
  api::hello::HelloReply next = restored;
  next.restored->epoch = 3;
  CHECK(memory.greeted(next).error().code == ErrorCode::kRolledBack);
}

TEST_CASE("an epoch that the clinic did not sign explains nothing") {
  SampleRoutes routes;
  Clinic clinic(routes.adder());
  KioskTerminal desk(clinic, Station::kFrontDesk);
  OlderStore older(clinic);
  const wire::Head kept = clinic.box.ledger->head();
  REQUIRE(desk.add("Ana").ok());
  older.put_back();
  REQUIRE(clinic.box.ledger
              ->begin_epoch(installer(), {.backup_head = kept,
                                          .backup_taken_at = SystemClock().now(),
                                          .lost_head = std::nullopt,
                                          .restored_by = "root"})
              .ok());
  REQUIRE(clinic.box.store
              ->write([](store::Connection& connection) -> Result<void> {
                connection.run(
                    "UPDATE audit_event SET detail = replace(detail, '=root', '=toor') "
                    "WHERE action = 'epoch.begin'");
                return {};
              })
              .ok());
  CHECK(desk.ask_ping().error().code == ErrorCode::kRolledBack);
  CHECK(desk.witness->state().standing == Standing::kRolledBack);
}
