// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/staff_languages.h"
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

TEST_CASE(
    "first free looks for the language of the client's record by itself, and books who comes") {
  SearchedClinic clinic(true);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  // Neither is said to speak Spanish, and until ten to three R. Vega is with A. Reyes.
  REQUIRE(finds_first(desk, "2:50 PM L. Brandt, Room 2, interpreter: R. Vega"));
  CHECK(desk.driver->widget("first_free_language").value == "Spanish");
  CHECK(desk.driver->widget("speaks_either").selected);
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

TEST_CASE("the wish for a language is one, and is taken back or given to clinicians alone") {
  SearchedClinic clinic(true);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(finds_first(desk, "2:50 PM"));
  desk.driver->click("first_free_language");
  REQUIRE(desk.until_shows("first_free_choice_1"));
  CHECK(desk.driver->widget("first_free_choice_0").value == "No matter");
  // That of the record stands before the others.
  CHECK(desk.driver->widget("first_free_choice_1").value == "Spanish");
  CHECK(desk.driver->widget("first_free_choice_2").value == "English");
  desk.driver->click("first_free_choice_0");
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt, Room 2"));
  CHECK_FALSE(desk.driver->shows("speaks_either"));
  desk.driver->click("first_free_language");
  REQUIRE(desk.press("first_free_choice_1"));
  REQUIRE(finds_first(desk, "2:50 PM"));
  desk.driver->click("speaks_clinician");
  REQUIRE(desk.until_says("Nobody is listed as speaking Spanish."));
  clinic.office.must(api::administration::set_languages, {clinic.brandt, {Spoken::kSpanish}});
  desk.driver->click("speaks_either");
  REQUIRE(desk.until([&] {
    return desk.driver->shows("opening_0") &&
           desk.driver->widget("opening_0").value.ends_with("2:00 PM L. Brandt, Room 2");
  }));
}

TEST_CASE("what is chosen for the visit restricts the free times, until it is taken off there") {
  SearchedClinic clinic(false);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(take(desk, clinic.kit));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_shows("speaks_either"));
  desk.driver->click("first_free_language");
  REQUIRE(desk.press("first_free_choice_0"));  // no matter
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

TEST_CASE("a language that leaves no time is named, and one press looks without it") {
  SearchedClinic clinic(false);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_shows("speaks_clinician"));
  desk.driver->click("speaks_clinician");  // nobody does
  REQUIRE(desk.until_shows("look_without"));
  CHECK(desk.driver->shows_text("What leaves no time is the language (Spanish)"));
  CHECK(desk.driver->widget("look_without").value == "Look without the language (Spanish)");
  desk.driver->click("look_without");
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt, Room 2"));
  CHECK(desk.driver->widget("first_free_language").value == "No matter");
  CHECK_FALSE(desk.driver->shows("look_without"));
}

// L. Brandt works today from two to three and on no other day; the kit is with A. Reyes then.
struct OneHourClinic : EquippedClinic {
  OneHourClinic() {
    lucia();
    other_with(kit, 14);
    other_desk->must(
        api::availability::set_hours,
        {.id = new_id<api::availability::HoursId>(),
         .clinician = brandt,
         .from = date_of(today_at(0)),
         .until = date_of(today_at(0)),
         .blocks = {{.weekday = weekday(), .start_minute = 14 * 60, .end_minute = 15 * 60}}});
  }
  std::int64_t weekday() {
    return static_cast<std::int64_t>(
        std::chrono::weekday(std::chrono::sys_days(date_of(today_at(0)))).iso_encoding());
  }
};

bool looks_without(DeskTerminal& desk, const std::string& words) {
  return desk.until([&] {
    return desk.driver->shows("look_without") && desk.driver->widget("look_without").value == words;
  });
}

// Who is put down for Spanish in the record, with the kit.
bool look_with_kit(DeskTerminal& desk, const OneHourClinic& clinic) {
  return pick(desk, "book", "morales") && take(desk, clinic.kit) && desk.press("book_first_free") &&
         desk.until_shows("speaks_either");
}

TEST_CASE("equipment that leaves no time is named, and one press looks without it") {
  OneHourClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(look_with_kit(desk, clinic));
  // Somebody interprets then: it is for the kit alone, and the language stays.
  REQUIRE(looks_without(desk, "Look without Test kit"));
  CHECK(desk.driver->shows_text("What leaves no time is Test kit"));
  desk.driver->click("look_without");
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt, Room 2, interpreter: R. Vega"));
  CHECK(desk.driver->widget("first_free_language").value == "Spanish");
  CHECK(desk.driver->widget("first_free_takes").value == "None");
  CHECK_FALSE(desk.driver->shows("look_without"));
}

TEST_CASE("language and equipment of which each leaves no time are named together") {
  OneHourClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(look_with_kit(desk, clinic));
  desk.driver->click("speaks_clinician");  // nobody does
  REQUIRE(looks_without(desk, "Look without the language (Spanish), Test kit"));
  desk.driver->click("look_without");
  REQUIRE(finds_first(desk, "2:00 PM L. Brandt, Room 2"));
  CHECK(desk.driver->widget("first_free_language").value == "No matter");
  CHECK(desk.driver->widget("first_free_takes").value == "None");
  CHECK_FALSE(desk.driver->shows("look_without"));
}

TEST_CASE("nothing is free for another reason than the language: nothing is offered without it") {
  EquippedClinic clinic;
  clinic.lucia();  // nobody's hours are known
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_says("Nobody's hours are known yet"));
  for (int i = 0; i < 20; ++i) desk.until([] { return true; });
  CHECK_FALSE(desk.driver->shows("look_without"));
}

TEST_CASE("where nobody interprets into the language any more the sheet says so") {
  SearchedClinic clinic(false);
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_shows("first_free_language"));
  clinic.office.must(things::set, {.id = clinic.korean,
                                   .base_revision = 1,
                                   .kind = things::ResourceKind::kInterpreter,
                                   .name = "A. Kim",
                                   .languages = {Spoken::kKorean},
                                   .retired = true});
  desk.driver->click("first_free_language");
  REQUIRE(desk.until_shows("first_free_choice_7"));
  CHECK(desk.driver->widget("first_free_choice_7").value == "Korean");
  desk.driver->click("first_free_choice_7");
  desk.driver->click("speaks_interpreter");
  REQUIRE(desk.until_says("Nobody else interprets into Korean."));
  CHECK_FALSE(desk.driver->shows("opening_0"));
}

}  // namespace
}  // namespace alcove::tests
