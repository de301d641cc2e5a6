// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/flows/desk/desk_book.h"
#include "server/access/beyond_billing.h"

// What the desk offers a person is what the box lets them do.

namespace alcove::tests {
namespace {

using api::Role;
using wire::Permission;

access::Principal at_desk(Role role) {
  access::Principal principal;
  principal.station = wire::Station::kFrontDesk;
  access::Person person;
  person.roles.add(role);
  principal.person = person;
  return principal;
}

bool box_allows(Role role, Permission permission) {
  const access::Principal principal = at_desk(role);
  return access::may_use(principal, permission, wire::kStaffStations, wire::WhenLocked::kRefuse)
      .ok();
}

bool box_shows_who_waits(Role role) {
  access::Principal principal = at_desk(role);
  const auto purpose = access::may_use(principal, Permission::kScheduleRead, wire::kStaffStations,
                                       wire::WhenLocked::kRefuse);
  if (!purpose) return false;
  principal.purpose = *purpose;
  return access::decide_beyond_billing(principal, access::Relation::kNone).ok();
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
    CHECK(flows::desk::may_see_who_waits({row.value}) == box_shows_who_waits(row.value));
  }
  CHECK(flows::desk::may_at_desk({Role::kBiller, Role::kSupervisor}) == May::kChange);
  CHECK_FALSE(flows::desk::may_see_who_waits({Role::kBiller}));
  CHECK(flows::desk::may_see_who_waits({Role::kBiller, Role::kFrontDesk}));
}

}  // namespace
}  // namespace alcove::tests
