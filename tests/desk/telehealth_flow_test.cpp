// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"

// Visits by video and telephone at the desk, against the server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

using api::appointments::Modality;
using State = rules::AppointmentState;

bool meet(DeskTerminal& desk, const std::string& how) {
  return choose_in(desk, "book_where", how);
}

TEST_CASE("a visit is booked by video, arrives at the desk and begins without a room") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(meet(desk, "By video"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto visit = rows_today(clinic).at(0).appointment;
  CHECK(visit.modality == Modality::kVideo);
  REQUIRE(desk.choose(visit.id));
  REQUIRE(desk.until_shows("panel_modality"));
  CHECK(desk.driver->widget("panel_modality").value == "By video");
  REQUIRE(desk.press("next_step"));
  REQUIRE(
      desk.until([&] { return clinic.look(visit.id).row.appointment.state == State::kArrived; }));
  REQUIRE(desk.until_state("Arrived"));
  REQUIRE(desk.press("next_step"));
  REQUIRE(
      desk.until([&] { return clinic.look(visit.id).row.appointment.state == State::kInSession; }));
}

TEST_CASE("a visit at its time becomes one by telephone, and the history says so") {
  DeskClinic clinic;
  const AppointmentId visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_where"));
  REQUIRE(meet(desk, "By telephone"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto now = clinic.look(visit);
  CHECK(now.row.appointment.modality == Modality::kPhone);
  CHECK(now.history.back().modality == Modality::kPhone);
  CHECK_FALSE(now.row.appointment.moved_to.has_value());
  REQUIRE(desk.until_shows("panel_modality"));

  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_says("Nothing is changed yet."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  REQUIRE(meet(desk, "In the clinic"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.until_gone("panel_modality"));
  REQUIRE(desk.press("history"));
  REQUIRE(desk.until_says("Another way to meet"));
  CHECK(desk.driver->shows_text("By telephone"));
  CHECK(desk.driver->shows_text("In the clinic"));
  CHECK_FALSE(desk.driver->shows_text("Another clinician or room"));
}

TEST_CASE("visits that repeat are said to be in the clinic, and no other way is offered") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  CHECK(desk.driver->shows("book_where"));
  desk.driver->click("series_weekly");
  REQUIRE(desk.until_says("Visits that repeat are booked in the clinic."));
  CHECK_FALSE(desk.driver->shows("book_where"));
}

}  // namespace
}  // namespace alcove::tests
