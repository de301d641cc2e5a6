// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/equipped_clinic.h"

// The first free time for a visit that takes an interpreter or equipment, against the server as it
// runs. It is about noon there.

namespace alcove::tests {
namespace {

bool finds_first(DeskTerminal& desk, const std::string& words) {
  return desk.until([&] {
    return desk.driver->shows("opening_0") &&
           desk.driver->widget("opening_0").value.find(words) != std::string::npos;
  });
}

// L. Brandt works from two to five; A. Reyes has somebody from two to ten to three.
struct SearchedClinic : EquippedClinic {
  explicit SearchedClinic(bool with_spanish) {
    works({{14, 17, rules::SlotType::kTherapy}});
    lucia();
    other_with(with_spanish ? spanish : kit, 14);
  }
};

TEST_CASE("an interpreter is found with the first free time, and comes to the visit") {
  SearchedClinic clinic(true);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2 pm");
  REQUIRE(until_notice(desk, "book_interpreter", "Interpreter needed: Spanish."));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt, Room 2"));
  CHECK(desk.driver->widget("first_free_interpreter").value == "Nobody asked for");
  desk.driver->click("first_free_interpreter");
  REQUIRE(desk.until_shows("first_free_choice_2"));
  // The language that is needed stands first.
  CHECK(desk.driver->widget("first_free_choice_1").value == "Spanish");
  CHECK(desk.driver->widget("first_free_choice_2").value == "Korean");
  CHECK_FALSE(desk.driver->shows("first_free_choice_3"));
  desk.driver->click("first_free_choice_1");
  REQUIRE(finds_first(desk, "2:50 PM L. Brandt, Room 2, interpreter: R. Vega"));
  desk.driver->click("opening_0");
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->widget("book_takes").value == "R. Vega");
  REQUIRE(desk.until_says(", 2:50 PM: everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].appointment.start == clinic.today_at(14, 50));
  CHECK(rows[1].appointment.resources == std::vector{clinic.spanish});
}

TEST_CASE("what is chosen for the visit restricts the free times, until it is taken off there") {
  SearchedClinic clinic(false);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(take(desk, clinic.kit));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(finds_first(desk, "2:50 PM L. Brandt"));
  CHECK(desk.driver->widget("first_free_takes").value == "Test kit");
  REQUIRE(desk.press("first_free_takes"));
  REQUIRE(desk.press(tick(clinic.kit)));
  REQUIRE(desk.press("takes_done"));
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt"));
  desk.driver->click("opening_0");
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->widget("book_takes").value == "None");
}

TEST_CASE("where nobody interprets into the language any more the sheet says so") {
  SearchedClinic clinic(false);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_shows("opening_0"));
  clinic.office.must(things::set, {.id = clinic.korean,
                                   .base_revision = 1,
                                   .kind = things::ResourceKind::kInterpreter,
                                   .name = "A. Kim",
                                   .languages = {Spoken::kKorean},
                                   .retired = true});
  desk.driver->click("first_free_interpreter");
  REQUIRE(desk.until_shows("first_free_choice_2"));
  desk.driver->click("first_free_choice_2");
  REQUIRE(desk.until_says("Nobody else interprets into Korean."));
  CHECK_FALSE(desk.driver->shows("opening_0"));
}

}  // namespace
}  // namespace alcove::tests
