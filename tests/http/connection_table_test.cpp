// SPDX-License-Identifier: Apache-2.0
#include "server/http/connection_table.h"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

using namespace alcove;
using namespace alcove::http;

namespace {

constexpr const char* kDevice = "018f0000-0000-7000-8000-000000000001";

}  // namespace

TEST_CASE("connections are counted at accept, and one past a limit is told which limit it is") {
  const ConnectionLimits limits{.total = 6, .per_address = 4};
  ConnectionTable table(limits);
  for (int i = 0; i < 4; ++i) REQUIRE(table.admit("10.0.0.1"));
  const Result<void> fifth = table.admit("10.0.0.1");
  REQUIRE_FALSE(fifth);
  CHECK(fifth.error().code == ErrorCode::kTooMany);
  CHECK(fifth.error().detail == "an address has at most 4 connections");
  for (int i = 0; i < 2; ++i) REQUIRE(table.admit("10.0.0.2"));
  const Result<void> seventh = table.admit("10.0.0.3");
  REQUIRE_FALSE(seventh);
  CHECK(seventh.error().detail == "a port has at most 6 connections");
  CHECK(table.count() == 6);
  // An entry takes back what its connection was counted for.
  { const ConnectionTable::Entry entry(table, "10.0.0.1", -1); }
  CHECK(table.admit("10.0.0.1"));
}

TEST_CASE("strangers from many addresses make room for one another, and never take a terminal's") {
  using Entry = ConnectionTable::Entry;
  ConnectionTable table({.total = 10, .strangers = 8, .per_address = 6});
  const auto come = [&](const std::string& address) {
    REQUIRE(table.admit(address));
    return std::make_unique<Entry>(table, address, -1);
  };
  const auto terminal = come("10.0.0.1");
  REQUIRE(terminal->belongs_to(DeviceId::parse(kDevice).value()));
  const auto alone = come("10.0.0.2");
  std::vector<std::unique_ptr<Entry>> crowd;
  for (int i = 0; i < 3; ++i) crowd.push_back(come("10.0.0.3"));
  CHECK_FALSE(crowd[0]->ended());
  // Half of their part is taken: whoever comes ends the oldest of the address that has most.
  crowd.push_back(come("10.0.0.4"));
  CHECK(crowd[0]->ended());
  CHECK_FALSE(crowd[1]->ended());
  CHECK_FALSE(alone->ended());
  for (int i = 0; i < 3; ++i) crowd.push_back(come("10.0.0.4"));
  // What was ended and is not gone yet still counts, to its last.
  const Result<void> ninth = table.admit("10.0.0.5");
  REQUIRE_FALSE(ninth);
  CHECK(ninth.error().code == ErrorCode::kTooMany);
  CHECK(ninth.error().detail == "addresses of no terminal have at most 8 connections together");
  // The terminal's address is known: the rest of the port is there for it.
  CHECK_FALSE(terminal->ended());
  const auto second = come("10.0.0.1");
  CHECK_FALSE(table.admit("10.0.0.1"));
  crowd.clear();
  CHECK(table.count() == 3);
  CHECK(table.admit("10.0.0.5"));
}

TEST_CASE("the addresses of terminals are remembered up to a limit, the newest ones") {
  using Entry = ConnectionTable::Entry;
  ConnectionTable table({.total = 4, .strangers = 1, .per_address = 4});
  const auto known = [&](const std::string& address) {
    REQUIRE(table.admit(address));
    Entry entry(table, address, -1);
    REQUIRE(entry.belongs_to(DeviceId::parse(kDevice).value()));
  };
  known("10.0.0.1");
  known("10.0.0.2");
  for (std::size_t i = 1; i < ConnectionTable::kMaxKnownAddresses; ++i) {
    known(fmt::format("10.0.1.{}", i));
  }
  REQUIRE(table.admit("10.0.9.9"));  // the one stranger that there is room for
  CHECK_FALSE(table.admit("10.0.0.1"));
  CHECK(table.admit("10.0.0.2"));
}
