// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"
#include "tests/desk/working_clinic.h"
#include "tests/support/cable.h"

// Hours, time off, closed days and caps at the desk, against the server as it runs. It is about
// noon there.

namespace alcove::tests {
namespace {

using api::availability::Block;
using api::availability::OfClinicianReply;
using rules::SlotType;

// The page of hours with that clinician's.
bool open_hours(DeskTerminal& desk, const StaffId& whose) {
  const std::string row = "whose_" + whose.text();
  return desk.press("hours") && desk.until_shows(row) && desk.press(row) &&
         desk.until_says("Time off");
}

LocalDate in_days(const WorkingClinic& clinic, int days) {
  return std::chrono::sys_days(clinic.today()) + std::chrono::days(days);
}

// Picks a day in the calendar that the field opens; it begins with the month of `shown`.
void pick_day(DeskTerminal& desk, const std::string& field, const std::string& calendar,
              LocalDate shown, LocalDate day) {
  desk.driver->click(field);
  const auto months = (day.year() / day.month()) - (shown.year() / shown.month());
  for (int i = 0; i < months.count(); ++i) desk.driver->click(calendar + "_after");
  desk.driver->click(calendar + "_" + format_date(day));
}

OfClinicianReply of_brandt(WorkingClinic& clinic) {
  return clinic.other_desk->must(api::availability::of_clinician, {clinic.brandt});
}

void write_part(DeskTerminal& desk, int index, const std::string& from, const std::string& until) {
  const std::string number = std::to_string(index);
  type_over(*desk.driver, "part_from_" + number, from);
  type_over(*desk.driver, "part_until_" + number, until);
}

TEST_CASE("a clinician's week is set at the desk, and bookings go by it from then on") {
  WorkingClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  CHECK(desk.driver->shows_text("No hours are known."));
  REQUIRE(desk.press("new_hours"));
  REQUIRE(desk.until_shows("week_sheet"));
  desk.driver->click("weekday_row_1");
  CHECK(desk.driver->shows_text("Nothing is entered: nobody works that day."));
  desk.driver->click("part_add");
  write_part(desk, 0, "9", "12:00 pm");
  desk.driver->click("part_add");
  write_part(desk, 1, "11:30", "1 pm");
  CHECK(desk.driver->shows_text("parts do not overlap"));
  CHECK_FALSE(desk.driver->widget("weekday_done").enabled);
  write_part(desk, 1, "12:00", "1 pm");
  desk.driver->click("part_what_1");
  desk.driver->click("part_choice_5");  // Lunch
  desk.driver->click("also_3");
  REQUIRE(desk.press("weekday_done"));
  REQUIRE(desk.until_gone("weekday_sheet"));
  CHECK(desk.driver->widget("weekday_row_3").value ==
        "9:00 to 12:00 PM Therapy, 12:00 PM to 1:00 PM Lunch");
  CHECK(desk.driver->widget("weekday_row_2").value == "Does not work");
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("The hours of L. Brandt are kept."));
  CHECK_FALSE(desk.driver->shows("week_sheet"));

  const OfClinicianReply kept = of_brandt(clinic);
  REQUIRE(kept.hours.size() == 1);
  CHECK(kept.hours[0].from == clinic.today());
  CHECK_FALSE(kept.hours[0].until);
  CHECK(kept.hours[0].blocks == std::vector<Block>{{1, 540, 720, SlotType::kTherapy},
                                                   {1, 720, 780, SlotType::kLunch},
                                                   {3, 540, 720, SlotType::kTherapy},
                                                   {3, 720, 780, SlotType::kLunch}});
  REQUIRE(desk.until_shows("hours_0"));
  CHECK(desk.driver->widget("hours_0_standing").value == "Now");

  REQUIRE(desk.press("hours_back"));
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "20:00");
  CHECK(until_notice(desk, "book_taken", "L. Brandt does not work from 8:00 PM"));
}

TEST_CASE("new hours from a day on end the present ones the day before, and say so first") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  REQUIRE(desk.until_shows("hours_0"));
  REQUIRE(desk.press("new_hours"));
  // They begin today as the present ones do: then those have to be changed instead.
  REQUIRE(desk.press("hours_save"));
  REQUIRE(until_notice(desk, "week_notice", "Other hours hold on some of these days."));
  const LocalDate from = in_days(clinic, 10);
  pick_day(desk, "week_from", "week_date", clinic.today(), from);
  REQUIRE(until_notice(desk, "week_notice", "The hours that hold now end on"));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("The hours of L. Brandt are kept."));
  const OfClinicianReply kept = of_brandt(clinic);
  REQUIRE(kept.hours.size() == 2);
  CHECK(kept.hours[0].until == in_days(clinic, 9));
  CHECK(kept.hours[0].revision == 2);
  CHECK(kept.hours[1].from == from);
  CHECK_FALSE(kept.hours[1].until);
  CHECK(kept.hours[1].blocks == kept.hours[0].blocks);  // most of a new week is the old one
}

