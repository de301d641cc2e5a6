// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "tests/desk/groups_clinic.h"
#include "tests/support/cable.h"

// Groups at the front desk when something stands against what was typed, against the server as it
// runs. It is about noon there.

namespace alcove::tests {
namespace {

// Everything a new group needs but its name.
bool fill_the_rest(DeskTerminal& desk) {
  if (!choose_in(desk, "group_service", 0) || !choose_in(desk, "leader", 1)) return false;
  desk.driver->type("group_time", "2 pm");
  return true;
}

TEST_CASE("a name that another group has is refused below the name, and what was typed stays") {
  GroupsClinic clinic;
  clinic.add_group("Skills", 8);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("group_add"));
  REQUIRE(desk.until_shows("group_name"));
  REQUIRE(fill_the_rest(desk));
  desk.driver->type("group_name", "Skills");
  REQUIRE(desk.press("group_save"));
  REQUIRE(until_notice(desk, "against", "Another group has that name already."));
  const ui::Rect name = desk.driver->widget("group_name").rect;
  const ui::Rect said = desk.driver->widget("against").rect;
  CHECK(said.y >= name.bottom());
  CHECK(said.bottom() <= desk.driver->widget("group_service").rect.y);
  CHECK(desk.driver->widget("group_name").value == "Skills");
  type_over(*desk.driver, "group_name", "Skills two");
  REQUIRE(desk.press("group_save"));
  REQUIRE(desk.until_says("Skills two is there."));
  CHECK(clinic.groups().size() == 2);
}

TEST_CASE("a group that somebody else changed meanwhile is saved only when one has been told so") {
  GroupsClinic clinic;
  Group group = clinic.add_group("Skills", 8);
  DeskTerminal desk(clinic);
  REQUIRE(open_sheet_of(desk, group));
  REQUIRE(desk.press("group_change"));
  REQUIRE(desk.until_shows("group_form"));
  REQUIRE(scroll_down_to(desk, "group_form_body", "group_least"));
  group.made.reset();
  group.most = 5;
  clinic.other_desk->must(api::groups::set_group, group);
  type_over(*desk.driver, "group_least", "2");
  REQUIRE(desk.press("group_save"));
  REQUIRE(until_notice(desk, "against", "Somebody changed this a moment ago."));
  CHECK(clinic.groups().at(0).most == 5);
  CHECK(desk.driver->widget("group_least").value == "2");
  REQUIRE(desk.press("group_save"));
  REQUIRE(desk.until_says("Skills is saved."));
  CHECK(clinic.groups().at(0).least == 2);
  CHECK(clinic.groups().at(0).most == 8);
  CHECK(clinic.groups().at(0).revision == 3);
}

TEST_CASE("what is typed of a group stays while the box is away, and is saved when it is back") {
  GroupsClinic clinic;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("group_add"));
  REQUIRE(desk.until_shows("group_name"));
  desk.driver->type("group_name", "Skills");
  REQUIRE(fill_the_rest(desk));
  REQUIRE(desk.driver->widget("group_save").enabled);
  CHECK(desk.flow->leaves_something());
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.driver->widget("group_save").enabled; }));
  cable.put_in();
  REQUIRE(desk.press("group_save"));
  REQUIRE(desk.until_says("Skills is there."));
  CHECK(clinic.groups().size() == 1);
}

TEST_CASE("what two desks change alike is saved once, and nobody is told of somebody else") {
  GroupsClinic clinic;
  Group group = clinic.add_group("Skills", 8);
  DeskTerminal desk(clinic);
  REQUIRE(open_sheet_of(desk, group));
  REQUIRE(desk.press("group_change"));
  REQUIRE(desk.until_shows("group_form"));
  REQUIRE(scroll_down_to(desk, "group_form_body", "group_most"));
  group.made.reset();
  group.most = 5;
  clinic.other_desk->must(api::groups::set_group, group);
  type_over(*desk.driver, "group_most", "5");
  REQUIRE(desk.press("group_save"));
  REQUIRE(desk.until_says("Skills is saved."));
  CHECK(clinic.groups().at(0).revision == 2);
}

