// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/desk/booking_sheet.h"
#include "tests/desk/calendar_at_desk.h"
#include "tests/desk/working_clinic.h"
#include "tests/support/cable.h"

// The calendar at the desk, against the server as it runs. It is about noon there. The columns are
// the clinicians by name: A. Reyes, of whom no hours are known, and L. Brandt.

namespace alcove::tests {
namespace {

using rules::AppointmentState;
using rules::SlotType;

// Drags the middle of the first to the middle of the second, as a hand does.
void drag(DeskTerminal& desk, const std::string& from, const std::string& to) {
  const ui::Rect a = desk.driver->widget(from).visible_part;
  const ui::Rect b = desk.driver->widget(to).visible_part;
  // Held where the card begins, so that it begins where it is let go.
  const ui::Point begin{a.center().x, a.y + 6};
  const ui::Point end{b.center().x, b.y + 8};
  desk.driver->drag({begin, {begin.x + 6, begin.y + 14}, {(begin.x + end.x) / 2, end.y}, end});
}

TEST_CASE("a free time in the calendar is booked with the clinician and the time filled in") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  CHECK(desk.driver->shows_text("L. Brandt"));
  CHECK(desk.until_says("Does not work"));  // the hours are asked for one by one
  CHECK(desk.driver->shows_text("No hours known"));
  CHECK_FALSE(desk.driver->shows("cell_1_780"));  // nobody works at one
  REQUIRE(desk.press("cell_1_870"));              // 2:30 PM
  REQUIRE(desk.until_shows("find_text"));
  desk.driver->type("morales");
  REQUIRE(desk.until_shows("hit_0"));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_shows("book_sheet"));
  REQUIRE(choose_first_service(desk));
  CHECK(desk.driver->widget("book_clinician").value == "L. Brandt");
  CHECK(desk.driver->widget("book_time").value == "2:30 PM");
  REQUIRE(desk.until_says(", 2:30 PM: everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.start == clinic.today_at(14, 30));
  CHECK(rows[0].clinician_name == "L. Brandt");
  // It stands in the calendar, called as in the waiting room, and is the one that is chosen.
  REQUIRE(desk.until_shows(card(rows[0].appointment.id)));
  CHECK(desk.driver->shows_text("Lucía M."));
  CHECK(desk.until([&] { return desk.driver->widget(card(rows[0].appointment.id)).selected; }));

  // The button books without that time.
  REQUIRE(desk.press("panel_back"));
  REQUIRE(pick(desk, "book", "morales"));
  CHECK(desk.driver->widget("book_time").value.empty());
}

TEST_CASE("the calendar is walked and booked with arrows and Enter") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  desk.driver->ui().focus("cell_1_840");
  desk.driver->key(ui::Key::kDown);
  CHECK(desk.driver->widget("cell_1_870").focused);
  desk.driver->key(ui::Key::kLeft);
  CHECK(desk.driver->widget("cell_0_870").focused);
  desk.driver->key(ui::Key::kRight);
  desk.driver->key(ui::Key::kEnter);
  CHECK(desk.until_shows("find_text"));
}

// As it stands now: what was moved points at what it was moved to.
api::appointments::BoardRow after_move(WorkingClinic& clinic, const AppointmentId& visit) {
  const auto old = clinic.look(visit).row.appointment;
  REQUIRE(old.moved_to);
  return clinic.look(*old.moved_to).row;
}

TEST_CASE("a visit that is dragged to another clinician is asked about, and Undo puts it back") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  REQUIRE(desk.until_shows("cell_0_930"));
  drag(desk, card(visit), "cell_0_930");  // A. Reyes, 3:30 PM
  REQUIRE(desk.until(
      [&] { return desk.driver->shows("book_do") && desk.driver->widget("book_do").enabled; }));
  CHECK(clinic.look(visit).row.appointment.state == AppointmentState::kScheduled);
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("3:30 PM, with A. Reyes."));
  const auto now = after_move(clinic, visit);
  CHECK(now.appointment.start == clinic.today_at(15, 30));
  CHECK(now.clinician_name == "A. Reyes");
  CHECK(now.room_name == "Room 2");
  REQUIRE(desk.until_shows(card(now.appointment.id)));

  REQUIRE(desk.press("toast_action"));  // Undo
  REQUIRE(desk.until_gone(card(now.appointment.id)));
  CHECK(desk.until_says("The move of Ana Petrov is taken back."));
  CHECK_FALSE(desk.driver->shows("undo_sheet"));
  const auto back = clinic.look(visit).row;  // the very same visit
  CHECK(back.appointment.state == AppointmentState::kScheduled);
  CHECK(back.appointment.start == clinic.today_at(14));
  CHECK(back.clinician_name == "L. Brandt");
  CHECK(clinic.look(now.appointment.id).row.appointment.state == AppointmentState::kEnteredInError);
  CHECK(desk.until_shows(card(visit)));
}

