// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/appointment_steps.h"
#include "tests/desk/booking_sheet.h"

// Booking at the desk, against the server as it runs.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

// Both in one sentence of the panel, which may go on in the next line.
bool shows_words(DeskTerminal& desk, const std::string& begin, const std::string& end) {
  std::string all;
  for (const ui::TextRecord& one : desk.driver->ui().registry().texts()) all += one.text + " ";
  const std::size_t from = all.find(begin);
  if (from == std::string::npos) return false;
  return all.substr(from, all.find('.', from) - from).find(end) != std::string::npos;
}

// By somebody else: the visit that stands for it since.
AppointmentId moved_elsewhere(DeskClinic& clinic, const AppointmentId& visit, LocalDateTime to) {
  const auto at = clinic.look(visit).row.appointment;
  const auto moved_to = clinic.new_id<AppointmentId>();
  clinic.other_desk->must(api::appointments::move, {.appointment = visit,
                                                    .base_revision = at.revision,
                                                    .moved_to = moved_to,
                                                    .clinician = at.clinician,
                                                    .room = at.room,
                                                    .start = to,
                                                    .minutes = at.minutes,
                                                    .reason = "asked for it"});
  return moved_to;
}

TEST_CASE("a visit is booked from the search to the board with the keyboard alone") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  REQUIRE(pick(desk, "book", "morales lucia"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2:30 pm");
  REQUIRE(desk.until_says(": everything is free."));
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_gone("book_sheet"));
  REQUIRE(desk.until_says("Lucía Morales is booked for"));

  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.start == clinic.today_at(14, 30));
  CHECK(rows[0].clinician_name == "L. Brandt");
  CHECK(rows[0].appointment.state == State::kScheduled);
  REQUIRE(desk.until_shows(desk.row(rows[0].appointment.id)));
  CHECK(desk.until([&] { return desk.driver->widget(desk.row(rows[0].appointment.id)).selected; }));
}

TEST_CASE(
    "booking says how the time was understood, that it is past, or that it is between steps") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  REQUIRE(pick(desk, "walk_in", "morales"));  // its time stands there already
  REQUIRE(desk.until([&] { return desk.driver->shows_text("Choose"); }));
  CHECK_FALSE(desk.driver->shows("book_free"));  // with whom?
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  REQUIRE(desk.until_shows("book_free"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("book_sheet"));

  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "2");
  REQUIRE(desk.until_says(", 2:00 PM: everything is free."));
  CHECK(desk.driver->widget("book_do").enabled);

  type_over(*desk.driver, "book_time", "14:07");
  REQUIRE(desk.until_says("Visits begin every five minutes, for example at 10:05 or 10:10."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  CHECK_FALSE(desk.driver->shows("book_free"));

  type_over(*desk.driver, "book_time", "7");  // it is about noon
  REQUIRE(desk.until_says(", 7:00 is past."));
  CHECK(desk.driver->widget("book_do").enabled);
}

TEST_CASE("a room that is taken is named with its time, and the free one is one button away") {
  DeskClinic clinic;
  clinic.book(clinic.add_client("Thanh", "Nguyen", "1970-02-03"), clinic.today_at(15),
              clinic.room_2, clinic.reyes);
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(pick(desk, "book", "morales"));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  desk.driver->click("book_room");
  desk.driver->click("book_choice_1");  // Room 2
  type_over(*desk.driver, "book_time", "15:20");
  REQUIRE(until_notice(desk, "book_taken",
                       "Room 2 is taken from 3:00 PM to 3:50 PM (Case management, A. Reyes). "
                       "Room 4 is free."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  desk.driver->click("offer_0");
  REQUIRE(desk.until_says(": everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].room_name == "Room 4");
}

TEST_CASE("somebody without an appointment is put on the board and is there at once") {
  DeskClinic clinic;
  clinic.add_client("Sam", "Haddad", "1990-01-02");
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  REQUIRE(pick(desk, "walk_in", "haddad"));
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Sam Haddad is here and on the board."));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.state == State::kArrived);
  CHECK(rows[0].appointment.walk_in);
  REQUIRE(desk.until_shows(desk.row(rows[0].appointment.id)));
  CHECK(desk.until([&] { return desk.driver->shows("next_step"); }));  // it is the chosen one
}

TEST_CASE("a visit is moved to another time, and only its clinician is changed at the same time") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_gone("book_sheet"));
  CHECK(clinic.look(visit).row.clinician_name == "A. Reyes");
  CHECK(clinic.look(visit).row.appointment.state == State::kScheduled);

  CHECK(desk.driver->shows_text("The visit of Ana Petrov is changed."));
  REQUIRE(desk.press("move"));
  type_over(*desk.driver, "book_time", "16:00");
  desk.driver->type("book_reason", "The bus was late");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Ana Petrov is moved to"));
  const auto old = clinic.look(visit);
  CHECK(old.row.appointment.state == State::kRescheduled);
  REQUIRE(old.row.appointment.moved_to);
  const AppointmentId now = *old.row.appointment.moved_to;
  CHECK(clinic.look(now).row.appointment.start == clinic.today_at(16));
  // The board goes along: the visit at its new time is the one that is chosen.
  REQUIRE(desk.until_shows(desk.row(now)));
  CHECK(desk.until([&] { return desk.driver->widget(desk.row(now)).selected; }));
  CHECK(desk.until_state("Scheduled"));
}

TEST_CASE("a move is taken back in the panel with a reason, which says to and from when it went") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const AppointmentId now = moved_elsewhere(clinic, visit, clinic.today_at(16));
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(now));
  REQUIRE(desk.until([&] { return shows_words(desk, "Moved here from", "2:00 PM"); }));
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until([&] { return shows_words(desk, "Moved to", "4:00 PM"); }));
  REQUIRE(desk.press("undo"));
  REQUIRE(desk.until_shows("undo_do"));
  CHECK_FALSE(desk.driver->widget("undo_do").enabled);
  CHECK(desk.driver->shows("quick_1"));
  CHECK_FALSE(desk.driver->shows("quick_2"));  // nobody came after all
  desk.driver->click("quick_0");
  REQUIRE(desk.press("undo_do"));
  REQUIRE(desk.until_gone("undo_sheet"));
  REQUIRE(desk.until_state("Scheduled"));
  CHECK(clinic.look(visit).row.appointment.state == State::kScheduled);
  CHECK(clinic.look(visit).history.back().reason == "Pressed by mistake");
  CHECK(clinic.look(now).row.appointment.state == State::kEnteredInError);
}

