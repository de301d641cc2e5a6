// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/text/dates.h"
#include "shared/api/notes_save.h"
#include "shared/api/notes_signing.h"
#include "tests/desk/repeating_clinic.h"

// Single dates of visits that repeat, at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

using api::series::Standing;
using std::chrono::weeks;

// The booking's sheet for the first client found: with L. Brandt in Room 2, today.
bool fill_in(DeskTerminal& desk, const std::string& client, const std::string& time) {
  if (!pick(desk, "book", client) || !choose_clinician(desk, "L. Brandt")) return false;
  desk.driver->click("book_room");
  desk.driver->click("book_choice_1");
  type_over(*desk.driver, "book_time", time);
  return desk.until_says(": everything is free.");
}

// Weekly, three times, seen and not yet booked.
bool see_three_weeks(DeskTerminal& desk) {
  desk.driver->click("series_weekly");
  desk.driver->wheel("book_sheet_body", -6);  // what comes in is below
  if (!desk.until_shows("series_after_count")) return false;
  desk.driver->click("series_after_count");
  desk.driver->wheel("book_sheet_body", -6);
  if (!desk.until_shows("series_count")) return false;
  type_over(*desk.driver, "series_count", "3");
  return desk.press("book_do") && desk.until_shows("series_do");
}

}  // namespace

TEST_CASE("a visit is booked with those that repeat it in one step, from its own date on") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(fill_in(desk, "morales", "14:00"));
  REQUIRE(see_three_weeks(desk));
  CHECK(desk.driver->shows_text("Will be booked: 3."));
  CHECK(clinic.series_of(lucia).empty());
  CHECK(rows_today(clinic).empty());
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_says("The series of Lucía Morales is in the book."));
  CHECK_FALSE(desk.driver->shows("book_sheet"));
  const auto all = clinic.series_of(lucia);
  REQUIRE(all.size() == 1);
  const LocalDateTime first = clinic.today_at(14);
  CHECK(clinic.starts_of(all[0].id) == std::vector{first, first + weeks(1), first + weeks(2)});
  // As after every booking it is the one that is chosen, and says that it repeats.
  REQUIRE(desk.until_shows("panel_repeats"));
  CHECK(desk.driver->widget("panel_repeats").value == "Every week");
}

