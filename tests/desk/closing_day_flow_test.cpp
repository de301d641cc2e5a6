// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/absence_calls.h"
#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"

// A snow day at the desk against the server as it runs: the day is closed and its visits are
// decided about in one step. It is about noon there.

namespace alcove::tests {
namespace {

using rules::AppointmentState;

struct SnowyClinic : WorkingClinic {
  AppointmentId book_ana() { return book(add_client("Ana", "Petrov"), today_at(14), std::nullopt); }
  AppointmentId book_sam() {
    return book(add_client("Sam", "Haddad", "1990-01-02"), today_at(15), std::nullopt);
  }
  AppointmentState state_of(const AppointmentId& visit) {
    return look(visit).row.appointment.state;
  }
  std::vector<api::availability::ClosedDay> closed() {
    return other_desk->must(api::availability::closed_days, {}).items;
  }
};

// The sheet of a day that is closed, with its name, and what is booked then was read.
bool begin_closing(DeskTerminal& desk, const char* first_row = "stays_0") {
  if (!desk.press("hours") || !desk.press("whose_closed")) return false;
  if (!desk.press("new_closed_day")) return false;
  desk.driver->type("closed_day_name", "Snow");
  return desk.until_shows(first_row);
}

bool is(DeskTerminal& desk, const std::string& name, const std::string& words) {
  return desk.until(
      [&] { return desk.driver->shows(name) && desk.driver->widget(name).value == words; });
}

TEST_CASE("a snow day: one press closes the day and cancels its visits, and says whom to call") {
  SnowyClinic clinic;
  const auto ana = clinic.book_ana();
  const auto sam = clinic.book_sam();
  DeskTerminal desk(clinic);
  REQUIRE(begin_closing(desk));
  CHECK(desk.driver->shows_text("2 visits are booked that day. Next you decide"));
  CHECK(desk.driver->shows_text("Next: what becomes of the visits"));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(is(desk, "absence_0", "Petrov, Ana · Will be cancelled by the clinic"));
  CHECK_FALSE(desk.driver->shows("all_reassign"));  // nobody takes over
  CHECK(clinic.closed().empty());
  CHECK(clinic.state_of(ana) == AppointmentState::kScheduled);

  // Sam's stays: how many stay is said beside what is done.
  desk.driver->click("absence_1");
  REQUIRE(desk.press("absence_one_2"));
  REQUIRE(is(desk, "absence_1", "Haddad, Sam · Stays as it is"));
  CHECK(desk.driver->shows_text("1 visit stays booked on the closed day"));
  CHECK(desk.driver->shows_text("Close the day and do this for 1 visit"));
  REQUIRE(desk.press("absence_do"));  // why was said by the name of the day
  REQUIRE(desk.until_shows("calls_sheet"));
  REQUIRE(is(desk, "call_0", "Petrov, Ana · Not told yet"));
  CHECK(clinic.state_of(ana) == AppointmentState::kCancelledByClinic);
  CHECK(clinic.state_of(sam) == AppointmentState::kScheduled);
  const auto closed = clinic.closed();
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].name == "Snow");
  CHECK(closed[0].day == clinic.today());
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("calls_sheet"));
  CHECK_FALSE(desk.driver->shows("closed_day_sheet"));
  REQUIRE(desk.until_shows("closed_day_0"));  // the page was read again
}

TEST_CASE("a day closes with its visits left as they are, and says how many stay booked") {
  SnowyClinic clinic;
  const auto ana = clinic.book_ana();
  DeskTerminal desk(clinic);
  REQUIRE(begin_closing(desk));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.press("all_leave"));
  REQUIRE(desk.until_says("Close the day, 1 visit stays booked"));
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_says("is closed. 1 visit stays booked."));
  REQUIRE(desk.until_gone("absence_sheet"));
  CHECK(clinic.state_of(ana) == AppointmentState::kScheduled);
  CHECK(clinic.closed().size() == 1);
  REQUIRE(desk.press("hours_calls"));
  REQUIRE(is(desk, "call_list_0", "Nobody had to be told"));
}

TEST_CASE("a day on which nothing is booked closes at one press") {
  SnowyClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(begin_closing(desk, "hours_save"));
  REQUIRE(desk.until_says("Nothing is booked in that time."));
  CHECK(desk.driver->shows_text("Close this day"));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("is closed."));
  REQUIRE(desk.until_gone("closed_day_sheet"));
  CHECK_FALSE(desk.driver->shows("absence_sheet"));
  CHECK(clinic.closed().size() == 1);
}

TEST_CASE("going back from what becomes of the visits closes nothing and keeps what was typed") {
  SnowyClinic clinic;
  clinic.book_ana();
  DeskTerminal desk(clinic);
  REQUIRE(begin_closing(desk));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_shows("absence_0"));
  CHECK_FALSE(desk.driver->shows("closed_day_sheet"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_shows("closed_day_name"));
  CHECK(desk.driver->widget("closed_day_name").value == "Snow");
  CHECK(clinic.closed().empty());
}

TEST_CASE("what was booked or closed meanwhile is said before the day is closed") {
  SnowyClinic clinic;
  const auto ana = clinic.book_ana();
  DeskTerminal desk(clinic);
  REQUIRE(begin_closing(desk));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_shows("absence_0"));
  SECTION("booked") {
    const auto sam = clinic.book_sam();
    REQUIRE(desk.press("absence_do"));
    REQUIRE(desk.until_shows("absence_changed"));
    REQUIRE(desk.until_shows("absence_1"));
    CHECK(clinic.closed().empty());
    CHECK(clinic.state_of(ana) == AppointmentState::kScheduled);
    REQUIRE(desk.press("absence_do"));
    REQUIRE(desk.until_shows("calls_sheet"));
    CHECK(clinic.state_of(sam) == AppointmentState::kCancelledByClinic);
    CHECK(clinic.closed().size() == 1);
  }
  SECTION("closed") {
    clinic.closes_today();
    REQUIRE(desk.press("absence_do"));
    REQUIRE(desk.until_shows("closed_day_sheet"));
    REQUIRE(desk.until_shows("sheet_notice"));
    CHECK(clinic.state_of(ana) == AppointmentState::kScheduled);
    CHECK(clinic.closed().size() == 1);
  }
}

}  // namespace
}  // namespace alcove::tests