TEST_CASE("a visit is picked up with M, carried with the arrows and put down with Enter") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  const auto at = [&] { return desk.driver->widget("grid_ghost").value; };
  desk.driver->ui().focus(card(visit));
  desk.driver->type("m");
  REQUIRE(desk.driver->shows("grid_ghost"));
  CHECK(at() == "Move to 2:00 PM");
  desk.driver->key(ui::Key::kDown);
  desk.driver->key(ui::Key::kDown);
  CHECK(at() == "Move to 2:30 PM");
  desk.driver->key(ui::Key::kUp, true);  // with Shift in small steps
  CHECK(at() == "Move to 2:25 PM");
  // Escape leaves it where it was, and what was pressed meant nothing else.
  desk.driver->key(ui::Key::kEscape);
  CHECK_FALSE(desk.driver->shows("grid_ghost"));
  CHECK(desk.driver->widget(card(visit)).focused);
  CHECK(clinic.look(visit).row.appointment.state == AppointmentState::kScheduled);

  desk.driver->type("m");
  desk.driver->key(ui::Key::kDown);
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_says("Ana Petrov is moved to"));
  CHECK_FALSE(desk.driver->shows("book_sheet"));  // nothing stood against it
  const auto now = after_move(clinic, visit);
  CHECK(now.appointment.start == clinic.today_at(14, 15));
  CHECK(now.clinician_name == "L. Brandt");
  // Where it was put down it has the focus: the next key is for it.
  REQUIRE(desk.until_shows(card(now.appointment.id)));
  CHECK(desk.until([&] { return desk.driver->widget(card(now.appointment.id)).focused; }));
  // Put down where it stands nothing happens.
  desk.driver->type("m");
  desk.driver->key(ui::Key::kEnter);
  CHECK_FALSE(desk.driver->shows("grid_ghost"));
  CHECK_FALSE(desk.driver->shows("book_sheet"));
}

TEST_CASE("carried while its panel is open, the visit keeps it at its new time") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.press(card(visit)));
  REQUIRE(desk.until_shows("panel_state"));
  desk.driver->ui().focus(card(visit));
  desk.driver->type("m");
  desk.driver->key(ui::Key::kDown);
  desk.driver->key(ui::Key::kEnter);
  CHECK(desk.until_says("Moved here from"));
  CHECK_FALSE(desk.driver->shows_text("Moved to another time"));
}

TEST_CASE("a visit that is dragged is let go with Escape, and outside of the calendar") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  const ui::Point begin = desk.driver->widget(card(visit)).visible_part.center();
  const ui::Point below{begin.x, begin.y + 60};
  desk.driver->press_at(begin);
  desk.driver->move_to(below);
  REQUIRE(desk.driver->shows("grid_ghost"));
  desk.driver->key(ui::Key::kEscape);
  CHECK_FALSE(desk.driver->shows("grid_ghost"));
  desk.driver->release_at(below);
  const ui::Point search = desk.driver->widget("search").rect.center();
  desk.driver->drag({begin, below, search});
  CHECK_FALSE(desk.driver->shows("grid_ghost"));
  REQUIRE(desk.until_shows(card(visit)));
  CHECK_FALSE(desk.driver->shows("book_sheet"));
  CHECK(clinic.look(visit).row.appointment.state == AppointmentState::kScheduled);
}

