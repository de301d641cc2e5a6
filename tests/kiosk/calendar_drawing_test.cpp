// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/kiosk/support/calendar_on_screen.h"

// Free time in the desk's calendar is drawn over, with a mouse, a finger and the keys.

namespace alcove::tests {
namespace {

using What = GridIntent::What;

TEST_CASE("drawn over with the mouse, a free time is booked from one end to the other") {
  Calendar at(2);
  const ui::Point before = at.below_top("cell_1_690");
  at.press_with_mouse(at.below_top("cell_1_720"));
  CHECK_FALSE(at.driver.shows("grid_drawn"));
  at.driver.move_to(at.below_top("cell_1_750"));
  CHECK(at.drawn() == "12:00 PM to 12:45 PM, 45 min");
  CHECK(at.driver.shows_text("12:00 PM to 12:45 PM"));
  CHECK(at.driver.shows_text("45 min"));
  at.driver.move_to(before);  // and back over where it began
  CHECK(at.drawn() == "11:30 to 12:15 PM, 45 min");
  CHECK(at.last.what == What::kNone);
  at.driver.release_at(before);
  REQUIRE(at.last.what == What::kBook);
  CHECK(at.last.place.start == wall(11, 30));
  CHECK(at.last.place.minutes == 45);
  CHECK(at.last.place.clinician == id_of<StaffId>(2));
  CHECK(at.last.cell == "cell_1_720");
  CHECK_FALSE(at.driver.shows("grid_drawn"));
  // Pressed, it is as long as such a visit is.
  at.driver.click("cell_1_720");
  CHECK(at.last.place.start == wall(12, 0));
  CHECK(at.last.place.minutes == std::nullopt);
}

TEST_CASE("what is drawn ends at the next visit, and is let go with Escape") {
  Calendar at(2);
  at.press_with_mouse(at.below_top("cell_0_570"));
  at.driver.move_to(at.below_top("cell_0_690"));  // the visit is at 10:30
  CHECK(at.drawn() == "9:30 to 10:30, 60 min");
  at.driver.key(ui::Key::kEscape);
  CHECK_FALSE(at.driver.shows("grid_drawn"));
  at.driver.release_at(at.below_top("cell_0_690"));
  CHECK(at.last.what == What::kNone);
  // Let go outside of the calendar it comes to nothing too.
  at.press_with_mouse(at.below_top("cell_0_570"));
  at.driver.move_to(at.below_top("cell_0_600"));
  REQUIRE(at.driver.shows("grid_drawn"));
  at.driver.release_at(at.middle_of("search"));
  CHECK(at.last.what == What::kNone);
  CHECK_FALSE(at.driver.shows("grid_drawn"));
}

TEST_CASE("a finger that moves on at once scrolls the calendar, and one that has rested draws") {
  Calendar at(2);
  const std::string before = at.driver.widget("grid_body").value;
  const ui::Point begin = at.below_top("cell_1_720");
  at.driver.drag({begin, {begin.x, begin.y - 30}, {begin.x, begin.y - 90}});
  CHECK(at.driver.widget("grid_body").value != before);
  CHECK(at.last.what == What::kNone);

  const std::string scrolled = at.driver.widget("grid_body").value;
  const ui::Point end = at.below_top("cell_1_750");
  at.driver.press_at(at.below_top("cell_1_720"));
  at.driver.wait_ms(300);
  at.driver.move_to(end);
  CHECK(at.drawn() == "12:00 PM to 12:45 PM, 45 min");
  at.driver.release_at(end);
  CHECK(at.driver.widget("grid_body").value == scrolled);
  CHECK(at.last.place.minutes == 45);
}

TEST_CASE("Shift and the arrows draw over a free time, Enter books it and Escape lets go") {
  Calendar at(2);
  at.driver.ui().focus("cell_1_720");
  at.driver.key(ui::Key::kDown, true);
  CHECK(at.drawn() == "12:00 PM to 12:45 PM, 45 min");
  CHECK(at.driver.shows_text("Enter books it"));
  at.driver.key(ui::Key::kUp, true);
  at.driver.key(ui::Key::kUp, true);
  CHECK(at.drawn() == "11:45 to 12:30 PM, 45 min");
  CHECK(at.driver.widget("cell_1_720").focused);
  at.driver.key(ui::Key::kEscape);
  CHECK_FALSE(at.driver.shows("grid_drawn"));
  CHECK(at.driver.widget("cell_1_720").focused);
  CHECK(at.last.what == What::kNone);
  // An arrow alone goes on, and nothing is drawn any more.
  at.driver.key(ui::Key::kDown, true);
  at.driver.key(ui::Key::kDown);
  CHECK_FALSE(at.driver.shows("grid_drawn"));
  CHECK(at.driver.widget("cell_1_750").focused);
  at.driver.key(ui::Key::kDown, true);
  at.driver.key(ui::Key::kDown, true);
  at.driver.key(ui::Key::kEnter);
  REQUIRE(at.last.what == What::kBook);
  CHECK(at.last.place.start == wall(12, 30));
  CHECK(at.last.place.minutes == 60);
  CHECK(at.last.cell == "cell_1_750");
}

TEST_CASE("at the end of the free time no key draws further, and the way back is not longer") {
  Calendar at(2);
  at.driver.ui().focus("cell_0_570");
  for (int i = 0; i < 8; ++i) at.driver.key(ui::Key::kDown, true);
  CHECK(at.drawn() == "9:30 to 10:30, 60 min");
  at.driver.key(ui::Key::kUp, true);
  CHECK(at.drawn() == "9:30 to 10:15, 45 min");
}

TEST_CASE("what is drawn in a room is booked into it") {
  Calendar at(2);
  at.model.grid.rooms = {{id_of<RoomId>(1), "Room 1", false}, {id_of<RoomId>(2), "Room 2", false}};
  at.driver.click("grid_rooms");
  const ui::Point end = at.below_top("cell_1_750");
  at.press_with_mouse(at.below_top("cell_1_720"));
  at.driver.move_to(end);
  at.driver.release_at(end);
  REQUIRE(at.last.what == What::kBook);
  CHECK(at.last.place.room == id_of<RoomId>(2));
  CHECK(at.last.place.clinician == std::nullopt);
  CHECK(at.last.place.minutes == 45);
}

TEST_CASE("while the box is away nothing is drawn") {
  Calendar at(2);
  at.model.connection.there = false;
  at.driver.turn();
  at.press_with_mouse(at.below_top("cell_1_720"));
  at.driver.move_to(at.below_top("cell_1_750"));
  CHECK_FALSE(at.driver.shows("grid_drawn"));
}

}  // namespace
}  // namespace alcove::tests
