// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"

// A clinician's visits as a file for a calendar, saved at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

bool open_brandt(DeskTerminal& desk, const StaffId& brandt) {
  const std::string row = "whose_" + brandt.text();
  return desk.press("hours") && desk.until_shows(row) && desk.press(row) &&
         desk.until_says("Time off");
}

TEST_CASE("a clinician's calendar is saved as a file that names nobody") {
  DeskClinic clinic;
  clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(16), clinic.room_2);
  std::string name_of_it;
  std::string saved;
  DeskTerminal desk(clinic, std::nullopt,
                    {.print = [](ByteView) -> Result<void> { return {}; },
                     .save = [&](const std::string& name, ByteView file) -> Result<std::string> {
                       name_of_it = name;
                       saved.assign(file.begin(), file.end());
                       return "/papers/" + name;
                     }});
  REQUIRE(open_brandt(desk, clinic.brandt));
  REQUIRE(desk.press("calendar_file"));
  REQUIRE(desk.press("calendar_save"));
  REQUIRE(desk.until_says("1 visit is in this file: /papers/calendar-"));
  CHECK(name_of_it.ends_with(clinic.brandt.text() + ".ics"));
  CHECK(saved.starts_with("BEGIN:VCALENDAR\r\n"));
  CHECK(saved.find("SUMMARY:L. M.\r\n") != std::string::npos);
  CHECK(saved.find("Morales") == std::string::npos);
  desk.driver->click("calendar_weeks");
  REQUIRE(desk.until_gone("calendar_saved"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("calendar_sheet"));
  CHECK(desk.driver->shows("hours_back"));
}

TEST_CASE("a terminal that cannot save files offers no calendar") {
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_brandt(desk, clinic.brandt));
  CHECK_FALSE(desk.driver->shows("calendar_file"));
}

}  // namespace
}  // namespace alcove::tests
