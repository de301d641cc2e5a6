// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/day_close.h"
#include "tests/desk/booking_sheet.h"

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

  REQUIRE(desk.press("close_day"));
  REQUIRE(desk.until_shows("day_closed"));
  type_over(*desk.driver, "day_close_reason", "she came after all");
  REQUIRE(desk.press("day_reopen_do"));
  REQUIRE(desk.until_says("The day is open again."));
  CHECK_FALSE(look(clinic).closing.closed);
  CHECK(look(clinic).closing.revision == 2);
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
