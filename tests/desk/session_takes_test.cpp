// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_cancelling.h"
#include "shared/api/meeting_moving.h"
#include "tests/desk/groups_clinic.h"

// Interpreters and equipment of a session of several, in the sheets that book and move it, against
// the server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

namespace things = api::resources;
using Spoken = api::clients::SpokenLanguage;

// Ana, who needs an interpreter into Spanish, and Sam belong to a group of at least four that meets
// today at two with L. Brandt in room 2.
struct EquippedGroups : GroupsClinic {
  EquippedGroups() {
    spanish = set("R. Vega", {Spoken::kSpanish});
    kit = set("Test kit", {});
    ana = add_client("Ana", "Petrov");
    auto now = other_desk->must(api::clients::open, {ana});
    now.details.language = Spoken::kSpanish;
    now.details.needs_interpreter = true;
    other_desk->must(api::clients::edit, {ana, now.revision, now.details});
    sam = add_client("Sam", "Haddad");
    group = add_group("Skills", 8);
    group.least = 4;
    group.made.reset();
    group = other_desk->must(api::groups::set_group, group);
    join(group, ana);
    join(group, sam);
  }
  things::ResourceId set(const std::string& name, std::vector<Spoken> languages) {
    things::SetRequest request{.id = new_id<things::ResourceId>(), .name = name};
    if (!languages.empty()) request.kind = things::ResourceKind::kInterpreter;
    request.languages = std::move(languages);
    return office.must(things::set, request).id;
  }
  api::appointments::MeetingId meets() {
    return other_desk
        ->must(api::groups::book_session, {.group = group.id,
                                           .meeting = new_id<api::groups::MeetingId>(),
                                           .start = today_at(14),
                                           .minutes = 60,
                                           .room = room_2,
                                           .clinicians = {}})
        .meeting.id;
  }
  // Somebody else's visit, with A. Reyes in room 4.
  void other_with(const things::ResourceId& takes, int hour) {
    other_desk->must(api::appointments::book, {.appointment = new_id<AppointmentId>(),
                                               .client = add_client("Tom", "Marsh", "1970-01-02"),
                                               .clinician = reyes,
                                               .room = room_4,
                                               .service = service,
                                               .start = today_at(hour),
                                               .minutes = 50,
                                               .resources = std::vector{takes}});
  }
  api::appointments::MeetingReply session(const api::appointments::MeetingId& id) {
    return other_desk->must(api::appointments::open_meeting, {id});
  }

  ServedTerminal office{at, wire::Station::kFrontDesk, "Second office", "adam"};
  things::ResourceId spanish, kit;
  ClientId ana, sam;
  Group group;
};

// Ticks or clears it in the sheet that the field opens, and closes that.
bool take(DeskTerminal& desk, const std::string& field, const things::ResourceId& id) {
  if (!desk.press(field) || !desk.press("takes_" + id.text())) return false;
  return desk.press("takes_done") && desk.until_gone("takes_sheet");
}

TEST_CASE("the sessions that are planned take an interpreter, and say what is taken on which day") {
  EquippedGroups clinic;
  clinic.other_with(clinic.kit, 14);
  DeskTerminal desk(clinic);
  REQUIRE(open_plan_of(desk, clinic.group));
  REQUIRE(desk.press("plan_count_1"));
  REQUIRE(desk.until_says("Interpreter needed: Spanish."));
  CHECK(desk.driver->shows_text("2 of at least 4."));
  REQUIRE(take(desk, "plan_takes", clinic.spanish));
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("Interpreter needed: Spanish."); }));
  REQUIRE(take(desk, "plan_takes", clinic.kit));
  CHECK(desk.driver->widget("plan_takes").value == "R. Vega, Test kit");
  REQUIRE(
      desk.until_says("Test kit is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Not booked: an interpreter or equipment of it is taken at that time."));
  desk.driver->click("plan_sheet_close");
  REQUIRE(desk.until_gone("plan_sheet"));
  REQUIRE(desk.press("group_plan"));
  REQUIRE(desk.press("plan_count_1"));
  REQUIRE(take(desk, "plan_takes", clinic.spanish));
  REQUIRE(desk.press("plan_do"));
  REQUIRE(desk.until_says("Booked, with 2 people"));
  CHECK(desk.driver->shows_text("2 of at least 4."));
  const auto sessions = clinic.open_group(clinic.group.id).sessions;
  REQUIRE(sessions.size() == 1);
  CHECK(sessions[0].resources == std::vector{clinic.spanish});
}