TEST_CASE(
    "after time off it is said how many visits stay booked in it, and each is one touch away") {
  WorkingClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(14), std::nullopt,
              clinic.reyes);  // somebody else's
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  CHECK(desk.driver->shows_text("No time off is entered."));
  REQUIRE(desk.press("new_time_off"));
  REQUIRE(until_notice(desk, "stays_booked", "1 visit is booked in that time. It stays booked."));
  CHECK_FALSE(desk.driver->widget("hours_save").enabled);  // what for?
  desk.driver->click("kind_ill");
  desk.driver->click("off_whole_days");
  type_over(*desk.driver, "off_from_time", "15:00");
  type_over(*desk.driver, "off_until_time", "14:00");
  CHECK(desk.driver->shows_text("It ends before it begins."));
  CHECK_FALSE(desk.driver->widget("hours_save").enabled);
  type_over(*desk.driver, "off_until_time", "17:00");
  REQUIRE(desk.until_says("Nothing is booked in that time."));
  type_over(*desk.driver, "off_from_time", "13:30");
  REQUIRE(desk.until_shows("stays_booked"));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(until_notice(desk, "hours_kept", "Time off of L. Brandt is kept."));
  REQUIRE(desk.until_shows("stays_0"));
  CHECK(desk.driver->widget("stays_0").value == "Petrov, Ana");

  const auto off = of_brandt(clinic).times_off;
  REQUIRE(off.size() == 1);
  CHECK(off[0].from == clinic.today_at(13, 30));
  CHECK(off[0].until == clinic.today_at(17));
  CHECK(off[0].kind == rules::TimeOffKind::kIll);
  REQUIRE(desk.press("stays_0"));
  REQUIRE(desk.until_state("Clinician away"));  // on the board again, with that visit chosen
  CHECK(desk.driver->shows_text("Ana Petrov"));
  CHECK(clinic.look(visit).row.appointment.state == rules::AppointmentState::kScheduled);
}

TEST_CASE("time off without a visit in it closes its sheet, and is cancelled, never deleted") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  REQUIRE(desk.press("new_time_off"));
  desk.driver->click("kind_vacation");
  const LocalDate first = in_days(clinic, 3);
  pick_day(desk, "off_first", "hours_date", clinic.today(), first);
  pick_day(desk, "off_last", "hours_date", first, in_days(clinic, 9));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_gone("time_off_sheet"));
  CHECK(desk.driver->shows_text("Time off of L. Brandt is kept."));
  auto off = of_brandt(clinic).times_off;
  REQUIRE(off.size() == 1);
  CHECK(off[0].from == std::chrono::local_days(first));
  CHECK(off[0].until == std::chrono::local_days(in_days(clinic, 10)));
  REQUIRE(desk.press("time_off_0"));
  REQUIRE(desk.press("hours_end"));
  REQUIRE(desk.until_says("Time off of L. Brandt is cancelled."));
  off = of_brandt(clinic).times_off;
  REQUIRE(off.size() == 1);
  CHECK(off[0].cancelled);
  REQUIRE(desk.until_gone("time_off_0"));  // it is among the earlier ones
  REQUIRE(desk.press("hours_earlier"));
  CHECK(desk.driver->widget("time_off_0_standing").value == "Cancelled");
}

TEST_CASE("a day is closed by name, its visits are listed, and it is opened after all") {
  WorkingClinic clinic;
  clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.press("whose_closed"));
  REQUIRE(desk.until_says("No closed days are entered."));
  REQUIRE(desk.press("new_closed_day"));
  REQUIRE(until_notice(desk, "stays_booked", "1 visit is booked"));
  CHECK_FALSE(desk.driver->widget("hours_save").enabled);
  desk.driver->type("closed_day_name", "Snow");
  REQUIRE(desk.until_shows("stays_0"));
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.press("all_leave"));
  REQUIRE(desk.until_says("Close the day, 1 visit stays booked"));
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.until_gone("absence_sheet"));
  REQUIRE(desk.until_says("is closed. 1 visit stays booked."));
  const auto closed = clinic.other_desk->must(api::availability::closed_days, {}).items;
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].day == clinic.today());
  CHECK(closed[0].name == "Snow");
  REQUIRE(desk.press("closed_day_0"));
  REQUIRE(desk.press("hours_end"));
  REQUIRE(desk.until_says("is open after all."));
  CHECK(clinic.other_desk->must(api::availability::closed_days, {}).items.at(0).reopened);
}

