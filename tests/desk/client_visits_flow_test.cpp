// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cstdlib>

#include "kiosk/screens/desk/client_visits.h"
#include "kiosk/text/dates.h"
#include "shared/api/appointment_steps.h"
#include "tests/desk/repeating_clinic.h"
#include "tests/support/cable.h"

// A client's visits from the record, and the day that the title jumps to, against the server as it
// runs.

namespace alcove::tests {
namespace {

using std::chrono::days;

std::string day_words(LocalDateTime time) {
  return text::weekday_and_date(text::Language::kEnglish, date_of(time));
}

struct VisitedClinic : DeskClinic {
  VisitedClinic() : lucia(add_client("Lucía", "Morales")) {}

  LocalDateTime at_day(int from_today, int hour) const { return today_at(hour) + days(from_today); }
  AppointmentId move(const AppointmentId& visit, LocalDateTime start) {
    const auto id = new_id<AppointmentId>();
    other_desk->must(api::appointments::move, {.appointment = visit,
                                               .base_revision = 1,
                                               .moved_to = id,
                                               .clinician = reyes,
                                               .room = {},
                                               .start = start,
                                               .minutes = 50,
                                               .reason = "She asked for it"});
    return id;
  }

  // The latest first; two a day, because the book is open for a month behind.
  std::vector<AppointmentId> fifty_past() {
    std::vector<AppointmentId> past;
    for (int i = 0; i < 50; ++i) {
      past.push_back(book(lucia, at_day(-3 - i / 2, i % 2 == 0 ? 15 : 9), {}));
    }
    return past;
  }

  // With the year where it is not this one.
  std::string visit_day(LocalDateTime time) const {
    const auto year = date_of(time).year();
    if (year == date_of(today_at(12)).year()) return day_words(time);
    return day_words(time) + ", " + std::to_string(static_cast<int>(year));
  }

  ClientId lucia;
};

bool open_record(DeskTerminal& desk, const std::string& words) {
  if (!desk.until_shows("search")) return false;
  desk.driver->control('k');
  if (!desk.until_shows("find_text")) return false;
  desk.driver->type(words);
  if (!desk.until_shows("hit_0")) return false;
  desk.driver->key(ui::Key::kEnter);
  return desk.until_shows("record_sheet");
}

bool open_visits(DeskTerminal& desk) {
  return open_record(desk, "morales") && desk.press("record_visits") &&
         desk.until_shows("visits_sheet");
}

std::string line_of(const AppointmentId& visit) {
  return "visit_" + visit.text();
}

std::string words_of(DeskTerminal& desk, const AppointmentId& visit) {
  return desk.driver->widget(line_of(visit)).value;
}

float top_of(DeskTerminal& desk, const AppointmentId& visit) {
  return desk.driver->widget(line_of(visit)).rect.y;
}

}  // namespace

TEST_CASE("the first line of a client's visits is the next one, and past ones follow the latest") {
  VisitedClinic clinic;
  const auto later = clinic.book(clinic.lucia, clinic.at_day(14, 9), clinic.room_2);
  const auto next = clinic.book(clinic.lucia, clinic.at_day(7, 15), clinic.room_2, clinic.reyes);
  const auto long_ago = clinic.book(clinic.lucia, clinic.at_day(-14, 10), {});
  const auto last = clinic.book(clinic.lucia, clinic.at_day(-7, 10), {});
  clinic.book(clinic.add_client("Ana", "Petrov", "1970-02-03"), clinic.at_day(1, 9), {});
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until_shows(line_of(long_ago)));
  CHECK(top_of(desk, next) < top_of(desk, later));
  CHECK(top_of(desk, later) < top_of(desk, last));
  CHECK(top_of(desk, last) < top_of(desk, long_ago));
  CHECK(words_of(desk, next).starts_with(day_words(clinic.at_day(7, 15))));
  CHECK(words_of(desk, next).find("3:00 PM") != std::string::npos);
  CHECK(words_of(desk, next).find("50 min · A. Reyes") != std::string::npos);
  CHECK(words_of(desk, next).ends_with("Scheduled"));
  CHECK(words_of(desk, last).ends_with("No-show?"));
  CHECK_FALSE(desk.driver->shows("visits_older"));
}

