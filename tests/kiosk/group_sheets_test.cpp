// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/screens/desk/group_plan.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/ui_driver.h"

// What the sheets of groups take and what they refuse before anything is sent.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::MeetingKind;
using api::appointments::ServiceId;
using std::chrono::sys_days;

const LocalDate kCycleBegins = std::chrono::year(2026) / 11 / 23;

LocalDate after(LocalDate day, int days) {
  return sys_days(day) + std::chrono::days(days);
}

PlanModel weekly(std::size_t count) {
  PlanModel model;
  model.today = model.first = model.group.first_day = kCycleBegins;
  model.count = count;
  model.time = "10:00";
  model.minutes = "60";
  return model;
}

TEST_CASE("a group's sessions end with the last day of its cycle, which counts") {
  PlanModel model = weekly(4);
  model.group.last_day = after(kCycleBegins, 14);
  model.lay_out();
  REQUIRE(model.sessions.size() == 3);
  CHECK(model.sessions.back().day == after(kCycleBegins, 14));
  model.group.last_day = after(kCycleBegins, 13);
  model.lay_out();
  CHECK(model.sessions.size() == 2);
}

TEST_CASE("a group's sessions end where the book does, 366 days ahead") {
  PlanModel model = weekly(12);
  model.first = after(kCycleBegins, 366 - 7);
  model.lay_out();
  REQUIRE(model.sessions.size() == 2);
  CHECK(model.sessions.back().day == after(kCycleBegins, 366));
  model.first = after(kCycleBegins, 366 - 6);
  model.lay_out();
  CHECK(model.sessions.size() == 1);
  model.first = after(kCycleBegins, 367);
  model.lay_out();
  CHECK(model.sessions.empty());
  CHECK_FALSE(model.complete());
}

TEST_CASE("a day on which the group meets already is not booked again") {
  PlanModel model = weekly(4);
  model.weeks = 2;
  model.standing = {LocalDateTime(std::chrono::local_days(after(kCycleBegins, 14))) +
                    std::chrono::hours(17)};
  model.lay_out();
  CHECK(model.open_count() == 3);
  CHECK(model.sessions.at(1).there_already);
  CHECK(model.sessions.at(3).day == after(kCycleBegins, 42));
}

TEST_CASE("how many sessions are planned can be typed, from 1 to 400") {
  PlanModel model = weekly(4);
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  const auto taken = [&](const char* number) {
    driver.click("plan_count_typed");
    driver.control('a');
    driver.type(number);
    driver.turn();
    return driver.widget("plan_do").enabled;
  };
  CHECK(taken("2"));
  CHECK(model.sessions.size() == 2);
  CHECK(taken("1"));
  CHECK(model.sessions.size() == 1);
  CHECK_FALSE(taken("0"));
  CHECK(driver.shows_text("Please type a whole number from 1 to 400."));
  CHECK(taken("400"));
  CHECK_FALSE(taken("401"));
  CHECK_FALSE(taken("two"));
  // One that is offered is taken in place of what cannot be read.
  driver.click("plan_count_8");
  CHECK(model.count_typed.empty());
  CHECK(driver.widget("plan_do").enabled);
  CHECK(model.sessions.size() == 8);
}

TEST_CASE("fewer sessions than were asked for say so, and how far they go") {
  PlanModel model = weekly(12);
  model.group.last_day = after(kCycleBegins, 14);
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  CHECK(driver.shows_text("3 instead of 12:"));
  CHECK(driver.shows_text("December 7, 2026"));
  model.count = 3;
  driver.turn();
  CHECK_FALSE(driver.shows_text("instead of"));
}

TEST_CASE("where the chosen day has its session, the next free one is offered with a button") {
  PlanModel model = weekly(1);
  for (const int days : {0, 7}) {
    model.standing.push_back(LocalDateTime(std::chrono::local_days(after(kCycleBegins, days))) +
                             std::chrono::hours(17));
  }
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  CHECK(driver.shows_text("The group has a session on Monday, November 23 already."));
  CHECK_FALSE(driver.widget("plan_do").enabled);
  driver.click("plan_next_day");
  CHECK(model.first == after(kCycleBegins, 14));
  CHECK(driver.widget("plan_do").enabled);
  CHECK_FALSE(driver.shows("plan_next_day"));
}

TEST_CASE("no free day is offered after the group's last one, which counts") {
  PlanModel model = weekly(1);
  model.standing = {LocalDateTime(std::chrono::local_days(kCycleBegins)) + std::chrono::hours(17)};
  model.group.last_day = after(kCycleBegins, 7);
  CHECK(model.free_day_from(kCycleBegins) == after(kCycleBegins, 7));
  model.group.last_day = after(kCycleBegins, 6);
  CHECK_FALSE(model.free_day_from(kCycleBegins));
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  CHECK_FALSE(driver.shows("plan_next_day"));
  CHECK(driver.shows_text("There is no day without a session after it"));
}

TEST_CASE("a session over what speaks against it waits for the reason") {
  PlanModel model = weekly(1);
  model.lay_out();
  CHECK(model.complete());
  model.asks_override = true;
  model.override_reason = "  ";
  CHECK_FALSE(model.complete());
  model.override_reason = "they agreed to it";
  CHECK(model.complete());
  model.time = "10:02";  // not on a step of five minutes
  CHECK_FALSE(model.complete());
}

