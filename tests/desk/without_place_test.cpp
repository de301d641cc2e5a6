// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/repeating_clinic.h"
#include "tests/support/cable.h"

// The list of dates that found no place, at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

bool open_list(DeskTerminal& desk) {
  return desk.press("waitlist") && desk.press("wait_without_place") &&
         desk.until_shows("without_place");
}

}  // namespace

TEST_CASE("dates without a place stand in one list, and one is given another time from there") {
  OneDateTaken clinic;
  const LocalDateTime first = clinic.today_at(14);
  DeskTerminal desk(clinic);
  REQUIRE(open_list(desk));
  CHECK_FALSE(desk.driver->shows("wait_sheet"));
  REQUIRE(desk.until_shows("without_place_0"));
  CHECK(desk.driver->widget("without_place_0").value.starts_with("Morales, Lucía"));
  CHECK(desk.driver->shows_text("L. Brandt is taken from 2:30 PM to 3:20 PM. It is not booked."));
  CHECK_FALSE(desk.driver->shows("without_place_1"));
  desk.driver->click("without_place_0");
  REQUIRE(desk.press("series_another_time_0"));
  REQUIRE(desk.until_shows("book_sheet"));
  type_over(*desk.driver, "book_time", "16:00");
  REQUIRE(desk.until_says(": everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.until_shows("series_change"));
  desk.driver->click("series_sheet_close");
  REQUIRE(desk.until_says("Every visit that repeats has its place."));
  CHECK(desk.until_gone("without_place_0"));
  CHECK(clinic.starts_of(clinic.series) == std::vector{first,
                                                       clinic.today_at(16) + std::chrono::weeks(1),
                                                       first + std::chrono::weeks(2)});
}

TEST_CASE("a date is left out from the list, and the next one stands there") {
  OneDateTaken clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov", "1970-02-03");
  const ClientId thanh = clinic.add_client("Thanh", "Nguyen", "1970-02-04");
  clinic.book(thanh, clinic.today_at(10) + std::chrono::weeks(2), clinic.room_4);
  api::series::Edit edit;
  edit.series = clinic.new_id<api::series::SeriesId>();
  edit.client = ana;
  edit.service = clinic.service;
  edit.terms = {.clinician = clinic.brandt,
                .room = clinic.room_2,
                .minutes = 50,
                .start = clinic.today_at(10) + std::chrono::weeks(1),
                .rule = "FREQ=WEEKLY;COUNT=2"};
  const auto preview = clinic.other_desk->must(api::series::preview, edit);
  clinic.other_desk->must(api::series::apply, {edit, preview.token});
  REQUIRE(clinic.waiting() == 2);
  DeskTerminal desk(clinic);
  REQUIRE(open_list(desk));
  REQUIRE(desk.until_shows("without_place_1"));  // the earlier date first
  CHECK(desk.driver->widget("without_place_0").value.starts_with("Morales, Lucía"));
  CHECK(desk.driver->widget("without_place_1").value.starts_with("Petrov, Ana"));
  desk.driver->click("without_place_0");
  REQUIRE(desk.press("series_skip_0"));
  REQUIRE(desk.until_shows("series_skip_reason"));
  desk.driver->type("series_skip_reason", "She travels");
  REQUIRE(desk.press("series_skip_do"));
  REQUIRE(desk.until_says(": no visit."));
  REQUIRE(desk.press("series_sheet_close"));
  REQUIRE(desk.until_gone("without_place_1"));
  CHECK(desk.driver->widget("without_place_0").value.starts_with("Petrov, Ana"));
  CHECK(clinic.waiting() == 1);
}

TEST_CASE("while the box is away the list says so, and is read when it is back") {
  OneDateTaken clinic;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_list(desk));
  REQUIRE(desk.until_shows("without_place_0"));
  cable.pull();
  REQUIRE(desk.until_says("The box is away."));
  CHECK_FALSE(desk.driver->widget("without_place_0").enabled);
  clinic.other_desk->must(api::series::settle_collision,
                          {.series = clinic.series,
                           .base_revision = clinic.series_of(clinic.lucia).at(0).revision,
                           .date = clinic.today_at(14) + std::chrono::weeks(1),
                           .how = api::series::SettleHow::kSkip,
                           .reason = "She travels"});
  cable.put_in();
  CHECK(desk.until_says("Every visit that repeats has its place."));
}

}  // namespace alcove::tests