TEST_CASE("a client's visits say which of them repeat") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(15));
  const auto alone = clinic.book(lucia, clinic.today_at(17), clinic.room_4);
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  for (const auto& one : clinic.dates_of(series)) {
    REQUIRE(desk.until_shows(line_of(*one.appointment)));
    CHECK(words_of(desk, *one.appointment).find("L. Brandt · Every week") != std::string::npos);
  }
  CHECK(words_of(desk, alone).find("Every week") == std::string::npos);
}

TEST_CASE("Enter opens the day of the next visit, and that visit is the chosen one") {
  VisitedClinic clinic;
  const auto next = clinic.book(clinic.lucia, clinic.at_day(9, 15), clinic.room_2);
  clinic.book(clinic.add_client("Ana", "Petrov", "1970-02-03"), clinic.at_day(9, 9), {});
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until([&] {
    return desk.driver->shows(line_of(next)) && desk.driver->ui().focused() == line_of(next);
  }));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows(desk.row(next)));
  REQUIRE(desk.until_says("At the kiosk"));
  CHECK(desk.driver->widget(desk.row(next)).selected);
  CHECK(desk.driver->widget("day_title").value == day_words(clinic.at_day(9, 15)));
  CHECK_FALSE(desk.driver->shows("visits_sheet"));
  CHECK_FALSE(desk.driver->shows("record_sheet"));
  CHECK_FALSE(desk.driver->shows("find_sheet"));
}

TEST_CASE("a visit that was moved says where to and where from, and is never the next one") {
  VisitedClinic clinic;
  const auto was = clinic.book(clinic.lucia, clinic.at_day(3, 9), clinic.room_2);
  const auto is = clinic.move(was, clinic.at_day(10, 14));
  const auto cancelled = clinic.book(clinic.lucia, clinic.at_day(2, 9), {});
  clinic.other_desk->must(api::appointments::cancel, {.appointment = cancelled,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClinic,
                                                      .reason = "The clinician is ill"});
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until_shows(line_of(was)));
  CHECK(top_of(desk, is) < top_of(desk, was));
  CHECK(top_of(desk, was) < top_of(desk, cancelled));
  CHECK(
      desk.driver->shows_text("Moved to " + clinic.visit_day(clinic.at_day(10, 14)) + ", 2:00 PM"));
  CHECK(desk.driver->shows_text("Moved here from " + clinic.visit_day(clinic.at_day(3, 9)) +
                                ", 9:00"));
  CHECK(words_of(desk, cancelled).ends_with("Cancelled by the clinic"));
  CHECK_FALSE(desk.driver->shows_text("Moved to another time"));
}

TEST_CASE("a client without a visit is told of in words, and one that is booked comes by itself") {
  VisitedClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until_says("No visit was booked so far."));
  const auto past = clinic.book(clinic.lucia, clinic.at_day(-1, 9), {});
  REQUIRE(desk.until_shows(line_of(past)));
  CHECK(desk.driver->shows_text("No visit is to come."));
  CHECK_FALSE(desk.driver->shows_text("No visit was booked so far."));
  const auto next = clinic.book(clinic.lucia, clinic.at_day(1, 9), {});
  REQUIRE(desk.until_shows(line_of(next)));
  CHECK(top_of(desk, next) < top_of(desk, past));
}