TEST_CASE("how many visits a day is a number or none, and its history names who set it") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  CHECK(desk.driver->shows_text("As many as fit."));
  REQUIRE(desk.press("change_cap"));
  desk.driver->type("cap_visits", "101");
  CHECK(desk.driver->shows_text("Write a number from 1 to 100"));
  CHECK_FALSE(desk.driver->widget("hours_save").enabled);
  type_over(*desk.driver, "cap_visits", "100");
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("At most 100 visits a day."));
  CHECK(of_brandt(clinic).cap.visits_a_day == 100);
  REQUIRE(desk.press("change_cap"));
  REQUIRE(desk.press("hours_history"));
  REQUIRE(desk.until_says("Mia Ortiz at Front desk"));
  desk.driver->key(ui::Key::kEscape);
  type_over(*desk.driver, "cap_visits", " ");
  desk.driver->key(ui::Key::kBackspace);
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("As many as fit."));
  CHECK_FALSE(of_brandt(clinic).cap.visits_a_day);
}

TEST_CASE(
    "what somebody else changed meanwhile is said, and what was typed is kept on a second try") {
  WorkingClinic clinic;
  api::availability::Hours week = clinic.works({{14, 17, SlotType::kTherapy}});
  DeskTerminal desk(clinic);
  REQUIRE(open_hours(desk, clinic.brandt));
  REQUIRE(desk.press("hours_0"));
  desk.driver->click("weekday_row_7");
  desk.driver->click("part_remove_0");
  REQUIRE(desk.press("weekday_done"));
  week.blocks.pop_back();
  week.blocks.pop_back();  // the other desk frees Saturdays too
  clinic.other_desk->must(api::availability::set_hours, week);
  REQUIRE(desk.press("hours_save"));
  REQUIRE(until_notice(desk, "sheet_notice", "Somebody changed this a moment ago."));
  CHECK(of_brandt(clinic).hours[0].revision == 2);
  CHECK(desk.driver->widget("weekday_row_7").value == "Does not work");
  CHECK(desk.driver->widget("weekday_row_6").value == "2:00 PM to 5:00 PM Therapy");
  REQUIRE(desk.until([&] {
    if (!desk.driver->shows("week_sheet")) return true;
    if (desk.driver->widget("hours_save").enabled) desk.driver->click("hours_save");
    return false;
  }));
  const OfClinicianReply kept = of_brandt(clinic);
  CHECK(kept.hours[0].revision == 3);
  CHECK(kept.hours[0].blocks.size() == 6);
}

TEST_CASE("a clinician sets her own hours and time off at the desk, and nobody else's") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic, {}, {}, "brandt");
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.until_says("My hours"));
  REQUIRE(desk.until_says("any time can be booked with you"));
  CHECK_FALSE(desk.driver->shows("whose_" + clinic.reyes.text()));
  CHECK_FALSE(desk.driver->shows("change_cap"));
  CHECK(desk.driver->shows_text("are kept by the front desk and supervisors."));
  REQUIRE(desk.press("new_time_off"));
  desk.driver->click("kind_ill");
  REQUIRE(desk.press("hours_save"));
  REQUIRE(desk.until_says("Time off of L. Brandt is kept."));
  CHECK(of_brandt(clinic).times_off.size() == 1);
  REQUIRE(desk.press("whose_closed"));
  REQUIRE(desk.until_says("No closed days are entered."));
  CHECK_FALSE(desk.driver->shows("new_closed_day"));
}

TEST_CASE("while the box is away the hours that were read stay, and nothing can be changed") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_hours(desk, clinic.brandt));
  REQUIRE(desk.until_shows("hours_0"));
  cable.pull();
  REQUIRE(until_notice(desk, "hours_notice", "This is how it was read last"));
  CHECK(desk.driver->shows("hours_0"));
  CHECK_FALSE(desk.driver->widget("new_time_off").enabled);
  REQUIRE(desk.press("whose_" + clinic.reyes.text()));
  REQUIRE(until_notice(desk, "hours_notice", "these were not read yet"));
  cable.put_in();
  REQUIRE(desk.until_says("No hours are known."));
  CHECK_FALSE(desk.driver->shows("hours_notice"));
}

}  // namespace
}  // namespace alcove::tests
