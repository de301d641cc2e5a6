// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"
#include "tests/desk/calendar_at_desk.h"
#include "tests/desk/working_clinic.h"

// Free time of the calendar that is drawn over, and where the focus is after a search from it,
// against the server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

using rules::SlotType;

TEST_CASE("what is drawn in the calendar is booked as long as it was drawn") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows("cell_1_870"));
  REQUIRE(desk.until_shows("cell_1_900"));
  const ui::Rect from = desk.driver->widget("cell_1_870").rect;
  const ui::Rect to = desk.driver->widget("cell_1_900").rect;
  desk.driver->move_to({from.center().x, from.y + 4});
  desk.driver->wait_ms(100);
  desk.driver->press_at({from.center().x, from.y + 4});
  desk.driver->move_to({to.center().x, to.y + 4});
  REQUIRE(desk.driver->shows("grid_drawn"));
  desk.driver->release_at({to.center().x, to.y + 4});
  REQUIRE(desk.until_shows("find_text"));
  desk.driver->type("morales");
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("book_sheet"));
  REQUIRE(choose_first_service(desk));  // of 30 minutes
  CHECK(desk.driver->widget("book_clinician").value == "L. Brandt");
  CHECK(desk.driver->widget("book_time").value == "2:30 PM");
  CHECK(desk.driver->widget("book_minutes").value == "45");
  REQUIRE(desk.until_says(", 2:30 PM: everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.start == clinic.today_at(14, 30));
  CHECK(rows[0].appointment.minutes == 45);
  // The next one that is not drawn is as long as its service.
  REQUIRE(desk.until_shows("panel_back"));
  REQUIRE(desk.press("panel_back"));
  REQUIRE(pick(desk, "book", "morales"));
  CHECK(desk.driver->widget("book_minutes").value == "30");
}

TEST_CASE("back from a search that came to nothing the focus is on the free time again") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  // One was chosen before: it does not take the focus.
  desk.driver->click(card(visit));
  REQUIRE(desk.until_state("Scheduled"));
  REQUIRE(desk.press("panel_back"));
  REQUIRE(desk.until_shows("cell_1_930"));
  const bool from_booking = GENERATE(false, true);
  INFO(from_booking);
  desk.driver->ui().focus("cell_1_930");
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("find_text"));
  if (from_booking) {
    desk.driver->type("petrov");
    REQUIRE(desk.until_shows("hit_0"));
    desk.driver->key(ui::Key::kEnter);
    REQUIRE(desk.until_shows("book_sheet"));
  }
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone(from_booking ? "book_sheet" : "find_text"));
  CHECK(desk.until([&] { return desk.driver->widget("cell_1_930").focused; }));
  desk.driver->key(ui::Key::kUp);  // and the arrows go on from there
  CHECK(desk.driver->widget("cell_1_900").focused);
}

}  // namespace
}  // namespace alcove::tests
