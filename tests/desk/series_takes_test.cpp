// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/equipped_clinic.h"

// Interpreters and equipment of visits that repeat, against the server as it runs.

namespace alcove::tests {
namespace {

using std::chrono::weeks;
using Ids = std::vector<things::ResourceId>;

struct TakingClinic : EquippedClinic {
  // What each visit of the series that stands takes, by time.
  std::vector<Ids> taken_in(const SeriesId& id) {
    std::vector<Ids> all;
    for (const auto& one : dates_of(id)) {
      if (one.state && rules::holds_time(*one.state)) {
        all.push_back(look(*one.appointment).row.appointment.resources);
      }
    }
    return all;
  }
  // In two weeks somebody else has it at 14:00.
  void taken_in_two_weeks(const things::ResourceId& id) {
    other_desk->must(api::appointments::book, {.appointment = new_id<AppointmentId>(),
                                               .client = add_client("Tom", "Marsh", "1970-01-02"),
                                               .clinician = reyes,
                                               .room = room_4,
                                               .service = service,
                                               .start = today_at(14) + weeks(2),
                                               .minutes = 50,
                                               .resources = Ids{id}});
  }
  SeriesId only_series_of(const ClientId& client) { return series_of(client).at(0).id; }
};

// Today at two with L. Brandt and R. Vega, three times, seen and not yet booked.
bool see_three_with(DeskTerminal& desk, const std::string& client, const things::ResourceId& id) {
  if (!pick(desk, "book", client) || !choose_clinician(desk, "L. Brandt")) return false;
  type_over(*desk.driver, "book_time", "2 pm");
  if (!take(desk, id)) return false;
  scroll_to(desk, "series_weekly");
  desk.driver->click("series_weekly");
  desk.driver->wheel("book_sheet_body", -6);  // what comes in is below
  if (!desk.until_shows("series_after_count")) return false;
  scroll_to(desk, "series_after_count");
  desk.driver->click("series_after_count");
  desk.driver->wheel("book_sheet_body", -6);
  if (!desk.until_shows("series_count")) return false;
  scroll_to(desk, "series_count");
  type_over(*desk.driver, "series_count", "3");
  return desk.press("book_do") && desk.until_shows("series_do");
}

bool change_series(DeskTerminal& desk, const AppointmentId& visit) {
  return open_series(desk, visit) && desk.press("series_all") && desk.press("series_change") &&
         desk.until_shows("series_takes");
}

}  // namespace

TEST_CASE("a weekly series is booked with its interpreter, who comes to every visit") {
  TakingClinic clinic;
  const ClientId lucia = clinic.lucia();
  DeskTerminal desk(clinic);
  REQUIRE(see_three_with(desk, "morales", clinic.spanish));
  CHECK(desk.driver->shows_text("Will be booked: 3. With each visit: Interpreter: R. Vega."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The series of Lucía Morales is in the book."));
  const auto series = clinic.only_series_of(lucia);
  CHECK(clinic.taken_in(series) == std::vector<Ids>(3, {clinic.spanish}));
  REQUIRE(desk.until_shows("panel_takes_0"));
  CHECK(desk.driver->widget("panel_takes_0").value == "Interpreter: R. Vega");
  REQUIRE(open_series(desk, rows_today(clinic).at(0).appointment.id));
  CHECK(desk.until_says("With each visit: Interpreter: R. Vega."));
}

TEST_CASE("a date whose interpreter is elsewhere says who and when, and waits for a decision") {
  TakingClinic clinic;
  const ClientId lucia = clinic.lucia();
  clinic.taken_in_two_weeks(clinic.spanish);
  DeskTerminal desk(clinic);
  REQUIRE(see_three_with(desk, "morales", clinic.spanish));
  CHECK(desk.driver->shows_text("Will be booked: 2. Without a place: 1."));
  CHECK(desk.driver->shows_text(
      "R. Vega is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto series = clinic.only_series_of(lucia);
  CHECK(clinic.standing_in(series) == 2);
  // It is decided: the same time with the other interpreter.
  REQUIRE(open_series(desk, rows_today(clinic).at(0).appointment.id));
  REQUIRE(desk.until_says("R. Vega is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  REQUIRE(desk.press("series_another_time_0"));
  REQUIRE(until_notice(desk, "book_taken",
                       "R. Vega is taken from 2:00 PM to 2:50 PM (Case management, A. Reyes)."));
  CHECK(desk.driver->widget("book_takes").value == "R. Vega");
  REQUIRE(take(desk, clinic.spanish));
  REQUIRE(take(desk, clinic.korean));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(clinic.taken_in(series) ==
        std::vector<Ids>{{clinic.spanish}, {clinic.spanish}, {clinic.korean}});
}

TEST_CASE("the list of dates without a place names the interpreter who was missing") {
  TakingClinic clinic;
  clinic.lucia();
  clinic.taken_in_two_weeks(clinic.spanish);
  DeskTerminal desk(clinic);
  REQUIRE(see_three_with(desk, "morales", clinic.spanish));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  REQUIRE(desk.press("waitlist"));
  REQUIRE(desk.press("wait_without_place"));
  REQUIRE(desk.until_shows("without_place_0"));
  CHECK(desk.driver->shows_text("R. Vega is taken from 2:00 PM to 2:50 PM. It is not booked."));
}

TEST_CASE("a series is begun with what its visit takes, and changed to take something else") {
  TakingClinic clinic;
  const ClientId lucia = clinic.lucia();
  const AppointmentId visit =
      clinic.other_desk
          ->must(api::appointments::book, {.appointment = clinic.new_id<AppointmentId>(),
                                           .client = lucia,
                                           .clinician = clinic.brandt,
                                           .room = clinic.room_2,
                                           .service = clinic.service,
                                           .start = clinic.today_at(14),
                                           .minutes = 50,
                                           .resources = Ids{clinic.spanish}})
          .id;
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.until_shows("series_takes"));
  CHECK(desk.driver->widget("series_takes").value == "R. Vega");
  desk.driver->click("series_after_count");
  REQUIRE(desk.until_shows("series_count"));
  type_over(*desk.driver, "series_count", "3");
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_shows("series_do"));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto series = clinic.only_series_of(lucia);
  CHECK(clinic.taken_in(series) == std::vector<Ids>(2, {clinic.spanish}));
  for (int day = 0; day < 7; ++day) REQUIRE(desk.press("day_after"));
  REQUIRE(change_series(desk, *clinic.dates_of(series).at(0).appointment));
  CHECK(desk.driver->widget("series_takes").value == "R. Vega");
  REQUIRE(desk.press("series_takes"));
  REQUIRE(desk.press(tick(clinic.kit)));
  REQUIRE(desk.press("takes_done"));
  REQUIRE(desk.until_gone("takes_sheet"));
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_says("Will be moved or changed: 2."));
  CHECK(desk.driver->shows_text(
      "Will have the same time, another clinician, room, interpreter or equipment"));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.taken_in(series) == std::vector<Ids>(2, {clinic.spanish, clinic.kit}));
}

}  // namespace alcove::tests