TEST_CASE("hours that came meanwhile ask for the reason, and the time can be changed as well") {
  GroupsClinic clinic;
  const Group at_lunch = clinic.add_group("Lunch", 8, 15);
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, at_lunch));
  desk.driver->click("plan_count_1");
  REQUIRE(desk.until_says("Nothing is in the way"));
  clinic.works_with_lunch();  // from three to four
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_shows("override_reason"));
  CHECK_FALSE(desk.driver->widget("plan_do").enabled);
  CHECK(clinic.open_group(at_lunch.id).sessions.empty());
  type_over(*desk.driver, "plan_time", "4 pm");
  REQUIRE(desk.until_gone("override_reason"));
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Booked, with 0 people"));
  CHECK(clinic.open_group(at_lunch.id).sessions.size() == 1);
}

TEST_CASE("a session over lunch asks for the reason, and outside of the hours there is none") {
  GroupsClinic clinic;
  clinic.works_with_lunch();  // from three to four
  const Group at_lunch = clinic.add_group("Lunch", 8, 15);
  const Group late = clinic.add_group("Late", 8, 20);
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, at_lunch));
  desk.driver->click("plan_count_1");
  REQUIRE(desk.until_says("It can be booked all the same, with a reason."));
  CHECK(desk.driver->shows("override_reason"));
  CHECK_FALSE(desk.driver->widget("plan_do").enabled);  // without one
  desk.driver->type("override_reason", "they agreed to it");
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Booked, with 0 people"));
  const auto sessions = clinic.open_group(at_lunch.id).sessions;
  REQUIRE(sessions.size() == 1);
  const auto booked = clinic.other_desk->must(api::appointments::open_meeting, {sessions[0].id});
  CHECK(booked.history.at(0).override_reason == "they agreed to it");

  desk.driver->click("plan_sheet_close");
  desk.driver->click("group_sheet_close");
  desk.driver->click("groups_sheet_close");
  REQUIRE(open_plan_of(desk, late));
  desk.driver->click("plan_count_1");
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Not booked: the clinic is closed then, or it is outside"));
  CHECK_FALSE(desk.driver->shows("override_reason"));  // no reason goes past it
  CHECK(clinic.open_group(late.id).sessions.empty());
}

TEST_CASE("who was entered by mistake never belonged to the group, and it is said why") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  const auto membership = clinic.join(group, clinic.add_client("Sam", "Haddad"));
  DeskTerminal desk(clinic);
  REQUIRE(open_sheet_of(desk, group));
  const std::string line = "member_" + membership.id.text();
  REQUIRE(desk.press(line));
  REQUIRE(desk.until_shows("member_mistake"));
  CHECK_FALSE(desk.driver->widget("member_mistake").enabled);
  CHECK(desk.driver->shows_text("To leave, or to be entered by mistake, it takes the reason."));
  desk.driver->type("member_reason", "another Sam");
  REQUIRE(desk.press("member_mistake"));
  REQUIRE(desk.until_gone(line));
  CHECK(clinic.open_group(group.id).members.at(0).membership.withdrawn);
  // Nothing of it is gone.
  desk.driver->click("group_past");
  REQUIRE(desk.press(line));
  REQUIRE(desk.until_says("another Sam"));
  CHECK_FALSE(desk.driver->shows("member_save"));
}

TEST_CASE("whoever may only look sees the groups and who belongs to them, and changes nothing") {
  GroupsClinic clinic;
  clinic.add("pia", "Pia Reed", {api::Role::kPrivacyOfficer});
  const Group group = clinic.add_group("Skills", 8);
  const auto membership = clinic.join(group, clinic.add_client("Sam", "Haddad"));
  DeskTerminal desk(clinic, {}, {}, "pia");
  REQUIRE(open_sheet_of(desk, group));
  for (const char* button : {"group_add", "book_together", "group_plan", "group_change"}) {
    INFO(button);
    CHECK_FALSE(desk.driver->shows(button));
  }
  REQUIRE(desk.press("member_" + membership.id.text()));
  REQUIRE(desk.until_shows("member_sheet"));
  CHECK_FALSE(desk.driver->shows("member_save"));
  CHECK_FALSE(desk.driver->shows("member_leaves"));
}

}  // namespace
}  // namespace alcove::tests