GroupFormModel filled() {
  ClinicNames names;
  names.services.push_back({id_of<ServiceId>(1), "Group therapy", 90, false});
  names.clinicians = {{id_of<StaffId>(1), "L. Brandt", "", {api::Role::kClinician}, false}};
  GroupFormModel model = group_form(text::Language::kEnglish, Group(), names, kCycleBegins);
  model.record.name = "Worry less";
  model.service = id_of<ServiceId>(1);
  model.team.chosen = {id_of<StaffId>(1)};
  model.time = "9:30";
  return model;
}

TEST_CASE("a group has 1 to 60 places, and not more as the least than as the most") {
  GroupFormModel model = filled();
  const auto taken = [&](const char* least, const char* most) {
    model.least = least;
    model.most = most;
    return model.group().has_value();
  };
  CHECK(taken("1", "60"));
  CHECK(taken("60", "60"));
  CHECK_FALSE(taken("0", "8"));
  CHECK_FALSE(taken("1", "61"));
  CHECK_FALSE(taken("9", "8"));
  CHECK_FALSE(taken("", "8"));
  CHECK_FALSE(taken("3", "8 people"));
}

TEST_CASE("a group meets for 5 to 480 minutes in steps of five") {
  GroupFormModel model = filled();
  const auto taken = [&](const char* minutes) {
    model.minutes = minutes;
    return model.group().has_value();
  };
  CHECK(taken("5"));
  CHECK(taken("480"));
  CHECK_FALSE(taken("0"));
  CHECK_FALSE(taken("485"));
  CHECK_FALSE(taken("62"));
}

TEST_CASE("a group's last day is not before its first one") {
  GroupFormModel model = filled();
  model.until_notice = false;
  model.last_day = kCycleBegins;
  REQUIRE(model.group());
  CHECK(model.group()->last_day == kCycleBegins);
  model.last_day = after(kCycleBegins, -1);
  CHECK_FALSE(model.group());
  model.until_notice = true;
  REQUIRE(model.group());
  CHECK_FALSE(model.group()->last_day);
}

TEST_CASE("the form of a group says what is missing until nothing is") {
  GroupFormModel model = filled();
  model.record.name = " ";
  model.team.chosen.clear();
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  CHECK(driver.shows_text("Still missing: Name, Leads."));
  CHECK_FALSE(driver.widget("group_save").enabled);
  model.record.name = "Worry less";
  model.team.chosen = {id_of<StaffId>(1)};
  driver.turn();
  CHECK_FALSE(driver.shows_text("Still missing"));
  CHECK(driver.widget("group_save").enabled);
}

TEST_CASE("who leaves a group leaves with a reason, and not before they joined") {
  MembershipModel model;
  model.record.join_day = model.leave_day = kCycleBegins;
  CHECK(model.complete());
  model.leaves = true;
  CHECK_FALSE(model.complete());
  model.record.reason = "moved away";
  CHECK(model.complete());
  CHECK(model.membership().leave_day == kCycleBegins);
  model.leave_day = after(kCycleBegins, -1);
  CHECK_FALSE(model.complete());
  model.leaves = false;
  CHECK_FALSE(model.membership().leave_day);
  CHECK(model.membership().reason.empty());
}

TEST_CASE("a couple is two people, a family two or more") {
  TogetherModel model;
  model.service = id_of<ServiceId>(1);
  model.team.chosen = {id_of<StaffId>(1)};
  model.day = parse_date("2026-11-23").value();
  model.time = "15:00";
  model.minutes = "60";
  const auto taken = [&](MeetingKind kind, std::uint8_t people) {
    model.kind = kind;
    model.clients.clear();
    for (std::uint8_t i = 1; i <= people; ++i) model.clients.push_back({id_of<ClientId>(i), "A"});
    return model.complete();
  };
  CHECK_FALSE(taken(MeetingKind::kCouple, 1));
  CHECK(taken(MeetingKind::kCouple, 2));
  CHECK_FALSE(taken(MeetingKind::kCouple, 3));
  CHECK_FALSE(taken(MeetingKind::kFamily, 1));
  CHECK(taken(MeetingKind::kFamily, 2));
  CHECK(taken(MeetingKind::kFamily, 3));
}

TEST_CASE("groups that no longer meet are shown when they are asked for") {
  GroupListModel model;
  model.read = true;
  for (std::uint8_t i = 1; i <= 2; ++i) {
    Group group;
    group.id = id_of<api::groups::GroupId>(i);
    group.name = i == 1 ? "Worry less" : "Old group";
    group.first_day = kCycleBegins;
    group.retired = i == 2;
    model.groups.push_back(group);
  }
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, SheetFrame{}, model); });
  driver.turn();
  const std::string old = "group_" + model.groups[1].id.text();
  CHECK(driver.shows("group_" + model.groups[0].id.text()));
  CHECK_FALSE(driver.shows(old));
  driver.click("groups_retired");
  CHECK(driver.shows(old));
  CHECK(driver.widget(old).value == "Old group · no longer meets");
}

}  // namespace
}  // namespace alcove::tests