TEST_CASE("with more visits to come than a page holds the nearest is still the first line") {
  // The box gives 50 a page, the latest first: with 50 later ones the next visit stands on the
  // second.
  VisitedClinic clinic;
  const auto next = clinic.book(clinic.lucia, clinic.at_day(1, 9), {});
  for (int i = 0; i < 50; ++i) clinic.book(clinic.lucia, clinic.at_day(2 + i, 9), {});
  const std::vector<AppointmentId> past = clinic.fifty_past();
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until([&] { return desk.driver->ui().focused() == line_of(next); }));
  // 100 of the 101 are read: all to come, and the past ones but the first.
  CHECK(desk.until([&] {
    desk.driver->wheel("visits_sheet_body", -1000);
    return desk.driver->shows(line_of(past[48]));
  }));
  CHECK_FALSE(desk.driver->shows(line_of(past[49])));
  REQUIRE(desk.press("visits_older"));
  REQUIRE(desk.until([&] {
    desk.driver->wheel("visits_sheet_body", -1000);
    return desk.driver->shows(line_of(past[49]));
  }));
  CHECK(desk.until_gone("visits_older"));
  CHECK(top_of(desk, past[48]) < top_of(desk, past[49]));
}

TEST_CASE("a page that is just full has no older visits behind it") {
  VisitedClinic clinic;
  const std::vector<AppointmentId> past = clinic.fifty_past();
  DeskTerminal desk(clinic);
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until_shows(line_of(past[0])));
  desk.driver->wheel("visits_sheet_body", -1000);
  CHECK(desk.driver->shows(line_of(past[49])));
  CHECK_FALSE(desk.driver->shows("visits_older"));
}

TEST_CASE("while the box is away a client's visits are seen and not opened, and go on after it") {
  VisitedClinic clinic;
  const auto next = clinic.book(clinic.lucia, clinic.at_day(1, 9), {});
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_visits(desk));
  REQUIRE(desk.until_shows(line_of(next)));
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.driver->widget(line_of(next)).enabled; }));
  CHECK(desk.driver->shows("sheet_notice"));
  const auto nearer = clinic.book(clinic.lucia, clinic.today_at(23), {});
  cable.put_in();
  REQUIRE(desk.until_shows(line_of(nearer)));
  CHECK(top_of(desk, nearer) < top_of(desk, next));
  REQUIRE(desk.press(line_of(nearer)));
  CHECK(desk.until([&] {
    return desk.driver->shows(desk.row(nearer)) && desk.driver->widget(desk.row(nearer)).selected;
  }));
}

TEST_CASE("when the box goes away while it is asked nobody is said to have no visit") {
  VisitedClinic clinic;
  const auto next = clinic.book(clinic.lucia, clinic.at_day(1, 9), {});
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_record(desk, "morales"));
  REQUIRE(desk.until([&] { return desk.driver->widget("record_visits").enabled; }));
  cable.pull();
  desk.driver->click("record_visits");
  REQUIRE(desk.until_shows("sheet_notice"));
  CHECK_FALSE(desk.driver->shows_text("No visit was booked so far."));
  CHECK_FALSE(desk.driver->shows_text("No visit is to come."));
  cable.put_in();
  REQUIRE(desk.until_shows(line_of(next)));
  CHECK(desk.until_gone("sheet_notice"));
}

TEST_CASE("why the box does not tell a client's visits is said in the sheet, and nothing of none") {
  screens::desk::VisitsModel model{.name = "Lucía Morales"};
  UiDriver driver(
      {}, [&](ui::Ui& ui) { screens::desk::draw(ui, {.problem = ErrorCode::kForbidden}, model); });
  driver.turn();
  CHECK(driver.shows("sheet_notice"));
  CHECK_FALSE(driver.shows_text("No visit was booked so far."));
  CHECK_FALSE(driver.shows_text("No visit is to come."));
  CHECK_FALSE(driver.shows_text("Reading the visits."));
}

TEST_CASE("a biller sees a client's visits, which the box lets them read") {
  VisitedClinic clinic;
  clinic.add("bill", "Bill Ames", {api::Role::kBiller});
  const auto next = clinic.book(clinic.lucia, clinic.at_day(1, 9), {});
  DeskTerminal desk(clinic, {}, {}, "bill", "Billing");
  REQUIRE(open_visits(desk));
  REQUIRE(desk.press(line_of(next)));
  REQUIRE(desk.until_shows(desk.row(next)));
  CHECK(desk.until([&] { return desk.driver->widget(desk.row(next)).selected; }));
}

