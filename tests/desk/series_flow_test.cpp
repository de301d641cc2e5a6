// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/repeating_clinic.h"

// Visits that repeat, at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

// From a visit of today, three visits a week apart.
bool make_series(DeskTerminal& desk, const AppointmentId& visit) {
  if (!open_series(desk, visit) || !desk.until_shows("series_after_count")) return false;
  desk.driver->click("series_after_count");
  if (!desk.until_shows("series_count")) return false;
  type_over(*desk.driver, "series_count", "3");
  return desk.press("series_look") && desk.until_shows("series_do");
}

}  // namespace

TEST_CASE("from a visit of today a series is begun a week later, seen first and then booked") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(make_series(desk, visit));
  CHECK(desk.driver->shows_text("To be booked: 3."));
  CHECK(clinic.series_of(lucia).empty());
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The series of Lucía Morales is in the book."));
  const auto all = clinic.series_of(lucia);
  REQUIRE(all.size() == 1);
  const auto dates = clinic.dates_of(all[0].id);
  REQUIRE(dates.size() == 3);
  CHECK(dates[0].start == clinic.today_at(14) + std::chrono::weeks(1));
  CHECK(dates[2].start == clinic.today_at(14) + std::chrono::weeks(3));
}

TEST_CASE("what was booked meanwhile is shown anew before anything is done") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const ClientId sam = clinic.add_client("Sam", "Haddad", "1991-12-02");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(make_series(desk, visit));
  clinic.book(sam, clinic.today_at(14, 30) + std::chrono::weeks(2), clinic.room_4);
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_shows("series_changed_since"));
  CHECK(desk.until_says("Without a place: 1."));
  CHECK(clinic.series_of(lucia).empty());
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.standing_in(clinic.series_of(lucia).at(0).id) == 2);
  CHECK(clinic.other_desk->must(api::series::collisions, {}).count == 1);
}

TEST_CASE(
    "a series is cancelled with who wants it, and the last change is taken back with a reason") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(15));
  const auto today = rows_today(clinic);
  REQUIRE(today.size() == 1);
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, today[0].appointment.id));
  REQUIRE(desk.press("series_all"));
  REQUIRE(desk.press("series_cancel"));
  REQUIRE(desk.until_says("To be cancelled or taken out: 3."));
  REQUIRE(desk.press("series_by_clinic"));
  REQUIRE(desk.until([&] { return !desk.driver->widget("series_do").enabled; }));
  desk.driver->type("series_reason", "The clinician leaves");
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The visits of Lucía Morales are cancelled."));
  CHECK(clinic.standing_in(series) == 0);
  REQUIRE(open_series(desk, today[0].appointment.id));
  REQUIRE(desk.press("series_undo"));
  REQUIRE(desk.until_says("To be booked: 3."));
  CHECK_FALSE(desk.driver->widget("series_do").enabled);
  desk.driver->type("series_reason", "She stays");
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.standing_in(series) == 3);
}

TEST_CASE("only this visit has the sheets that every visit has") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(make_series(desk, visit));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto dates = clinic.dates_of(clinic.series_of(lucia).at(0).id);
  REQUIRE(dates.at(0).appointment.has_value());
  for (int day = 0; day < 7; ++day) REQUIRE(desk.press("day_after"));
  REQUIRE(open_series(desk, *dates[0].appointment));
  REQUIRE(desk.press("series_only_this"));
  REQUIRE(desk.press("series_change"));
  REQUIRE(desk.until_shows("book_sheet"));
  CHECK_FALSE(desk.driver->shows("series_sheet"));
}

}  // namespace alcove::tests
