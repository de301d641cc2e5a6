// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/clients/clients.h"
#include "server/operator/contract_audit.h"
#include "server/operator/contract_staff.h"
#include "server/operator/contract_terminals.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using api::Role;
using testing::OpenBox;
using wire::Station;

namespace {

StaffAddRequest ana() {
  return {.sign_in_name = "a.ruiz",
          .display_name = "Ana Ruiz",
          .credential = "LCSW",
          .roles = {Role::kClinician},
          .crisis = true};
}

// A terminal that answers the code it was given.
Result<api::enrolment::EnrolReply> answer(OpenBox& open, const std::string& code) {
  const Bytes csr = crypto::make_request(crypto::P256Key::make(open.random));
  const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
  return open.box->access().value()->enrolments.enrol(
      {}, {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())});
}

}  // namespace

TEST_CASE("the operator adds a person, changes roles, locks out and lets in again") {
  OpenBox open;
  const StaffCodeReply added = open.run(kStaffAdd, ana()).value();
  CHECK(added.code.size() == 4 * 5 + 3);
  CHECK(added.expires == open.clock.now() + std::chrono::minutes(15));
  CHECK(added.person.state == "no password yet");
  const StaffRow roles =
      open.run(kStaffRoles, {.sign_in_name = "a.ruiz", .roles = {Role::kBiller}, .crisis = {}})
          .value();
  CHECK(roles.roles == std::vector<Role>{Role::kBiller});
  CHECK(roles.crisis);
  CHECK_FALSE(
      open.run(kStaffRoles, {.sign_in_name = "a.ruiz", .roles = {Role::kBiller}, .crisis = false})
          ->crisis);
  CHECK(open.run(kStaffDisable, {.sign_in_name = "a.ruiz"})->state == "disabled");
  CHECK(open.run(kStaffReset, {.sign_in_name = "a.ruiz"}).error().code == ErrorCode::kWrongState);
  CHECK(open.run(kStaffEnable, {.sign_in_name = "a.ruiz"})->code != added.code);
  CHECK(open.run(kStaffList)->items.size() == 1);
  CHECK(open.run(kStaffDisable, {.sign_in_name = "nobody"}).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a code that the operator opened enrols a terminal, which is then listed and revoked") {
  OpenBox open;
  CHECK(open.run(kTerminalList)->items.empty());
  const TerminalEnrolReply opened =
      open.run(kTerminalEnrol, {.name = "Lobby 1", .station = Station::kLobby}).value();
  const auto enrolled = answer(open, opened.code);
  REQUIRE(enrolled.ok());
  CHECK(enrolled->station == Station::kLobby);
  const TerminalListReply list =
      open.run(kTerminalRename, {.name = "Lobby 1", .new_name = "Lobby"}).value();
  REQUIRE(list.items.size() == 1);
  CHECK(list.items[0].name == "Lobby");
  CHECK(list.items[0].station == Station::kLobby);
  CHECK(list.items[0].enrolled == open.clock.now());
  CHECK_FALSE(list.items[0].revoked.has_value());
  CHECK(open.run(kTerminalRevoke, {.name = "Lobby"})->items[0].revoked == open.clock.now());
  CHECK(open.run(kTerminalRevoke, {.name = "Lobby"}).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a code that was opened on a stopped server's store is good when the server runs") {
  OpenBox open;
  const std::string code =
      open.run(kTerminalEnrol, {.name = "Desk", .station = Station::kFrontDesk})->code;
  REQUIRE(open.open().ok());
  CHECK(answer(open, code).ok());
}

TEST_CASE(
    "what the operator does to staff and terminals stands in the chain under the box's user") {
  OpenBox open;
  REQUIRE(open.run(kStaffAdd, ana()).ok());
  REQUIRE(open.run(kTerminalEnrol, {.name = "Desk", .station = Station::kFrontDesk}).ok());
  REQUIRE(open.run(kTerminalIdleLock, {.station = Station::kFrontDesk, .minutes = 5}).ok());
  const AuditReply reply = open.run(kAudit, {}).value();
  std::size_t found = 0;
  for (const AuditRow& row : reply.items) {
    if (row.action == "staff.add" || row.action == "enrolment.open" ||
        row.action == "station.idle_lock") {
      ++found;
      CHECK(row.who == "user root of the box");
    }
    CHECK(row.detail.find("Ana") == std::string::npos);
  }
  CHECK(found == 3);
}

TEST_CASE("the only administrator's password is reset at the box: a code, once, sessions over") {
  OpenBox open;
  StaffAddRequest adam = ana();
  adam.sign_in_name = "adam";
  adam.roles = {Role::kAdministrator};
  const std::string first = open.run(kStaffAdd, adam)->code;
  const std::string code =
      open.run(kTerminalEnrol, {.name = "Desk", .station = Station::kFrontDesk})->code;
  const auto enrolled = answer(open, code);
  REQUIRE(enrolled.ok());
  access::AccessServices& access = *open.box->access().value();
  const auto desk =
      access.devices
          .find(crypto::Certificate::from_der(enrolled->certificate).value().fingerprint())
          .value();
  const auto set_with = [&](const std::string& one_time, const std::string& password) {
    return access.sessions.first_password(
        desk, {.sign_in_name = "adam", .code = one_time, .new_password = password});
  };
  const auto opened = set_with(first, "quiet herons in the marsh");
  REQUIRE(opened.ok());
  const StaffCodeReply reset = open.run(kStaffReset, {.sign_in_name = "adam"}).value();
  CHECK(access.sessions.find_person(desk.device, to_hex(opened->token)).error().code ==
        ErrorCode::kNotSignedIn);
  CHECK(access.sessions
            .sign_in(desk, {.sign_in_name = "adam", .password = "quiet herons in the marsh"})
            .error()
            .code == ErrorCode::kWrongSignIn);
  CHECK(set_with(reset.code, "a marsh full of lanterns").ok());
  CHECK(set_with(reset.code, "a marsh full of lanterns").error().code == ErrorCode::kWrongCode);
  std::size_t found = 0;
  const AuditReply events = open.run(kAudit, {}).value();
  for (const AuditRow& row : events.items) {
    if (row.action != "staff.reset") continue;
    ++found;
    CHECK(row.who == "user root of the box");
    CHECK(row.detail == "sessions ended: 1");
  }
  CHECK(found == 1);
}

TEST_CASE("the audit list finds a person by sign-in name or name") {
  OpenBox open;
  const StaffId id = open.run(kStaffAdd, ana())->person.id;
  const Names names = all_names();
  const auto called = [&](std::string_view name) {
    return open.box->store()
        .read<std::vector<StaffId>>([&](store::ReadTxn& txn) -> Result<std::vector<StaffId>> {
          return names.staff_called(txn, name);
        })
        .value();
  };
  CHECK(called("A.Ruiz") == std::vector<StaffId>{id});
  CHECK(called("Ana Ruiz") == std::vector<StaffId>{id});
  CHECK(called("Ana").empty());
}

TEST_CASE("the audit list shows record numbers and the names of staff, never a client's name") {
  OpenBox open;
  access::Principal desk;
  desk.station = Station::kFrontDesk;
  desk.purpose = access::Purpose::kTreatment;
  desk.person = access::Person{};
  desk.person->staff = open.run(kStaffAdd, ana())->person.id;
  desk.person->roles = {Role::kFrontDesk};
  api::clients::RegisterRequest request;
  request.client = ClientId::make(open.clock.now(), open.random);
  request.details.legal_given = "Quenilda";
  request.details.legal_family = "Zorrillagoitia";
  request.details.birth_date = parse_date("1990-04-02").value();
  const auto made =
      open.box->ledger().write<api::clients::Client>(desk.actor(), [&](audit::WriteTxn& txn) {
        return clients::register_client(desk, request, txn, parse_date("2026-11-24").value());
      });
  const std::string number = std::to_string(made.value().value.record_number);

  const AuditReply reply = open.run(kAudit, {.record_number = number}).value();
  REQUIRE(reply.items.size() == 1);
  CHECK(reply.items[0].action == "client.register");
  CHECK(reply.items[0].record_number == number);
  CHECK(reply.items[0].who == "Ana Ruiz");
  const std::string everything = wire::encode(open.run(kAudit, {.limit = 200}).value());
  CHECK(everything.find("client.register") != std::string::npos);
  CHECK(everything.find("Quenilda") == std::string::npos);
  CHECK(everything.find("Zorrillagoitia") == std::string::npos);
  CHECK(open.run(kAudit, {.record_number = "999999"}).error().code == ErrorCode::kNotFound);
}
