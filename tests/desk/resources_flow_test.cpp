// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/equipped_clinic.h"

// Interpreters and equipment that are booked with a visit, against the server as it runs. It is
// about noon there.

namespace alcove::tests {
namespace {

TEST_CASE("an interpreter is booked with the visit, and nobody is asked for one any more") {
  EquippedClinic clinic;
  clinic.lucia();
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(until_notice(desk, "book_interpreter", "Interpreter needed: Spanish."));
  CHECK(desk.driver->widget("book_takes").value == "None");
  scroll_to(desk, "book_takes");
  REQUIRE(desk.press("book_takes"));
  REQUIRE(desk.until_shows(tick(clinic.spanish)));
  // Who speaks the client's language stands first, equipment last.
  const auto top = [&](const things::ResourceId& id) {
    return desk.driver->widget(tick(id)).rect.y;
  };
  CHECK(top(clinic.spanish) < top(clinic.korean));
  CHECK(top(clinic.korean) < top(clinic.kit));
  REQUIRE(desk.press(tick(clinic.spanish)));
  REQUIRE(desk.press(tick(clinic.kit)));
  REQUIRE(desk.press("takes_done"));
  REQUIRE(desk.until_gone("takes_sheet"));
  CHECK(desk.driver->widget("book_takes").value == "R. Vega, Test kit");
  REQUIRE(desk.until(
      [&] { return desk.driver->shows("book_free") && !desk.driver->shows("book_interpreter"); }));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto row = rows_today(clinic).at(0);
  CHECK(row.appointment.resources == std::vector{clinic.spanish, clinic.kit});
  CHECK(row.flags.empty());
  REQUIRE(desk.choose(row.appointment.id));
  REQUIRE(desk.until_shows("panel_takes_1"));
  CHECK(desk.driver->widget("panel_takes_0").value == "Interpreter: R. Vega");
  CHECK(desk.driver->widget("panel_takes_1").value == "Equipment: Test kit");
}

TEST_CASE("one that is in another visit then is named with its time, and nothing is booked") {
  EquippedClinic clinic;
  clinic.add_client("Lucía", "Morales");
  clinic.other_with(clinic.kit, 14);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2:30 pm");
  REQUIRE(take(desk, clinic.kit));
  REQUIRE(until_notice(desk, "book_taken",
                       "Test kit is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  type_over(*desk.driver, "book_time", "2:50 pm");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(rows_today(clinic).size() == 2);
}

TEST_CASE("when another desk was faster it is said who has it, and the sheet stays") {
  EquippedClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(take(desk, clinic.spanish));
  REQUIRE(desk.until([&] { return desk.driver->widget("book_do").enabled; }));
  clinic.other_with(clinic.spanish, 14);
  desk.driver->click("book_do");
  REQUIRE(until_notice(desk, "book_taken",
                       "R. Vega is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  CHECK(desk.driver->shows("book_sheet"));
  CHECK(rows_today(clinic).size() == 1);
}

TEST_CASE("one that was retired meanwhile is named, and taken off the visit") {
  EquippedClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(take(desk, clinic.kit));
  clinic.office.must(things::set, {.id = clinic.kit,
                                   .base_revision = 1,
                                   .kind = things::ResourceKind::kEquipment,
                                   .name = "Test kit",
                                   .languages = {},
                                   .retired = true});
  REQUIRE(until_notice(desk, "book_taken", "Test kit is not in use any more."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  REQUIRE(take(desk, clinic.kit));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(rows_today(clinic).at(0).appointment.resources.empty());
}

TEST_CASE("what a visit takes is changed at its time, and the history says so") {
  EquippedClinic clinic;
  const AppointmentId visit = clinic.book(clinic.lucia(), clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until_says("Interpreter: Spanish"));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_says("Nothing is changed yet."));
  REQUIRE(take(desk, clinic.spanish));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(clinic.look(visit).row.resources.at(0).name == "R. Vega");
  CHECK_FALSE(clinic.look(visit).row.appointment.moved_to.has_value());
  REQUIRE(desk.until_says("Interpreter: R. Vega"));
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("Interpreter: Spanish"); }));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_takes"));
  CHECK(desk.driver->widget("book_takes").value == "R. Vega");
  REQUIRE(take(desk, clinic.spanish));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.press("history"));
  REQUIRE(desk.until_says("Another interpreter or other equipment"));
  CHECK(desk.driver->shows_text("Interpreter: R. Vega"));
  CHECK(desk.driver->shows_text("No interpreter and no equipment"));
}

TEST_CASE("a visit moved to another time takes along what it had") {
  EquippedClinic clinic;
  const AppointmentId visit = clinic.other_with(clinic.kit, 14);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_takes"));
  CHECK(desk.driver->widget("book_takes").value == "Test kit");
  type_over(*desk.driver, "book_time", "2:30 pm");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto moved = clinic.look(visit).row.appointment.moved_to;
  REQUIRE(moved.has_value());
  CHECK(clinic.look(*moved).row.appointment.resources == std::vector{clinic.kit});
}

TEST_CASE("a visit that is brought back is refused while another has what it took, by name") {
  EquippedClinic clinic;
  const AppointmentId visit = clinic.other_with(clinic.kit, 15);
  clinic.other_desk->must(api::appointments::cancel, {.appointment = visit,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClinic,
                                                      .reason = "ill"});
  clinic.other_desk->must(api::appointments::book, {.appointment = clinic.new_id<AppointmentId>(),
                                                    .client = clinic.add_client("Lucía", "Morales"),
                                                    .clinician = clinic.brandt,
                                                    .room = clinic.room_2,
                                                    .service = clinic.service,
                                                    .start = clinic.today_at(15),
                                                    .minutes = 50,
                                                    .resources = std::vector{clinic.kit}});
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("undo"));
  REQUIRE(desk.until_shows("undo_sheet"));
  REQUIRE(desk.press("quick_0"));
  REQUIRE(desk.press("undo_do"));
  REQUIRE(until_notice(desk, "undo_against",
                       "Test kit is taken from 3:00 PM to 3:50 PM (Case management, L. Brandt)."));
}

TEST_CASE("a clinic that has neither is offered neither") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(desk.until_shows("book_free"));
  CHECK_FALSE(desk.driver->shows("book_takes"));
}

}  // namespace
}  // namespace alcove::tests