TEST_CASE("a session that is moved says what it takes, keeps it, and is given another") {
  EquippedGroups clinic;
  const auto meeting = clinic.meets();
  clinic.other_with(clinic.kit, 16);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("meeting_" + meeting.text()));
  REQUIRE(desk.until_says("2 of at least 4"));
  REQUIRE(desk.press("meeting_move"));
  REQUIRE(desk.until_shows("moving_takes"));
  CHECK(desk.driver->widget("moving_takes").value == "None");
  REQUIRE(take(desk, "moving_takes", clinic.spanish));
  REQUIRE(desk.until_shows("session_free"));  // at its own time
  REQUIRE(take(desk, "moving_takes", clinic.kit));
  type_over(*desk.driver, "moving_time", "4 pm");
  REQUIRE(
      desk.until_says("Test kit is taken from 4:00 PM to 4:50 PM (Case management, A. Reyes)."));
  REQUIRE(take(desk, "moving_takes", clinic.kit));
  REQUIRE(desk.until_shows("session_free"));
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "the room is painted");
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_gone("moving_sheet"));
  const auto now = clinic.session(meeting);
  CHECK(now.card.meeting.start == clinic.today_at(16));
  CHECK(now.card.meeting.resources == std::vector{clinic.spanish});
  for (const auto& row : now.places) CHECK(row.flags.empty());
  REQUIRE(desk.until_shows("panel_takes_0"));
  CHECK(desk.driver->widget("panel_takes_0").value == "Interpreter: R. Vega");
}

TEST_CASE("a session is given an interpreter at the time that it has") {
  EquippedGroups clinic;
  const auto meeting = clinic.meets();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("meeting_" + meeting.text()));
  REQUIRE(desk.press("meeting_move"));
  REQUIRE(desk.until_shows("moving_takes"));
  REQUIRE(take(desk, "moving_takes", clinic.spanish));
  REQUIRE(scroll_down_to(desk, "moving_sheet_body", "reason"));
  desk.driver->type("reason", "for Ana");
  REQUIRE(desk.press("moving_do"));
  REQUIRE(desk.until_gone("moving_sheet"));
  const auto now = clinic.session(meeting);
  CHECK(now.card.meeting.start == clinic.today_at(14));
  CHECK(now.card.resources.at(0).name == "R. Vega");
  CHECK(now.history.back().resources.at(0).name == "R. Vega");
}

TEST_CASE("a family's session is booked with an interpreter, and everybody's visit says so") {
  EquippedGroups clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("groups"));
  REQUIRE(desk.press("book_together"));
  REQUIRE(find_and_take(desk, "together_add", "Petrov"));
  REQUIRE(find_and_take(desk, "together_add", "Haddad"));
  REQUIRE(choose_in(desk, "together_service", 0));
  REQUIRE(choose_in(desk, "leader", 1));
  REQUIRE(scroll_down_to(desk, "together_sheet_body", "together_takes"));
  REQUIRE(take(desk, "together_takes", clinic.spanish));
  CHECK(desk.driver->widget("together_takes").value == "R. Vega");
  REQUIRE(scroll_down_to(desk, "together_sheet_body", "together_time"));
  desk.driver->type("together_time", "3 pm");
  REQUIRE(desk.until([&] { return desk.driver->widget("together_do").enabled; }));
  REQUIRE(desk.press("together_do"));
  REQUIRE(desk.until_says("The session is booked:"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 2);
  for (const auto& row : rows) {
    CHECK(row.resources.at(0).name == "R. Vega");
    CHECK(row.flags.empty());
  }
  REQUIRE(desk.until_shows("panel_takes_0"));
  REQUIRE(desk.choose(rows[0].appointment.id));
  REQUIRE(desk.until_shows("panel_visit"));
  CHECK(desk.driver->widget("panel_takes_0").value == "Interpreter: R. Vega");
}

TEST_CASE("why a session of a group that ended is not held after all is said") {
  EquippedGroups clinic;
  const auto meeting = clinic.meets();
  clinic.other_desk->must(api::appointments::cancel_meeting, {meeting, 1, "L. Brandt is ill"});
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("meeting_" + meeting.text()));
  REQUIRE(desk.press("meeting_restore"));
  REQUIRE(desk.until_shows("restoring_sheet"));
  clinic.group.retired = true;
  clinic.group.made.reset();
  clinic.other_desk->must(api::groups::set_group, clinic.group);
  desk.driver->type("reason", "well again");
  REQUIRE(desk.press("restoring_do"));
  REQUIRE(desk.until_says("Its group does not meet any more on that day."));
  CHECK(desk.driver->shows("restoring_sheet"));
}

}  // namespace
}  // namespace alcove::tests
