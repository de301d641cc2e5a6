// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/meeting_moving.h"
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

// Drags the top of the block to the top of the free time.
void drag_block(DeskTerminal& desk, const std::string& block, const std::string& cell) {
  const ui::Rect a = desk.driver->widget(block).visible_part;
  const ui::Rect b = desk.driver->widget(cell).visible_part;
  const ui::Point begin{a.center().x, a.y + 6};
  const ui::Point end{b.center().x, b.y + 8};
  desk.driver->drag({begin, {begin.x + 6, begin.y + 14}, end});
}

// With the sheet open: why, and it is sent.
bool move_for(DeskTerminal& desk, const std::string& why) {
  if (!desk.until_shows("session_free")) return false;
  scroll_to(desk, "reason", "moving_sheet_body");
  desk.driver->type("reason", why);
  return desk.press("moving_do");
}

struct MetInClinic : GroupsClinic {
  MetInClinic() : group(add_group("Skills", 8)) {
    join(group, add_client("Ana", "Petrov"));
    id = book_session(*this, group, today_at(13));
  }
  api::appointments::Meeting now() {
    return other_desk->must(api::appointments::open_meeting, {id}).card.meeting;
  }
  std::string block() const { return "meeting_" + id.text(); }

  Group group;
  api::groups::MeetingId id;
};

TEST_CASE(
    "a session is pulled to another time: why is asked, whom to tell is said, Undo brings it "
    "back") {
  MetInClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("calendar"));
  REQUIRE(scrolled_to(desk, clinic.block()));
  REQUIRE(desk.until_shows("cell_1_900"));
  drag_block(desk, clinic.block(), "cell_1_900");
  REQUIRE(desk.until_shows("moving_sheet"));
  CHECK(desk.driver->widget("moving_time").value == "3:00 PM");
  CHECK(clinic.now().start == clinic.today_at(13));
  REQUIRE(move_for(desk, "the heating"));
  REQUIRE(desk.until_says("Please tell 1 client of the new time:"));
  CHECK(clinic.now().start == clinic.today_at(15));
  CHECK(clinic.now().minutes == 60);
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_says("The session is moved to"));
  REQUIRE(desk.press("toast_action"));
  REQUIRE(desk.until([&] { return clinic.now().start == clinic.today_at(13); }));
  CHECK(clinic.now().clinicians.front().clinician == clinic.brandt);
}

TEST_CASE(
    "a session that is carried to somebody else's column is theirs; let go in the sheet it stays") {
  MetInClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("calendar"));
  REQUIRE(scrolled_to(desk, clinic.block()));
  desk.driver->ui().focus(clinic.block());
  desk.driver->type("m");
  REQUIRE(desk.driver->shows("grid_ghost"));
  desk.driver->key(ui::Key::kLeft);  // A. Reyes
  for (int i = 0; i < 4; ++i) desk.driver->key(ui::Key::kDown);
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("moving_sheet"));
  CHECK(desk.driver->widget("moving_time").value == "2:00 PM");
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("moving_sheet"));
  CHECK(clinic.now().start == clinic.today_at(13));
  CHECK(clinic.now().revision == 1);

  desk.driver->ui().focus(clinic.block());
  desk.driver->type("m");
  desk.driver->key(ui::Key::kLeft);
  for (int i = 0; i < 4; ++i) desk.driver->key(ui::Key::kDown);
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(move_for(desk, "Brandt is ill"));
  REQUIRE(desk.until([&] { return clinic.now().start == clinic.today_at(14); }));
  REQUIRE(clinic.now().clinicians.size() == 1);
  CHECK(clinic.now().clinicians.front().clinician == clinic.reyes);
}

TEST_CASE(
    "a session that is pulled onto the time of somebody who comes is not moved, and it is said") {
  MetInClinic clinic;
  clinic.book(clinic.other_desk->must(api::appointments::open_meeting, {clinic.id})
                  .places.front()
                  .appointment.client,
              clinic.today_at(15), clinic.room_4, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("calendar"));
  REQUIRE(scrolled_to(desk, clinic.block()));
  REQUIRE(desk.until_shows("cell_1_900"));
  drag_block(desk, clinic.block(), "cell_1_900");
  REQUIRE(desk.until_shows("session_taken"));
  CHECK(desk.driver->shows_text("Ana Petrov has another visit from 3:00"));
  CHECK_FALSE(desk.driver->widget("moving_do").enabled);
  CHECK(clinic.now().start == clinic.today_at(13));
}

}  // namespace
}  // namespace alcove::tests
