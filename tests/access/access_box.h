// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "server/access/services.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/support/box.h"

namespace alcove::testing {

inline const std::string kPasswordOfAna = "seven quiet herons";

// A box with its access services (at a small cost of hashes), and the steps that most tests share.
struct AccessBox {
  AccessBox() { start({}); }

  static access::HashCosts cheap() {
    return {.password = {.passes = 1, .memory_kib = 64, .lanes = 1},
            .pin = {.passes = 1, .memory_kib = 32, .lanes = 1}};
  }

  void start(const access::HashCosts& costs) {
    services.reset();
    services = access::AccessServices::open(
                   *box.ledger, {.clinic_name = "Cedar Street Clinic",
                                 .main_port = 8443,
                                 .costs = costs.password.memory_kib == 65536 ? cheap() : costs})
                   .value();
  }
  void restart(const access::HashCosts& costs = {}) {
    services.reset();
    box.reopen();
    start(costs);
  }

  void later(std::chrono::milliseconds by) { box.clock.advance(by); }

  static audit::Actor operator_actor() { return {.system_user = "installer"}; }

  static api::enrolment::EnrolRequest request_for(const std::string& code,
                                                  const crypto::P256Key& key) {
    const Bytes csr = crypto::make_request(key);
    const auto mac = crypto::EnrolmentCode::parse(code).value().mac(csr);
    return {.protocol = 1, .csr = csr, .mac = Bytes(mac.begin(), mac.end())};
  }

  access::OpenedEnrolment open_enrolment(const std::string& name, wire::Station station) {
    return services->enrolments.open(operator_actor(), name, station).value();
  }

  // Enrols a terminal and gives what the connection with its certificate stands for.
  access::Principal terminal(const std::string& name, wire::Station station) {
    const auto opened = open_enrolment(name, station);
    const auto key = crypto::P256Key::make(box.random);
    const auto reply = services->enrolments.enrol({}, request_for(opened.code, key));
    REQUIRE(reply.ok());
    return services->devices
        .find(crypto::Certificate::from_der(reply->certificate).value().fingerprint())
        .value();
  }

  access::StaffWithCode add(const std::string& name, access::RoleSet roles) {
    return services->staff
        .add(operator_actor(), {.sign_in_name = name,
                                .display_name = "Ana Ruiz",
                                .credential = "LCSW",
                                .roles = roles})
        .value();
  }

  // Somebody with a password.
  StaffId person(const std::string& name, access::RoleSet roles, const access::Principal& at,
                 const std::string& password = kPasswordOfAna) {
    const auto added = add(name, roles);
    const auto opened = services->sessions.first_password(
        at, {.sign_in_name = name, .code = added.code, .new_password = password});
    REQUIRE(opened.ok());
    access::Principal who = at;
    who.person = services->sessions.find_person(at.device, to_hex(opened->token)).value();
    REQUIRE(services->sessions.sign_out(who).ok());
    return added.staff.id;
  }

  Result<api::session::Opened> try_sign_in(const access::Principal& at, const std::string& name,
                                           const std::string& password = kPasswordOfAna) {
    return services->sessions.sign_in(at, {.sign_in_name = name, .password = password});
  }

  struct SignedIn {
    std::string token;
    access::Principal who;
  };
  SignedIn sign_in(const access::Principal& at, const std::string& name,
                   const std::string& password = kPasswordOfAna) {
    const auto opened = try_sign_in(at, name, password);
    REQUIRE(opened.ok());
    SignedIn in{to_hex(opened->token), at};
    in.who.person = services->sessions.find_person(at.device, in.token).value();
    return in;
  }

  // Every event of the chain with that action: its outcome, reason and detail in one line each.
  std::vector<std::string> events(const std::string& action) {
    return box.store
        ->read<std::vector<std::string>>(
            [&](store::ReadTxn& txn) -> Result<std::vector<std::string>> {
              std::vector<std::string> lines;
              auto row = txn.query(
                  "SELECT outcome, reason, detail FROM audit_event WHERE action = $action "
                  "ORDER BY number");
              row.bind("$action", action);
              while (row.next()) {
                lines.push_back(row.text(0) + "|" + row.text(1) + "|" + row.text(2));
              }
              return lines;
            })
        .value();
  }

  TestBox box;
  std::unique_ptr<access::AccessServices> services;
};

}  // namespace alcove::testing