TEST_CASE("back from the dates lies the booking as it was filled in") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(fill_in(desk, "morales", "14:00"));
  REQUIRE(see_three_weeks(desk));
  REQUIRE(desk.press("series_back"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(desk.driver->widget("book_time").value == "14:00");
  CHECK(desk.driver->widget("series_count").value == "3");
  REQUIRE(desk.press("series_once"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Lucía Morales is booked for"));
  CHECK(rows_today(clinic).size() == 1);
  CHECK(clinic.series_of(lucia).empty());
}

TEST_CASE("a date is left out before anything is booked, and put back") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(fill_in(desk, "morales", "14:00"));
  REQUIRE(see_three_weeks(desk));
  REQUIRE(desk.press("series_leave_out_1"));
  REQUIRE(desk.until_says("Will be booked: 2."));
  REQUIRE(desk.press("series_leave_out_1"));
  REQUIRE(desk.until_says("Will be booked: 3."));
  REQUIRE(desk.press("series_leave_out_2"));
  REQUIRE(desk.until_says("Will be booked: 2."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto dates = clinic.dates_of(clinic.series_of(lucia).at(0).id);
  REQUIRE(dates.size() == 3);
  CHECK(dates[1].standing == Standing::kBooked);
  CHECK(dates[2].standing == Standing::kTakenOut);
}

TEST_CASE("a date is added among the others before anything is booked, and taken off again") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(fill_in(desk, "morales", "14:00"));
  REQUIRE(see_three_weeks(desk));
  const LocalDateTime first = clinic.today_at(14);
  const auto add = [&](LocalDateTime at) {
    if (!desk.press("series_add_date") || !desk.until_shows("series_calendar")) return false;
    const std::string day = "series_date_" + format_date(date_of(at));
    if (!desk.driver->shows(day)) desk.press("series_date_after");
    return desk.press(day) && desk.until_gone("series_calendar");
  };
  // Two days later it is the second line; on a day that has a date already nothing is added.
  REQUIRE(add(first + std::chrono::days(2)));
  REQUIRE(desk.until_says("Will be booked: 4."));
  REQUIRE(add(first + weeks(1)));
  CHECK(desk.driver->shows_text("Will be booked: 4."));
  REQUIRE(desk.press("series_leave_out_1"));
  REQUIRE(desk.until_says("Will be booked: 3."));
  CHECK_FALSE(desk.driver->shows("series_leave_out_3"));
  // Left out, and put back from the calendar.
  REQUIRE(desk.press("series_leave_out_1"));
  REQUIRE(desk.until_says("Will be booked: 2."));
  REQUIRE(add(first + weeks(1)));
  REQUIRE(desk.until_says("Will be booked: 3."));
  REQUIRE(add(first + std::chrono::days(2)));
  REQUIRE(desk.until_says("Will be booked: 4."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto all = clinic.series_of(lucia);
  REQUIRE(all.size() == 1);
  CHECK(all[0].terms.extra_dates == std::vector{first + std::chrono::days(2)});
  CHECK(clinic.starts_of(all[0].id) ==
        std::vector{first, first + std::chrono::days(2), first + weeks(1), first + weeks(2)});
}

TEST_CASE("a date that was added is named in the series, and goes along to another time") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const LocalDateTime first = clinic.today_at(14);
  const LocalDateTime extra = first + std::chrono::days(2);
  const auto series = clinic.book_weekly(lucia, first, {extra});
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, rows_today(clinic).at(0).appointment.id));
  const std::string day =
      text::weekday_and_date(text::Language::kEnglish, date_of(extra), date_of(first));
  REQUIRE(desk.until_says("Besides: " + day));
  REQUIRE(desk.press("series_change"));
  REQUIRE(desk.until_shows("series_time"));
  type_over(*desk.driver, "series_time", "15:00");
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_says("Will be moved or changed: 4."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const std::chrono::hours later(1);
  CHECK(clinic.starts_of(series) == std::vector{first + later, extra + later,
                                                first + weeks(1) + later,
                                                first + weeks(2) + later});
}

TEST_CASE("all dates without a place are left out at once") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const ClientId sam = clinic.add_client("Sam", "Haddad", "1991-12-02");
  clinic.book(sam, clinic.today_at(14) + weeks(1), clinic.room_4);
  clinic.book(sam, clinic.today_at(14) + weeks(2), clinic.room_4);
  DeskTerminal desk(clinic);
  REQUIRE(fill_in(desk, "morales", "14:00"));
  REQUIRE(see_three_weeks(desk));
  CHECK(desk.driver->shows_text("Leave out the 2 dates without a place"));
  REQUIRE(desk.press("series_leave_all_out"));
  REQUIRE(desk.until_gone("series_leave_all_out"));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  CHECK(clinic.standing_in(clinic.series_of(lucia).at(0).id) == 1);
  CHECK(clinic.other_desk->must(api::series::collisions, {}).count == 0);
}

TEST_CASE("a date without a place is given another time, and the series is shown again") {
  OneDateTaken clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, clinic.visit));
  REQUIRE(desk.press("series_another_time_0"));
  REQUIRE(desk.until_shows("book_sheet"));
  CHECK(desk.driver->shows_text("Another time for a visit of Lucía Morales"));
  CHECK(desk.until_says("L. Brandt is taken from 2:30 PM to 3:20 PM (Case management)."));
  type_over(*desk.driver, "book_time", "16:00");
  REQUIRE(desk.until_says(": everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.until_shows("series_change"));
  CHECK_FALSE(desk.driver->shows("series_another_time_0"));
  CHECK(clinic.waiting() == 0);
  const LocalDateTime first = clinic.today_at(14);
  CHECK(clinic.starts_of(clinic.series) ==
        std::vector{first, clinic.today_at(16) + weeks(1), first + weeks(2)});
}

TEST_CASE("a date without a place is left out with a reason") {
  OneDateTaken clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, clinic.visit));
  REQUIRE(desk.press("series_skip_0"));
  REQUIRE(desk.until_shows("series_skip_do"));
  CHECK_FALSE(desk.driver->widget("series_skip_do").enabled);
  desk.driver->type("series_skip_reason", "She travels");
  REQUIRE(desk.press("series_skip_do"));
  REQUIRE(desk.until_says(": no visit."));
  REQUIRE(desk.until_shows("series_change"));
  CHECK_FALSE(desk.driver->shows("series_skip_0"));
  const auto dates = clinic.dates_of(clinic.series);
  CHECK(dates.at(1).standing == Standing::kSkipped);
  CHECK(dates.at(1).reason == "She travels");
  CHECK(clinic.standing_in(clinic.series) == 2);
}

