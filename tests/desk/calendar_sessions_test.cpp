// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/groups_clinic.h"

// Sessions of several in the desk's calendar, against the server as it runs. It is about noon
// there.

namespace alcove::tests {
namespace {

api::groups::MeetingId book_session(GroupsClinic& clinic, const Group& group, LocalDateTime start) {
  return clinic.other_desk
      ->must(api::groups::book_session, {.group = group.id,
                                         .meeting = clinic.new_id<api::groups::MeetingId>(),
                                         .start = start,
                                         .minutes = 60,
                                         .room = clinic.room_2,
                                         .clinicians = {}})
      .meeting.id;
}

bool scrolled_to(DeskTerminal& desk, const std::string& block) {
  return desk.until([&] {
    if (desk.driver->shows("grid_body")) desk.driver->wheel("grid_body", -30);
    return desk.driver->shows(block);
  });
}

TEST_CASE("a session to which nobody belongs yet stands in the calendar, and opens to be moved") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  const std::string block = "meeting_" + book_session(clinic, group, clinic.today_at(14)).text();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("calendar"));
  REQUIRE(desk.until_shows("grid_body"));
  const std::string way = GENERATE("grid_day", "grid_rooms", "grid_week");
  INFO(way);
  REQUIRE(desk.press(way));
  if (way == "grid_week") {
    REQUIRE(desk.press("grid_whose"));
    REQUIRE(desk.press("grid_choice_1"));  // L. Brandt
  }
  REQUIRE(scrolled_to(desk, block));
  CHECK(desk.until_says("0 of 8 places"));
  REQUIRE(desk.press(block));
  REQUIRE(desk.until_shows("meeting_move"));
  // Who joins is counted there at once; beside the panel the days of a week have no room for it.
  clinic.join(group, clinic.add_client("Ana", "Petrov"));
  CHECK((way == "grid_week" || desk.until_says("1 of 8 places")));
}

TEST_CASE("a session of another day of the week opens on its day") {
  GroupsClinic clinic;
  const Group group = clinic.add_group("Skills", 8);
  const LocalDateTime start = clinic.today_at(14) + std::chrono::days(1);
  const std::string block = "meeting_" + book_session(clinic, group, start).text();
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("calendar"));
  // Of a Sunday the next day is in another week, which is gone to with its day.
  if (clinic.weekday_today() == 7) REQUIRE(desk.press("day_after"));
  REQUIRE(desk.press("grid_week"));
  REQUIRE(desk.press("grid_whose"));
  REQUIRE(desk.press("grid_choice_1"));
  REQUIRE(scrolled_to(desk, block));
  REQUIRE(desk.press(block));
  REQUIRE(desk.until_shows("meeting_move"));
}

}  // namespace
}  // namespace alcove::tests
