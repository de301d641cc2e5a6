// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/text/dates.h"
#include "shared/api/appointment_steps.h"
#include "tests/desk/repeating_clinic.h"

// Visits that repeat, at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

// With a visit of today three visits, a week apart.
bool make_series(DeskTerminal& desk, const AppointmentId& visit) {
  if (!open_series(desk, visit) || !desk.until_shows("series_after_count")) return false;
  desk.driver->click("series_after_count");
  if (!desk.until_shows("series_count")) return false;
  type_over(*desk.driver, "series_count", "3");
  return desk.press("series_look") && desk.until_shows("series_do");
}

}  // namespace

TEST_CASE("of three visits the one they are begun from is the first, which the sheets say") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(until_notice(desk, "only_this", "is in the book already and counts as the first."));
  desk.driver->click("series_after_count");
  type_over(*desk.driver, "series_count", "1");  // there is that one already
  CHECK(desk.until_says("From 2 to 370 visits."));
  CHECK_FALSE(desk.driver->widget("series_look").enabled);
  type_over(*desk.driver, "series_count", "371");
  CHECK_FALSE(desk.driver->widget("series_look").enabled);
  type_over(*desk.driver, "series_count", "3");
  REQUIRE(desk.press("series_look"));
  REQUIRE(
      until_notice(desk, "series_sums", "Will be booked: 2. In the book already, as the first:"));
  CHECK(clinic.series_of(lucia).empty());
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The series of Lucía Morales is in the book."));
  const auto all = clinic.series_of(lucia);
  REQUIRE(all.size() == 1);
  const auto dates = clinic.dates_of(all[0].id);
  REQUIRE(dates.size() == 2);
  CHECK(dates[0].start == clinic.today_at(14) + std::chrono::weeks(1));
  CHECK(dates[1].start == clinic.today_at(14) + std::chrono::weeks(2));
  // They are all on other days: the first of them is one press away.
  REQUIRE(desk.until([&] { return desk.driver->widget("toast_action").value == "Show"; }));
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows(desk.row(dates[0].appointment.value())));
  CHECK(desk.until_shows("panel_repeats"));
}

TEST_CASE("a visit that was cancelled does not count among those that are begun from it") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  clinic.other_desk->must(api::appointments::cancel, {.appointment = visit,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClient,
                                                      .reason = {}});
  DeskTerminal desk(clinic);
  REQUIRE(make_series(desk, visit));
  CHECK(desk.driver->shows_text("Will be booked: 3."));
  CHECK_FALSE(desk.driver->shows_text("as the first"));
}

TEST_CASE("the first of the new visits goes with how often they come") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const AppointmentId visit = clinic.book(lucia, clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.until_shows("series_two_weeks"));
  const auto day_after = [&](int weeks) {
    return text::weekday_and_date(text::Language::kEnglish,
                                  date_of(clinic.today_at(0) + std::chrono::weeks(weeks)));
  };
  CHECK(desk.driver->widget("series_day").value == day_after(1));
  desk.driver->click("series_two_weeks");
  CHECK(desk.until([&] { return desk.driver->widget("series_day").value == day_after(2); }));
  desk.driver->click("series_weekly");
  CHECK(desk.until([&] { return desk.driver->widget("series_day").value == day_after(1); }));
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
  CHECK(clinic.standing_in(clinic.series_of(lucia).at(0).id) == 1);
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
  REQUIRE(desk.until_says("Will be cancelled or taken out: 3."));
  REQUIRE(desk.press("series_by_clinic"));
  REQUIRE(desk.until([&] { return !desk.driver->widget("series_do").enabled; }));
  desk.driver->type("series_reason", "The clinician leaves");
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The visits of Lucía Morales are cancelled."));
  CHECK(clinic.standing_in(series) == 0);
  REQUIRE(open_series(desk, today[0].appointment.id));
  REQUIRE(desk.press("series_undo"));
  REQUIRE(desk.until_says("Will be booked: 3."));
  CHECK_FALSE(desk.driver->widget("series_do").enabled);
  desk.driver->type("series_reason", "She stays");
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.standing_in(series) == 3);
}

TEST_CASE("the weekday of a series is pressed, and its first visit goes along") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(15));
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, rows_today(clinic).at(0).appointment.id));
  REQUIRE(desk.press("series_all"));
  REQUIRE(desk.press("series_change"));
  const std::chrono::sys_days today = date_of(clinic.today_at(0));
  const std::chrono::sys_days tomorrow = today + std::chrono::days(1);
  const unsigned iso = std::chrono::weekday(tomorrow).iso_encoding();
  const std::string weekday = "series_weekday_" + std::to_string(iso);
  REQUIRE(desk.until_shows(weekday));
  CHECK_FALSE(desk.driver->widget(weekday).selected);
  REQUIRE(desk.press(weekday));
  CHECK(desk.until([&] { return desk.driver->widget(weekday).selected; }));
  // A Sunday too has the Monday of the next day, not the one before.
  const LocalDate first = LocalDate(tomorrow);
  CHECK(desk.driver->widget("series_day").value ==
        text::weekday_and_date(text::Language::kEnglish, first));
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_says("Will be moved or changed: 3."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const LocalDateTime wanted = clinic.today_at(15) + std::chrono::days(1);
  const std::vector<LocalDateTime> starts = {wanted, wanted + std::chrono::weeks(1),
                                             wanted + std::chrono::weeks(2)};
  CHECK(clinic.starts_of(series) == starts);
}

TEST_CASE("a series that was changed is taken back where it is said, and who changed it is named") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(15));
  const std::vector<LocalDateTime> before = clinic.starts_of(series);
  const AppointmentId visit = rows_today(clinic).at(0).appointment.id;
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.until_says("Last change: "));
  CHECK(desk.driver->shows_text(" began it on "));
  REQUIRE(desk.press("series_all"));
  REQUIRE(desk.press("series_change"));
  REQUIRE(desk.until_shows("series_time"));
  type_over(*desk.driver, "series_time", "4 pm");
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The series of Lucía Morales is changed."));
  CHECK(clinic.starts_of(series).at(0) == clinic.today_at(16));
  REQUIRE(desk.driver->widget("toast_action").value == "Undo");
  desk.driver->click("toast_action");
  REQUIRE(desk.until_says("Will be moved or changed: 3."));
  CHECK(desk.driver->widget("series_do").value == "Take it back");
  desk.driver->type("series_reason", "The client called again");
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.starts_of(series) == before);
  REQUIRE(open_series(desk, visit));
  CHECK(desk.until_says(" took a change back on "));
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
