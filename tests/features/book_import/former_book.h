// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/book_import/book_import.h"
#include "server/features/clients/clients.h"
#include "tests/features/appointments/working_book.h"

namespace alcove::testing {

// A clinic in New York on Tuesday, 24 November 2026, into which a former book comes. Ana Petrov
// (record 10001) and Sam Haddad (10002) are clients already; L. Brandt's sign-in name is her id.
struct FormerBook : WorkingBook {
  static constexpr const char* kClientHeader = "key,legal_given,legal_family,birth_date\n";
  static constexpr const char* kVisitHeader = "client,clinician,service,start,minutes,room\n";

  std::string visit(const std::string& client, const std::string& start,
                    const std::string& room = "Room 1") const {
    return client + "," + kBrandt.text() + ",therapy," + start + ",50," + room + "\n";
  }
  void clients_are(const std::string& rows) { clients = kClientHeader + rows; }
  void visits_are(const std::string& rows) { visits = kVisitHeader + rows; }
  // Two new clients and three visits.
  void two_clients() {
    clients_are("A-1,Noor,Haddou,1979-06-30\nA-2,Bea,Lindqvist,2001-01-05\n");
    visits_are(visit("A-1", "2026-12-01 10:00") + visit("A-2", "2026-12-01 11:00") +
               visit("A-1", "2026-12-08 10:00"));
  }

  book_import::Files files() const { return {clients, visits, calendars, service}; }
  book_import::Outcome checked() {
    return book_import::check(*box.ledger, installer, files(), setting).value();
  }
  Result<book_import::Outcome> try_import(const std::string& token) {
    return book_import::bring_in(*box.ledger, installer, files(), token, setting);
  }
  book_import::Outcome imported() { return try_import(checked().token.value()).value(); }
  Result<book_import::Undone> try_undo() { return book_import::undo(*box.ledger, installer); }

  std::optional<ClientId> numbered(std::int64_t number) {
    return read<std::optional<ClientId>>(
        [&](store::ReadTxn& txn) { return clients::client_with(txn, number); });
  }
  std::vector<Appointment> on(const char* day) {
    return read<std::vector<Appointment>>([&](store::ReadTxn& txn) {
      return appointments::appointments_on(txn, parse_date(day).value());
    });
  }
  // "clients 2 key: reason", one for each.
  static std::vector<std::string> lines(const book_import::Remarks& remarks) {
    std::vector<std::string> all;
    for (const auto& one : remarks.told) {
      all.push_back(one.file + " " + std::to_string(one.line) + " " + one.field + ": " +
                    one.reason);
    }
    return all;
  }

  const audit::Actor installer{.system_user = "root", .purpose = "operations"};
  std::string clients;
  std::string visits;
  std::vector<book_import::CalendarFile> calendars;
  std::string service;
  series::Setting setting{.site = site, .random = box.random};
};

using Lines = std::vector<std::string>;

}  // namespace alcove::testing
