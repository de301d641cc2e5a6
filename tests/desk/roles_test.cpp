// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/flows/desk/desk_book.h"
#include "server/access/access_decision.h"

// What the desk offers a person is what the box lets them do.

namespace alcove::tests {
namespace {

using api::Role;
using wire::Permission;

bool box_allows(Role role, Permission permission) {
  access::Principal principal;
  principal.station = wire::Station::kFrontDesk;
  access::Person person;
  person.roles.add(role);
  principal.person = person;
  return access::may_use(principal, permission, wire::kStaffStations, wire::WhenLocked::kRefuse)
      .ok();
}

TEST_CASE("no role is offered a change at the desk that the box refuses, and none is kept back") {
  using screens::desk::May;
  for (const auto& row : wire::EnumWords<Role>::words) {
    INFO(row.word);
    const bool offered = flows::desk::may_at_desk({row.value}) == May::kChange;
    CHECK(offered == box_allows(row.value, Permission::kScheduleWrite));
    CHECK(offered == box_allows(row.value, Permission::kClientWrite));
    CHECK(flows::desk::may_print_day({row.value}) ==
          box_allows(row.value, Permission::kDayListPrint));
  }
  CHECK(flows::desk::may_at_desk({Role::kBiller, Role::kSupervisor}) == May::kChange);
}

}  // namespace
}  // namespace alcove::tests
