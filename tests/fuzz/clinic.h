// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/wire/json.h"
#include "tests/support/served_clinic.h"

namespace alcove::fuzz {

// A clinic in the middle of a morning, for targets that reach into the server: everybody is signed
// in, one client has checked in, answered and been seen. What only the box knows has a name in
// inputs ("@staff@"); what callers choose are the fixed ids of kIds.
class Clinic {
 public:
  Clinic();

  // Everybody at every terminal, and each terminal with nobody.
  const std::vector<access::Principal>& seats() const { return seats_; }
  const http::Router& router() const { return at_.clinic->router(); }
  audit::Ledger& ledger() { return *at_.ledger; }
  // The key and certificate of the lobby's terminal.
  const testing::ServedClinic::Terminal& lobby() const { return *lobby_; }

  // The text with every name that is in it replaced by what it stands for.
  std::string filled_in(std::string_view text) const;
  // Names and what they stand for; a field of the contract that ends like a name takes it.
  const std::map<std::string, std::string>& names() const { return names_; }

  // Runs a route's handler with this payload, as the pipeline would after the gate. Ends the
  // program when it throws or says that the box is in trouble: no input may bring that about.
  Result<http::Handled> run(const http::RouteEntry& route, const access::Principal& who,
                            std::string_view payload);
  // Whoever passes the route's gate; `which` chooses among them. Nothing when nobody does.
  std::optional<access::Principal> one_who_may(const http::RouteEntry& route,
                                               std::size_t which) const;

  // As time goes by between two inputs: throttles end, and nothing waits.
  void pass_time();

  // So that a day may be closed.
  void acknowledge_alert();

  std::size_t writes() const { return writes_; }

 private:
  void add_people();
  void book();
  void check_in();
  void answer();
  void write_a_note();
  void arrange();
  void make_a_group();
  void let_wait();
  void preview_changes();
  void name_day(const char* name, LocalDate today, int days_ahead);
  std::string must(std::string_view who, wire::Method method, const std::string& path,
                   std::string_view body);
  const access::Principal& seat(std::string_view name) const;

  testing::ServedClinic at_;
  std::optional<testing::ServedClinic::Terminal> lobby_;
  std::vector<access::Principal> seats_;
  std::map<std::string, std::string> names_;
  std::chrono::milliseconds ahead_{};
  std::size_t writes_ = 0;
};

// The clinic of this process, made anew after so many writes, so that no input finds a store that
// has grown out of what is usual.
Clinic& clinic();

// Requests of the features around the book that a fresh clinic does, one after the other, as inputs
// of fuzz_routes; ends the program when one of them is refused.
std::vector<std::string> valid_requests();

}  // namespace alcove::fuzz