TEST_CASE("a visit that had no place at the new time is kept where it is") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const ClientId sam = clinic.add_client("Sam", "Haddad", "1991-12-02");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(14));
  const AppointmentId visit = rows_today(clinic).at(0).appointment.id;
  clinic.book(sam, clinic.today_at(16) + weeks(1), clinic.room_4);
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.press("series_change"));
  type_over(*desk.driver, "series_time", "16:00");
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_says("Without a place: 1."));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const auto moved = rows_today(clinic);
  REQUIRE(moved.back().appointment.start == clinic.today_at(16));
  REQUIRE(open_series(desk, moved.back().appointment.id));
  REQUIRE(desk.press("series_keep_0"));
  REQUIRE(desk.until_says(": the visit stays where it is."));
  const LocalDateTime first = clinic.today_at(16);
  CHECK(clinic.starts_of(series) ==
        std::vector{first, clinic.today_at(14) + weeks(1), first + weeks(2)});
  CHECK(clinic.other_desk->must(api::series::collisions, {}).count == 0);
}

TEST_CASE("one visit of a series is moved from the panel, which says that the others stay") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const ClientId sam = clinic.add_client("Sam", "Haddad", "1991-12-02");
  const AppointmentId alone = clinic.book(sam, clinic.today_at(17), clinic.room_4);
  const auto series = clinic.book_weekly(lucia, clinic.today_at(14));
  const AppointmentId visit = rows_today(clinic).at(0).appointment.id;
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(alone));
  CHECK_FALSE(desk.driver->shows("panel_repeats"));
  CHECK_FALSE(desk.driver->shows("row_repeats_" + alone.text()));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  CHECK_FALSE(desk.driver->shows("only_this"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("book_sheet"));

  REQUIRE(desk.choose(visit));
  CHECK(desk.driver->shows("row_repeats_" + visit.text()));
  REQUIRE(desk.press("move"));
  REQUIRE(until_notice(desk, "only_this", "Only this visit moves."));
  type_over(*desk.driver, "book_time", "15:00");
  REQUIRE(desk.until_says(": everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("The other visits of the series"));
  const LocalDateTime first = clinic.today_at(14);
  CHECK(clinic.starts_of(series) ==
        std::vector{clinic.today_at(15), first + weeks(1), first + weeks(2)});
  CHECK(desk.until_shows("panel_repeats"));  // where it was moved to it is one of the series still
  for (const auto& row : rows_today(clinic)) {
    CHECK(row.repeats.has_value() == (row.appointment.client == lucia));
  }
}

TEST_CASE("a visit with a note is frozen, and the preview says so, whatever part is changed") {
  RepeatingClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto series = clinic.book_weekly(lucia, clinic.today_at(14));
  const AppointmentId visit = rows_today(clinic).at(0).appointment.id;
  ServedTerminal room(clinic.at, wire::Station::kTherapyRoom, "Room 2", "brandt");
  const auto draft = room.must(api::notes::open_draft, {.note = clinic.new_id<NoteId>(),
                                                        .appointment = visit,
                                                        .format = rules::NoteFormat::kDap,
                                                        .if_held = api::notes::IfHeld::kRead});
  SECTION("a draft") {
    REQUIRE(draft.may_write);
  }
  SECTION("a signed one") {
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = clinic.new_id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = draft.content};
    save.content.sections = {{rules::NoteSection::kPlan, "Once more."}};
    save.content.start = draft.visit_start;
    save.content.stop = draft.visit_start + std::chrono::minutes(50);
    room.must(api::notes::save, save);
    const auto proof = room.must(api::session::confirm,
                                 {.pin = {}, .password = ServedClinic::password_of("brandt")});
    const auto signature =
        room.must(api::notes::sign,
                  {.note = draft.note, .revision = save.revision, .confirmation = proof.token});
    REQUIRE(signature.by == clinic.brandt);
  }
  const std::string scope = GENERATE(as<std::string>(), "series_following", "series_all");
  DeskTerminal desk(clinic);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.press(scope));
  REQUIRE(desk.press("series_change"));
  type_over(*desk.driver, "series_time", "16:00");
  REQUIRE(desk.press("series_look"));
  REQUIRE(desk.until_says("Will be moved or changed: 2. Will stay as they are: 1."));
  CHECK(desk.driver->shows_text("Will stay: it has begun, or there is a note about it"));
  REQUIRE(desk.press("series_do"));
  REQUIRE(desk.until_gone("series_sheet"));
  const LocalDateTime later = clinic.today_at(16);
  CHECK(clinic.starts_of(series) ==
        std::vector{clinic.today_at(14), later + weeks(1), later + weeks(2)});
  CHECK(clinic.dates_of(series).at(0).touch == api::series::Touch::kFrozen);
  REQUIRE(open_series(desk, visit));
  REQUIRE(desk.press(scope));
  REQUIRE(desk.press("series_cancel"));
  CHECK(desk.until_says("Will be cancelled or taken out: 2. Will stay as they are: 1."));
}

}  // namespace alcove::tests