TEST_CASE("dragged onto somebody else's time the sheet says whose, and nothing moves") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(15, 30),
              std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  REQUIRE(desk.until_shows("cell_1_900"));  // free for half an hour, and the visit lasts 50 minutes
  drag(desk, card(visit), "cell_1_900");
  REQUIRE(until_notice(desk, "book_taken",
                       "L. Brandt is taken from 3:30 PM to 4:20 PM (Case management)."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  CHECK(clinic.look(visit).row.appointment.state == AppointmentState::kScheduled);
}

TEST_CASE("dragged onto a lunch the sheet says what is in the way, and nothing moves without it") {
  WorkingClinic clinic;
  clinic.works_with_lunch();
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  REQUIRE(desk.until_shows("cell_1_900"));
  CHECK(desk.until_says("Lunch"));  // the hours are asked for one by one
  drag(desk, card(visit), "cell_1_900");
  REQUIRE(until_notice(desk, "book_soft", "L. Brandt is at lunch from 3:00 PM to 3:50 PM."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(clinic.look(visit).row.appointment.state == AppointmentState::kScheduled);
}

TEST_CASE("touched without moving a visit is chosen, and its panel leads back to the calendar") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  desk.driver->click(card(visit));
  REQUIRE(desk.until_state("Scheduled"));
  CHECK(desk.driver->widget(card(visit)).selected);
  REQUIRE(desk.press("panel_back"));
  CHECK(desk.until_gone("panel_state"));
}

TEST_CASE("the calendar opens where the visit stands that was chosen in the list") {
  WorkingClinic clinic;
  clinic.works({{8, 17, SlotType::kTherapy}});
  const auto early =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(8), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(early));
  REQUIRE(desk.press("calendar"));
  REQUIRE(desk.until([&] {  // it is about noon, and today is opened there otherwise
    if (!desk.driver->shows(card(early))) return false;
    const auto& record = desk.driver->widget(card(early));
    return record.visible_part.height >= record.rect.height - 1;
  }));
}

TEST_CASE("the week of one clinician shows her visits alone, and goes on week by week") {
  WorkingClinic clinic;
  clinic.works({{14, 17, SlotType::kTherapy}});
  const auto hers =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const auto next_week =
      clinic.book(clinic.registered[0], clinic.today_at(14) + std::chrono::days(7), std::nullopt);
  const auto his = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                               clinic.today_at(14), std::nullopt, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.press("grid_week"));
  REQUIRE(desk.until_shows("grid_whose"));
  CHECK(desk.driver->widget("grid_whose").value == "A. Reyes");
  REQUIRE(desk.until_shows(card(his)));
  CHECK_FALSE(desk.driver->shows(card(hers)));
  REQUIRE(desk.press("grid_whose"));
  desk.driver->click("grid_choice_1");
  REQUIRE(desk.until_shows(card(hers)));
  CHECK_FALSE(desk.driver->shows(card(his)));
  CHECK_FALSE(desk.driver->shows(card(next_week)));
  REQUIRE(desk.press("day_after"));
  REQUIRE(desk.until_shows(card(next_week)));
  CHECK_FALSE(desk.driver->shows(card(hers)));
  // Chosen there, the day that is shown is the visit's.
  desk.driver->click(card(next_week));
  REQUIRE(desk.until_state("Scheduled"));
}

TEST_CASE("the rooms stand side by side, and what has no room yet beside them") {
  WorkingClinic clinic;
  const auto in_room =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), clinic.room_2);
  const auto without = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                   clinic.today_at(15), std::nullopt, clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.press("grid_rooms"));
  REQUIRE(desk.until_shows(card(without)));
  CHECK(desk.driver->shows_text("No room yet"));
  REQUIRE(desk.until_shows("cell_1_900"));
  drag(desk, card(without), "cell_1_900");  // into Room 4, at the time that it has
  REQUIRE(desk.until_says("The visit of Sam Haddad is changed."));
  CHECK(clinic.look(without).row.room_name == "Room 4");
  CHECK(clinic.look(without).row.clinician_name == "A. Reyes");
  CHECK(clinic.look(in_room).row.room_name == "Room 2");
}

TEST_CASE("what changes elsewhere comes into the calendar by itself, hours too") {
  WorkingClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_says("No hours known"));
  CHECK_FALSE(desk.driver->shows_text("Does not work"));
  clinic.works({{14, 17, SlotType::kTherapy}});
  REQUIRE(desk.until_says("Does not work"));
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  REQUIRE(desk.until_shows(card(visit)));
  clinic.closes_today();
  REQUIRE(desk.until_says("Closed"));
  CHECK(desk.driver->shows(card(visit)));  // what is booked stays booked
}

TEST_CASE("while the box is away the calendar is looked at, and nothing in it is booked or moved") {
  AnaAtTwo clinic;
  const AppointmentId visit = clinic.visit;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(open_calendar(desk));
  REQUIRE(desk.until_shows(card(visit)));
  REQUIRE(desk.until_shows("cell_1_930"));
  cable.pull();
  REQUIRE(desk.until([&] { return !desk.driver->widget("cell_1_930").enabled; }));
  drag(desk, card(visit), "cell_1_930");
  CHECK_FALSE(desk.driver->shows("book_sheet"));
  REQUIRE(desk.press("grid_week"));
  REQUIRE(desk.until_says("this was not read yet"));
  cable.put_in();
  REQUIRE(desk.until_shows("grid_whose"));
  REQUIRE(desk.until([&] { return !desk.driver->shows_text("this was not read yet"); }));
}

}  // namespace
}  // namespace alcove::tests
