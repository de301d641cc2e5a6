// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "server/app/clinic.h"
#include "tests/support/box.h"

// Every route, as every role, on every station, signed in, locked and not signed in, through the
// pipeline's own gate, against a table that was written by hand: tests/app/route_table.txt. A route
// that is not in the table fails, and so does a row without its route.

using namespace alcove;
using api::Role;
using wire::Station;

namespace {

struct Row {
  std::string stations;  // letters: l obby, d esk, r oom
  std::string who;       // device | signed-in | enrolment | roles, with commas
  bool when_locked = false;
};

std::map<std::string, Row> read_table() {
  std::ifstream in(ALCOVE_SOURCE_DIR "/tests/app/route_table.txt");
  REQUIRE(in.is_open());
  std::map<std::string, Row> table;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string method, path, locked;
    Row row;
    words >> method >> path >> row.stations >> row.who >> locked;
    row.when_locked = locked == "locked";
    INFO(line);
    CHECK(table.emplace(method + " " + path, row).second);
  }
  return table;
}

constexpr Role kRoles[] = {Role::kFrontDesk,    Role::kClinician, Role::kSupervisor,
                           Role::kPrescriber,   Role::kBiller,    Role::kPrivacyOfficer,
                           Role::kAdministrator};

bool lists_role(const std::string& who, Role role) {
  std::istringstream names(who);
  std::string name;
  while (std::getline(names, name, ',')) {
    if (name == wire::word_of(role)) return true;
  }
  return false;
}

bool has_station(const std::string& letters, Station station) {
  const char letter = station == Station::kLobby ? 'l' : station == Station::kFrontDesk ? 'd' : 'r';
  return letters.find(letter) != std::string::npos;
}

// The gate's word for this principal; "through" when it lets the request pass.
std::string word_at_gate(const http::RouteEntry& route, const access::Principal& principal) {
  if (route.permission == wire::Permission::kEnrolment) return "forbidden";
  const auto purpose =
      access::may_use(principal, route.permission, route.stations, route.when_locked);
  return purpose ? "through" : std::string(error_code_word(purpose.error().code));
}

access::Principal principal_at(Station station) {
  access::Principal principal;
  principal.device = DeviceId::parse("018f0000-0000-7000-8000-000000000001").value();
  principal.station = station;
  return principal;
}

access::Principal with_role(Station station, Role role, bool locked) {
  access::Principal principal = principal_at(station);
  access::Person person;
  person.roles.add(role);
  person.locked = locked;
  principal.person = person;
  return principal;
}

std::string expected_without_person(const Row& row, Station station) {
  if (row.who == "enrolment") return "forbidden";
  if (!has_station(row.stations, station)) return "wrong_station";
  return row.who == "device" ? "through" : "not_signed_in";
}

std::string expected_with_role(const Row& row, Station station, Role role, bool locked) {
  if (row.who == "enrolment") return "forbidden";
  if (!has_station(row.stations, station)) return "wrong_station";
  if (row.who == "device") return "through";
  if (locked && !row.when_locked) return "session_locked";
  if (row.who == "signed-in") return "through";
  return lists_role(row.who, role) ? "through" : "forbidden";
}

}  // namespace

namespace {

// What leaves no event, because nothing in the answer is about a client. By hand: whatever is not
// here has to leave one.
const std::set<std::string> kWithoutEvent = {
    "GET /v1/administration/box",     // what `alcovectl status` says
    "GET /v1/administration/people",  // who works here
    "GET /v1/administration/people/languages",
    "GET /v1/administration/terminals",
    "GET /v1/alerts/waiting",            // that somebody needs a clinician; not who
    "GET /v1/availability/closed_days",  // when people work, of no client
    "GET /v1/availability/history",
    "GET /v1/availability/of_clinician",
    "GET /v1/check_in/calls_waiting",  // that somebody asks for help; not who
    "GET /v1/check_in/terminal",
    "GET /v1/clinic_setup",
    "GET /v1/groups",                // which groups there are; not who belongs to them
    "GET /v1/live",                  // numbers and ids
    "GET /v1/reminders/letterhead",  // what stands on every letter
    "GET /v1/session",
    "GET /v1/session/voucher",
    "POST /v1/spool/missing",  // ids and heads
    "GET /v1/staff",
    "GET /v1/terminal",
    "POST /v1/terminal/hello",
    "GET /v1/terminal/place",
    "GET /v1/waiting_room/display",  // tokens and rooms
    "GET /v1/waitlist/standards"};

}  // namespace

TEST_CASE("every route lets through just whom the written table names, at every station") {
  const auto table = read_table();
  testing::TestBox box;
  const app::DoorOptions doors{.address = "127.0.0.1", .port = 0, .hosts = {"127.0.0.1"}};
  const auto access = access::AccessServices::open(*box.ledger, {.clinic_name = "Clinic"}).value();
  const auto clinic = app::Clinic::open(*box.ledger, *access,
                                        {"Clinic", Zone::named("America/New_York").value()}, doors)
                          .value();
  std::set<std::string> walked;
  for (const http::RouteEntry* route : clinic->router().all()) {
    const std::string name =
        fmt::format("{} {}", route->method == wire::Method::kGet ? "GET" : "POST", route->path);
    INFO(name);
    const auto found = table.find(name);
    REQUIRE(found != table.end());
    walked.insert(name);
    CHECK((route->audit == wire::AuditClass::kNone) == kWithoutEvent.contains(name));
    for (const Station station : {Station::kLobby, Station::kFrontDesk, Station::kTherapyRoom}) {
      INFO(wire::word_of(station));
      CHECK(word_at_gate(*route, principal_at(station)) ==
            expected_without_person(found->second, station));
      for (const Role role : kRoles) {
        INFO(wire::word_of(role));
        for (const bool locked : {false, true}) {
          INFO(locked);
          CHECK(word_at_gate(*route, with_role(station, role, locked)) ==
                expected_with_role(found->second, station, role, locked));
        }
      }
    }
  }
  for (const auto& [name, row] : table) {
    INFO(name);
    CHECK(walked.contains(name));
  }
}
