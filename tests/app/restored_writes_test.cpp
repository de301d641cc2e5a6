// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "server/app/clinic.h"
#include "shared/api/notes_save.h"
#include "tests/support/box.h"

// Every write that terminals keep for a restore comes back by a handler of its own or by its route,
// or stands here, by hand, with the words in which docs/guides/dead-box.md says that it does not.

using namespace alcove;

namespace {

const std::map<std::string, std::string> kByHand = {
    {"/v1/administration/people/set_languages", "which languages people speak"},
    {"/v1/check_in/help", "| a call for help |"},
    {"/v1/clinic_setup/add_room", "| changes of rooms, services and rules"},
    {"/v1/clinic_setup/add_service", "| changes of rooms, services and rules"},
    {"/v1/clinic_setup/change_room", "| changes of rooms, services and rules"},
    {"/v1/clinic_setup/change_service", "| changes of rooms, services and rules"},
    {"/v1/clinic_setup/rules", "| changes of rooms, services and rules"},
    {"/v1/clinic_setup/set_resource", "and of interpreters and equipment"},
    {"/v1/waitlist/set_standards", "the standards for first visits"},
    {"/v1/series/apply", "| a series begun, changed or cancelled"},
    {"/v1/series/settle_collision", "a date of it that found no place"},
    {"/v1/notes/resolve", "what was done about text beside a note"},
    {"/v1/set_aside/settle", "what was said of things set aside"},
};

// Gives back a lease on a draft: terminals do not keep it.
bool is_kept(const http::RouteEntry& route) {
  const bool writes =
      route.audit == wire::AuditClass::kWrite || route.audit == wire::AuditClass::kSpan;
  return route.method == wire::Method::kPost && writes && route.path != api::notes::leave.path;
}

std::string guide() {
  std::ifstream in(ALCOVE_SOURCE_DIR "/docs/guides/dead-box.md");
  REQUIRE(in.is_open());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("every write comes back after a restore, or the guide says that it does not") {
  testing::TestBox box;
  const app::DoorOptions doors{.address = "127.0.0.1", .port = 0, .hosts = {"127.0.0.1"}};
  const auto access = access::AccessServices::open(*box.ledger, {.clinic_name = "Clinic"}).value();
  const auto clinic = app::Clinic::open(*box.ledger, *access,
                                        {"Clinic", Zone::named("America/New_York").value()}, doors)
                          .value();
  const spool::Handlers& handlers = clinic->features().spool_handlers;
  const std::string words = guide();
  std::set<std::string> kept;
  for (const http::RouteEntry* route : clinic->router().all()) {
    if (!is_kept(*route)) continue;
    INFO(route->path);
    kept.insert(route->path);
    const bool comes_back =
        handlers.find(route->path) != nullptr || handlers.is_replayed(route->path);
    CHECK(comes_back != kByHand.contains(route->path));
  }
  CHECK(kept.size() > 60);
  for (const auto& [path, said] : kByHand) {
    INFO(path);
    CHECK(kept.contains(path));
    CHECK(words.find(said) != std::string::npos);
  }
}