TEST_CASE("a move is not offered to be taken back once the new visit has gone on, which is said") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const AppointmentId now = moved_elsewhere(clinic, visit, clinic.today_at(16));
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until_shows("undo"));
  clinic.other_desk->must(
      api::appointments::mark,
      {.appointment = now, .base_revision = 1, .state = State::kArrived, .room = {}, .reason = ""});
  REQUIRE(desk.until_says("More has happened with that visit since."));
  CHECK(shows_words(desk, "Moved to", "4:00 PM"));
  CHECK_FALSE(desk.driver->shows("undo"));
}

TEST_CASE("Undo right after a move finds its old time given away, and says whose it is") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  type_over(*desk.driver, "book_time", "16:00");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Ana Petrov is moved to"));
  const AppointmentId now = clinic.look(visit).row.appointment.moved_to.value();
  clinic.book(clinic.add_client("Sam", "Haddad", "1991-12-02"), clinic.today_at(14), std::nullopt);
  REQUIRE(desk.press("toast_action"));
  REQUIRE(desk.until_shows("undo_against"));
  CHECK(desk.driver->widget("reason").value == "Taken back right after the move");
  CHECK(clinic.look(now).row.appointment.state == State::kScheduled);
  CHECK(clinic.look(visit).row.appointment.state == State::kRescheduled);
}

TEST_CASE("of several services none is taken for granted, and the sheet says what is missing") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(find_for(desk, "book", "morales"));
  CHECK(desk.driver->widget("book_service").value == "Choose");
  CHECK(desk.driver->shows_text("Still missing: Service, Clinician, Time."));
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "14:00");
  REQUIRE(desk.until_says(": everything is free."));
  CHECK(desk.driver->shows_text("Still missing: Service."));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(choose_first_service(desk));
  CHECK_FALSE(desk.driver->shows_text("Still missing"));
  CHECK(rows_today(clinic).empty());
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Lucía Morales is booked for"));
  CHECK(rows_today(clinic).size() == 1);
}

