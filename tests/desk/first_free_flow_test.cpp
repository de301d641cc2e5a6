// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/text/dates.h"
#include "shared/api/staff_languages.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"
#include "tests/support/cable.h"

// Finding the first free time while a visit is booked, against the server as it runs. It is about
// noon there.

namespace alcove::tests {
namespace {

using rules::SlotType;

// What the row of an opening says.
std::string opening(DeskTerminal& desk, int index) {
  return desk.driver->widget("opening_" + std::to_string(index)).value;
}

bool open_first_free(DeskTerminal& desk, const std::string& who) {
  return pick(desk, "book", who) && desk.press("book_first_free") && desk.until_shows("first_free");
}

TEST_CASE("the first free time is found and booked with the keyboard alone") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  clinic.book(clinic.add_client("Thanh", "Nguyen", "1970-02-03"), clinic.today_at(14),
              clinic.room_2);  // 50 minutes
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_shows("opening_0"));
  CHECK(opening(desk, 0).find("2:50 PM L. Brandt, Room 2") != std::string::npos);
  CHECK(desk.driver->shows_text("1 clinician has no hours yet and is not among these."));
  REQUIRE(desk.until([&] { return desk.driver->widget("opening_0").focused; }));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->widget("book_time").value == "2:50 PM");
  CHECK(desk.driver->widget("book_clinician").value == "L. Brandt");
  CHECK(desk.driver->widget("book_room").value == "Room 2");
  REQUIRE(desk.until_says(", 2:50 PM: everything is free."));
  REQUIRE(desk.until([&] { return desk.driver->widget("book_do").focused; }));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].appointment.start == clinic.today_at(14, 50));
  CHECK(rows[1].room_name == "Room 2");
  // Nothing stood against it, so nothing was overridden.
  CHECK(clinic.look(rows[1].appointment.id).history.back().overridden.empty());
}

TEST_CASE("what is wanted narrows the times: a part of the day, days, somebody, a room") {
  WorkingClinic clinic;
  clinic.works({{9, 12, SlotType::kTherapy}, {14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_shows("opening_0"));
  desk.driver->click("part_morning");
  // It is past noon today: the morning is tomorrow's.
  const std::string tomorrow = text::weekday_and_date(
      text::Language::kEnglish, std::chrono::sys_days(clinic.today()) + std::chrono::days(1));
  REQUIRE(desk.until([&] {
    return desk.driver->shows("opening_0") &&
           opening(desk, 0).starts_with(tomorrow + " 9:00 L. Brandt");
  }));
  desk.driver->click("part_afternoon");
  REQUIRE(desk.until([&] {
    return desk.driver->shows("opening_0") && opening(desk, 0).find("2:00 PM") != std::string::npos;
  }));

  // Only on the weekday of the day after tomorrow.
  const std::chrono::sys_days later = std::chrono::sys_days(clinic.today()) + std::chrono::days(2);
  desk.driver->click("weekday_" + std::to_string(std::chrono::weekday(later).iso_encoding()));
  const std::string day = text::weekday_and_date(text::Language::kEnglish, later);
  REQUIRE(desk.until([&] {
    return desk.driver->ui().registry().find("opening_5") != nullptr &&
           opening(desk, 0).starts_with(day) && opening(desk, 5).starts_with(day);
  }));
  desk.driver->click("first_free_room");
  desk.driver->click("first_free_choice_0");  // without a room
  REQUIRE(desk.until([&] {
    return desk.driver->shows("opening_0") && opening(desk, 0).ends_with("2:00 PM L. Brandt");
  }));
  desk.driver->wheel("first_free_body", -100);
  REQUIRE(desk.press("first_free_more"));
  REQUIRE(desk.until([&] {
    const ui::Registry& seen = desk.driver->ui().registry();
    return seen.find("opening_19") != nullptr && seen.find("first_free_more") == nullptr;
  }));
  desk.driver->wheel("first_free_body", 100);

  // Of A. Reyes no hours are known.
  desk.driver->click("first_free_clinician");
  desk.driver->click("first_free_choice_1");
  REQUIRE(desk.until_says("The hours of A. Reyes are not known yet"));
  CHECK_FALSE(desk.driver->shows_text("Nobody's hours are known yet"));
  CHECK_FALSE(desk.driver->shows("opening_0"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->shows("book_sheet"));  // what was chosen there stays
}

TEST_CASE("where nobody's hours are known first free says so of everybody") {
  WorkingClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_says("Nobody's hours are known yet"));
}

TEST_CASE("times are found with somebody who speaks the language, or the sheet says why not") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_shows("opening_0"));
  desk.driver->click("first_free_language");
  desk.driver->click("first_free_choice_2");  // English, Spanish
  REQUIRE(desk.until_says("Nobody is listed as speaking Spanish, and nobody interprets into it."));
  desk.driver->click("speaks_clinician");
  REQUIRE(desk.until_says("Nobody is listed as speaking Spanish. An administrator"));
  CHECK_FALSE(desk.driver->shows("opening_0"));
  ServedTerminal(clinic.at, wire::Station::kFrontDesk, "Admin", "adam")
      .must(api::administration::set_languages,
            {clinic.brandt, {api::clients::SpokenLanguage::kSpanish}});
  desk.driver->click("part_afternoon");  // looks again
  REQUIRE(desk.until_shows("opening_0"));
  CHECK(opening(desk, 0).find("L. Brandt") != std::string::npos);
  REQUIRE(desk.until_says("1 clinician is not listed as speaking Spanish and is not among these."));
  desk.driver->click("first_free_clinician");
  desk.driver->click("first_free_choice_1");  // A. Reyes
  REQUIRE(desk.until_says("A. Reyes is not listed as speaking Spanish."));
}

