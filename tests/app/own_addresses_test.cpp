// SPDX-License-Identifier: Apache-2.0
#include "server/app/own_addresses.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <mutex>
#include <sstream>

#include "server/app/config.h"
#include "shared/api/terminal.h"
#include "tests/support/output_of.h"
#include "tests/support/served_terminal.h"

using namespace alcove;
using namespace std::chrono_literals;
using testing::ServedClinic;
using testing::ServedTerminal;
using Words = std::vector<std::string>;

namespace {

Words sorted(Words words) {
  std::sort(words.begin(), words.end());
  return words;
}

// What Debian's own tool says, less what is no IPv4 address.
Words addresses_by_hostname() {
  std::istringstream words(testing::output_of("hostname -I"));
  Words found;
  for (std::string word; words >> word;) {
    if (word.find(':') == std::string::npos) found.push_back(word);
  }
  return sorted(std::move(found));
}

// A clinic on every address of loopback, each of which is another machine's as far as a certificate
// goes. The network gives and takes as the test says.
struct ReachedClinic : ServedClinic {
  explicit ReachedClinic(const Words& first) : given(first) {
    // Its ledger too: that calls, at every commit, whoever was opened on it.
    close_box();
    store =
        store::Store::open(scratch / "store.db", record_key, store::all_migrations(), clock.now())
            .value();
    ledger = audit::Ledger::open(*store, clock, random);
    access = access::AccessServices::open(*ledger, {.clinic_name = "Test clinic", .main_port = 1})
                 .value();
    clinic = app::Clinic::open(*ledger, *access, {"Test clinic", zone},
                               {.address = "0.0.0.0",
                                .port = port,
                                .enrolment_port = 0,
                                .hosts = {"box.clinic.lan"},
                                .own_addresses =
                                    [this] {
                                      const std::lock_guard lock(mutex);
                                      ++asked;
                                      return given;
                                    }})
                 .value();
  }
  ~ReachedClinic() { clinic.reset(); }
  void give(const Words& addresses) {
    const std::lock_guard lock(mutex);
    given = addresses;
    asked = 0;
  }
  // Whether it was asked so often since the network last changed.
  bool is_asked_again(int times) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(20ms);
      const std::lock_guard lock(mutex);
      if (asked >= times) return true;
    }
    return false;
  }

  std::mutex mutex;
  Words given;
  int asked = 0;
};

void change_schema(ReachedClinic& at, const char* statement) {
  const auto done = at.store->write([&](store::Connection& connection) -> Result<void> {
    connection.run(statement);
    return {};
  });
  REQUIRE(done);
}

bool is_reached(ReachedClinic& at, ServedTerminal& terminal, const std::string& address) {
  client::HttpsClient asks({address, at.port}, terminal.enrolled.identity,
                           terminal.witness->memory(), at.clock, at.random);
  return asks.call(api::terminal::about, wire::Nothing{}).ok();
}

bool is_reached_in_time(ReachedClinic& at, ServedTerminal& terminal, const std::string& address) {
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < end) {
    if (is_reached(at, terminal, address)) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

}  // namespace

TEST_CASE("the box's own addresses are those that hostname prints") {
  CHECK(sorted(app::own_addresses()) == addresses_by_hostname());
}

TEST_CASE("a server that was given no --host takes the box's own addresses as they come") {
  CHECK(sorted(app::read_config({})->doors.own_addresses()) == addresses_by_hostname());
  const std::array<std::string_view, 2> named{"--host", "10.1.2.3"};
  const auto config = app::read_config(named);
  CHECK(config->doors.hosts == Words{"10.1.2.3"});
  CHECK_FALSE(config->doors.own_addresses);
}

TEST_CASE("a terminal reaches the box under each address that the network gave it") {
  ReachedClinic at({"127.0.0.2"});
  ServedTerminal lobby(at, wire::Station::kLobby, "Lobby");
  CHECK(is_reached(at, lobby, "127.0.0.2"));
  CHECK_FALSE(is_reached(at, lobby, "127.0.0.3"));
}

TEST_CASE("an address that comes while the server runs is taken, one that goes changes nothing") {
  ReachedClinic at({"127.0.0.2"});
  ServedTerminal lobby(at, wire::Station::kLobby, "Lobby");
  at.give({});
  CHECK(is_reached(at, lobby, "127.0.0.2"));
  at.give({"127.0.0.2", "127.0.0.3"});
  CHECK(is_reached_in_time(at, lobby, "127.0.0.3"));
  CHECK(is_reached(at, lobby, "127.0.0.2"));
}

TEST_CASE("an address for which no certificate could be stored is taken once one can") {
  ReachedClinic at({"127.0.0.2"});
  ServedTerminal lobby(at, wire::Station::kLobby, "Lobby");
  // What a fault of the disk comes to: the write throws.
  change_schema(at,
                "CREATE TRIGGER no_more BEFORE INSERT ON vault BEGIN "
                "SELECT RAISE(ABORT, 'no more'); END");
  at.give({"127.0.0.2", "127.0.0.3"});
  REQUIRE(at.is_asked_again(3));  // by then the first look at the new one is over
  CHECK_FALSE(is_reached(at, lobby, "127.0.0.3"));
  CHECK(is_reached(at, lobby, "127.0.0.2"));
  change_schema(at, "DROP TRIGGER no_more");
  CHECK(is_reached_in_time(at, lobby, "127.0.0.3"));
}