TEST_CASE("the title of the day opens the month, and a day that is chosen is shown") {
  VisitedClinic clinic;
  const auto visit = clinic.book(clinic.lucia, clinic.at_day(40, 9), {});
  const LocalDate day = date_of(clinic.at_day(40, 9));
  const LocalDate today = date_of(clinic.today_at(9));
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("day_title"));
  REQUIRE(desk.until_shows("day_jump_" + format_date(today)));
  CHECK(desk.driver->widget("day_jump_" + format_date(today)).selected);
  for (auto month = today.year() / today.month(); month < day.year() / day.month();
       month += std::chrono::months(1)) {
    desk.driver->click("day_jump_after");
  }
  desk.driver->click("day_jump_" + format_date(day));
  REQUIRE(desk.until_shows(desk.row(visit)));
  CHECK_FALSE(desk.driver->shows("day_jump"));
  CHECK(desk.driver->widget("day_title").value == day_words(clinic.at_day(40, 9)));
  // The calendar begins where one is.
  desk.driver->click("day_title");
  REQUIRE(desk.until_shows("day_jump_" + format_date(day)));
  CHECK(desk.driver->widget("day_jump_" + format_date(day)).selected);
  desk.driver->key(ui::Key::kEscape);
  CHECK(desk.until_gone("day_jump"));
  CHECK(desk.driver->shows(desk.row(visit)));
}

TEST_CASE("the day is jumped to with the keyboard alone") {
  VisitedClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  const LocalDate today = date_of(clinic.today_at(9));
  for (int i = 0; i < 20 && desk.driver->ui().focused() != "day_title"; ++i) {
    desk.driver->key(ui::Key::kTab);
  }
  REQUIRE(desk.driver->ui().focused() == "day_title");
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(
      desk.until([&] { return desk.driver->ui().focused() == "day_jump_" + format_date(today); }));
  // To a day beside, above or below it, where the month has one.
  struct Way {
    ui::Key key;
    int on;
  };
  const auto row = [&](int on) {  // the calendar's weeks begin on Sunday
    const auto day = std::chrono::sys_days(today) + days(on);
    return day - days(std::chrono::weekday(day).c_encoding());
  };
  for (const Way way :
       {Way{ui::Key::kRight, 1}, {ui::Key::kLeft, -1}, {ui::Key::kDown, 7}, {ui::Key::kUp, -7}}) {
    const LocalDate to = std::chrono::sys_days(today) + days(way.on);
    if (to.month() != today.month()) continue;
    if (std::abs(way.on) == 1 && row(way.on) != row(0)) continue;
    desk.driver->key(way.key);
    desk.driver->key(ui::Key::kEnter);
    REQUIRE(desk.until_shows("to_today"));
    CHECK(desk.driver->widget("day_title").value == day_words(clinic.at_day(way.on, 9)));
    return;
  }
  FAIL("a month has more than one day");
}

TEST_CASE("the calendar reaches as far as can be booked, and not a day further") {
  VisitedClinic clinic;
  DeskTerminal desk(clinic);
  const LocalDate today = date_of(clinic.today_at(9));
  // 366 days ahead is the furthest that anything can be booked.
  const LocalDate last = LocalDate(std::chrono::sys_days(today) + days(366));
  const LocalDate over = LocalDate(std::chrono::sys_days(today) + days(367));
  REQUIRE(desk.press("day_title"));
  REQUIRE(desk.until_shows("day_jump_after"));
  const auto turn_to = [&](LocalDate day) {
    while (!desk.driver->shows("day_jump_" + format_date(day))) {
      desk.driver->click("day_jump_after");
    }
  };
  turn_to(last);
  CHECK(desk.driver->widget("day_jump_" + format_date(last)).enabled);
  turn_to(over);
  CHECK_FALSE(desk.driver->widget("day_jump_" + format_date(over)).enabled);
}

}  // namespace alcove::tests