TEST_CASE("who is free at one time shares a row, and one of them is chosen") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.works({{14, 17, SlotType::kTherapy}}, clinic.reyes);
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_shows("opening_1"));
  CHECK(opening(desk, 0).find("2:00 PM") != std::string::npos);
  CHECK(opening(desk, 0).find("L. Brandt") != std::string::npos);
  CHECK(opening(desk, 0).find("A. Reyes") != std::string::npos);
  CHECK(opening(desk, 1).find("2:30 PM") != std::string::npos);
  desk.driver->click("opening_0");
  REQUIRE(desk.until_shows("first_free_choice_1"));
  const bool first = desk.driver->widget("first_free_choice_0").value.starts_with("A. Reyes");
  desk.driver->click(first ? "first_free_choice_0" : "first_free_choice_1");
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->widget("book_clinician").value == "A. Reyes");
  CHECK(desk.driver->widget("book_time").value == "2:00 PM");
}

TEST_CASE(
    "the sheet of first free opens at its top, and a choice leaves it where it was scrolled") {
  WorkingClinic clinic;
  clinic.works({{9, 12, SlotType::kTherapy}, {14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until([&] { return desk.driver->ui().registry().find("opening_5") != nullptr; }));
  const auto at = [&] { return desk.driver->widget("first_free_clinician").rect.y; };
  const auto top = at();
  const auto body = desk.driver->widget("first_free_body").rect.y;
  CHECK(top >= body);
  desk.driver->wheel("first_free_body", -2);
  REQUIRE(desk.until([&] { return at() < top; }));
  const auto scrolled = at();
  desk.driver->click("first_free_from");
  REQUIRE(desk.until_shows("first_free_calendar"));
  desk.driver->click("first_free_date_" + format_date(clinic.today()));  // as it was
  REQUIRE(desk.until_gone("first_free_calendar"));
  CHECK(at() == scrolled);
  REQUIRE(desk.until([&] { return desk.driver->ui().registry().find("opening_5") != nullptr; }));
  CHECK(at() == scrolled);
}

TEST_CASE("a visit is moved to the first free time, and a walk-in is offered none") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.press("book_first_free"));
  REQUIRE(desk.until_shows("opening_0"));
  CHECK(desk.driver->widget("first_free_clinician").value == "L. Brandt");
  desk.driver->click("opening_0");
  REQUIRE(desk.until_gone("first_free"));
  CHECK(desk.driver->widget("book_time").value == "2:50 PM");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Ana Petrov is moved to"));
  CHECK(clinic.look(visit).row.appointment.moved_to.has_value());

  REQUIRE(pick(desk, "walk_in", "petrov"));
  CHECK_FALSE(desk.driver->shows("book_first_free"));
}

TEST_CASE("while the box is away first free says so and goes on when it is back") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_first_free(desk, "morales"));
  REQUIRE(desk.until_shows("opening_0"));
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.box->there(); }));
  REQUIRE(desk.until([&] { return !desk.driver->widget("opening_0").enabled; }));
  desk.driver->click("part_afternoon");
  REQUIRE(desk.until_says("Free times appear here when it is back."));
  cable.put_in();
  REQUIRE(desk.until_shows("opening_0"));
}

}  // namespace
}  // namespace alcove::tests