TEST_CASE("the only service that there is is chosen already") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  ServedTerminal admin(clinic.at, wire::Station::kFrontDesk, "Office 2", "adam");
  const auto services = admin.must(api::clinic_setup::read, {}).services;
  REQUIRE(services.size() > 1);
  for (std::size_t i = 1; i < services.size(); ++i) {
    auto retired = services[i];
    retired.retired = true;
    admin.must(api::clinic_setup::change_service, retired);
  }
  DeskTerminal desk(clinic);
  REQUIRE(find_for(desk, "book", "morales"));
  CHECK(desk.driver->widget("book_service").value == services[0].name);
}

TEST_CASE("a visit that was booked for another day is one press away, and chosen there") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(14), clinic.room_2);
  clinic.other_desk->must(api::appointments::cancel, {.appointment = visit,
                                                      .base_revision = 1,
                                                      .by = api::appointments::CancelledBy::kClient,
                                                      .reason = {}});
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("book_again"));  // a week later
  REQUIRE(desk.until_says(": everything is free."));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Lucía Morales is booked for"));
  CHECK(rows_today(clinic).size() == 1);
  CHECK(desk.driver->shows(desk.row(visit)));  // today is seen still
  REQUIRE(desk.driver->widget("toast_action").value == "Show");
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows("to_today"));
  REQUIRE(desk.until_state("Scheduled"));
  const auto there =
      clinic.other_desk
          ->must(api::appointments::day,
                 {.day = date_of(clinic.today_at(14) + std::chrono::weeks(1)), .next = {}})
          .items;
  REQUIRE(there.size() == 1);
  CHECK(desk.driver->widget(desk.row(there[0].appointment.id)).selected);
}

TEST_CASE("what was booked on the day that is shown asks for nothing more") {
  DeskClinic clinic;
  clinic.add_client("Lucía", "Morales");
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  desk.driver->click("day_after");
  REQUIRE(desk.until_shows("to_today"));
  REQUIRE(pick(desk, "book", "morales"));  // for that day
  REQUIRE(choose_clinician(desk, "L. Brandt"));
  type_over(*desk.driver, "book_time", "10:00");
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Lucía Morales is booked for"));
  CHECK(desk.driver->widget("toast_action").value == "Close");
}

TEST_CASE("somebody walks in while another day is looked at, and is shown on the board of today") {
  DeskClinic clinic;
  clinic.add_client("Sam", "Haddad", "1990-01-02");
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  desk.driver->click("day_after");
  REQUIRE(desk.until_shows("to_today"));
  REQUIRE(pick(desk, "walk_in", "haddad"));
  REQUIRE(choose_clinician(desk, "A. Reyes"));
  REQUIRE(desk.press("book_do"));
  REQUIRE(desk.until_says("Sam Haddad is here and on the board."));
  const auto rows = rows_today(clinic);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].appointment.state == State::kArrived);
  CHECK_FALSE(desk.driver->shows(desk.row(rows[0].appointment.id)));
  REQUIRE(desk.driver->widget("toast_action").value == "Show");
  desk.driver->click("toast_action");
  REQUIRE(desk.until_shows(desk.row(rows[0].appointment.id)));
  CHECK(desk.until([&] { return desk.driver->shows("next_step"); }));
  CHECK_FALSE(desk.driver->shows("to_today"));
}

TEST_CASE("a visit can be moved once something else is chosen, and not before") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("move"));
  REQUIRE(desk.until_shows("book_sheet"));
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  CHECK(desk.driver->shows_text("Nothing is changed yet."));
  desk.driver->type("book_reason", "The bus was late");  // that alone moves nothing
  CHECK_FALSE(desk.driver->widget("book_do").enabled);
  type_over(*desk.driver, "book_time", "15:00");
  REQUIRE(desk.until([&] { return desk.driver->widget("book_do").enabled; }));
  CHECK_FALSE(desk.driver->shows_text("Nothing is changed yet."));
  type_over(*desk.driver, "book_time", "2 pm");  // written otherwise, it is where it was
  CHECK(desk.until([&] { return !desk.driver->widget("book_do").enabled; }));
  desk.driver->click("book_room");
  desk.driver->click("book_choice_0");  // none
  CHECK(desk.until([&] { return desk.driver->widget("book_do").enabled; }));
}

}  // namespace
}  // namespace alcove::tests
