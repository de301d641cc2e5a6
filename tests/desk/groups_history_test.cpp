// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/desk/groups_clinic.h"

// What became of a group is read at the desk, by whom it may be, and no more often than it changes.

namespace alcove::tests {
namespace {

// How often the group was opened, by the events of the chain.
std::size_t times_opened(GroupsClinic& clinic) {
  return clinic.at.store
      ->read<std::size_t>([](store::ReadTxn& txn) -> Result<std::size_t> {
        auto row = txn.query("SELECT count(*) FROM audit_event WHERE action = 'group.open'");
        row.next();
        return static_cast<std::size_t>(row.integer(0));
      })
      .value();
}

Group changed(GroupsClinic& clinic, Group group, std::int64_t most) {
  group.made.reset();
  group.most = most;
  return clinic.other_desk->must(api::groups::set_group, group);
}

TEST_CASE("the history of a group says who changed what of it, and nothing that stayed the same") {
  GroupsClinic clinic;
  Group group = changed(clinic, clinic.add_group("Skills", 8), 6);
  group.made.reset();
  group.retired = true;
  clinic.other_desk->must(api::groups::set_group, group);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("groups_retired"));
  REQUIRE(desk.press("group_" + group.id.text()));
  REQUIRE(desk.press("group_history"));
  REQUIRE(desk.until_says("It no longer meets"));
  CHECK(desk.driver->shows_text("Changed"));
  CHECK(desk.driver->shows_text("1 to 6 places"));
  CHECK(desk.driver->shows_text("Made"));
  CHECK(desk.driver->shows_text("1 to 8 places"));
  CHECK(desk.driver->shows_text("Name: Skills"));
  CHECK(desk.driver->shows_text("Mia Ortiz at Other desk"));
}

TEST_CASE("the history of who belongs to a group is read by whoever may only look, too") {
  GroupsClinic clinic;
  clinic.add("pia", "Pia Reed", {api::Role::kPrivacyOfficer});
  const Group group = clinic.add_group("Skills", 8);
  auto belongs = clinic.join(group, clinic.add_client("Sam", "Haddad"));
  belongs.made.reset();
  belongs.leave_day = std::chrono::sys_days(group.first_day) + std::chrono::days(30);
  belongs.reason = "moves away";
  clinic.other_desk->must(api::groups::set_membership, belongs);
  for (const char* who : {"mia", "pia"}) {
    INFO(who);
    DeskTerminal desk(clinic, {}, {}, who, std::string("Desk of ") + who);
    REQUIRE(open_sheet_of(desk, group));
    REQUIRE(desk.press("member_" + belongs.id.text()));
    REQUIRE(desk.press("member_history"));
    REQUIRE(desk.until_says("Reason: moves away"));
    CHECK(desk.driver->shows_text("Leaves the group"));
    CHECK(desk.driver->shows_text("Belongs to the group"));
    desk.driver->click("several_history_close");
    REQUIRE(desk.until_gone("several_history"));
    CHECK(desk.driver->shows("member_sheet"));
  }
}

TEST_CASE("the biller sees which groups there are, and is told that one does not open for them") {
  GroupsClinic clinic;
  clinic.add("bill", "Bill Marsh", {api::Role::kBiller});
  const Group group = clinic.add_group("Skills", 8);
  clinic.join(group, clinic.add_client("Sam", "Haddad"));
  DeskTerminal desk(clinic, {}, {}, "bill");
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("group_" + group.id.text()));
  REQUIRE(desk.until_says("Your role does not open this"));
  CHECK_FALSE(desk.driver->shows_text("Haddad"));
  CHECK_FALSE(desk.driver->shows_text("Who belongs to it"));
  CHECK_FALSE(desk.driver->widget("group_history").enabled);
  CHECK(times_opened(clinic) == 0);
  desk.driver->click("group_sheet_close");
  REQUIRE(desk.until_gone("group_sheet"));
}

TEST_CASE("a group that lies open is read again when it changed, not with every visit of the day") {
  GroupsClinic clinic;
  const ClientId sam = clinic.add_client("Sam", "Haddad");
  const Group group = clinic.add_group("Skills", 8);
  const Group other = clinic.add_group("Grief", 8, 17);
  DeskTerminal desk(clinic);
  REQUIRE(open_sheet_of(desk, group));
  CHECK(times_opened(clinic) == 1);
  // Three visits are booked, and somebody joins another group.
  for (const int hour : {13, 15, 16}) {
    clinic.book(sam, clinic.today_at(hour), clinic.room_4, clinic.reyes);
  }
  clinic.join(other, sam);
  clinic.join(group, sam);
  REQUIRE(desk.until_says("Who belongs to it: 1 of 8 places today"));
  CHECK(times_opened(clinic) == 2);
  const auto session =
      clinic.other_desk
          ->must(api::groups::book_session, {.group = group.id,
                                             .meeting = clinic.new_id<api::groups::MeetingId>(),
                                             .start = clinic.today_at(14),
                                             .minutes = 60,
                                             .room = clinic.room_2,
                                             .clinicians = {}})
          .meeting;
  REQUIRE(desk.until_shows("session_" + session.id.text()));
  CHECK(times_opened(clinic) == 3);
}

}  // namespace
}  // namespace alcove::tests
