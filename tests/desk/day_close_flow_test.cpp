// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/day_close.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// Closing the day at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

api::day_close::LookReply look(DeskClinic& clinic) {
  return clinic.other_desk->must(api::day_close::look, {});
}

TEST_CASE("a day with something open is closed with a reason, and opened again") {
  DeskClinic clinic;
  const AppointmentId visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(9), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("close_day"));
  REQUIRE(desk.until_says("1 thing is still open."));
  CHECK(desk.driver->shows("open_" + visit.text()));
  CHECK_FALSE(desk.driver->widget("day_close_do").enabled);
  type_over(*desk.driver, "day_close_reason", "nobody answers the phone");
  REQUIRE(desk.press("day_close_do"));
  REQUIRE(desk.until_says("The day is closed."));
  CHECK(look(clinic).closing.closed);
  CHECK(look(clinic).closing.left_open == 1);

  // The day itself says so, in every view, and its button opens it again.
  for (const char* view : {"flow", "calendar", "by_clinician", "by_time"}) {
    INFO(view);
    desk.driver->click(view);
    REQUIRE(desk.until_shows("day_is_closed"));
    CHECK_THAT(desk.driver->widget("day_is_closed").value,
               Catch::StartsWith("This day is closed. Mia Ortiz, "));
    CHECK(desk.driver->widget("close_day").value == "Open the day again");
  }
  REQUIRE(desk.press("close_day"));
  REQUIRE(desk.until_shows("day_closed"));
  CHECK(desk.driver->shows_text("Still missing: Why it is opened again."));
  type_over(*desk.driver, "day_close_reason", "she came after all");
  REQUIRE(desk.press("day_reopen_do"));
  REQUIRE(desk.until_says("The day is open again."));
  CHECK_FALSE(look(clinic).closing.closed);
  CHECK(look(clinic).closing.revision == 2);
  REQUIRE(desk.until_gone("day_is_closed"));
  CHECK(desk.driver->widget("close_day").value == "Close the day");
}

TEST_CASE("a day on which the clinic is closed says why on its page") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  CHECK_FALSE(desk.driver->shows("clinic_is_closed"));
  clinic.closes_today();
  REQUIRE(desk.until_shows("clinic_is_closed"));
  CHECK(desk.driver->widget("clinic_is_closed").value == "The clinic is closed on this day: Snow.");
  desk.driver->click("day_after");
  REQUIRE(desk.until_gone("clinic_is_closed"));
}

TEST_CASE("what is open leads to the visit, and its outcome takes it off the list") {
  DeskClinic clinic;
  const AppointmentId visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(9), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("close_day"));
  REQUIRE(desk.until_shows("open_" + visit.text()));
  desk.driver->click("open_" + visit.text());
  REQUIRE(desk.until_gone("day_close_sheet"));
  REQUIRE(desk.press("mark_no_show"));
  REQUIRE(desk.until_state("No-show"));
  REQUIRE(desk.press("close_day"));
  REQUIRE(desk.until_says("Nothing is open. The day can be closed."));
  REQUIRE(desk.press("day_close_do"));
  REQUIRE(desk.until_says("The day is closed."));
  CHECK(look(clinic).closing.left_open == 0);
}

TEST_CASE("a day on which visits are still to come has no button to close it yet") {
  DeskClinic clinic;
  const AppointmentId visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(16), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_shows(desk.row(visit)));
  CHECK_FALSE(desk.driver->shows("close_day"));
  CHECK(desk.driver->shows("waitlist"));
}

}  // namespace
}  // namespace alcove::tests
