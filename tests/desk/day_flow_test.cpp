// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/flows/desk/board_part.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/day_board.h"
#include "tests/desk/desk_terminal.h"
#include "tests/support/cable.h"

// The desk's flow against the server as it runs, over mutual TLS.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

TEST_CASE("a visit is led from booked to checked out at the desk, one button at a time") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(13), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  CHECK(desk.driver->shows_text("Lucía Morales"));
  CHECK(desk.driver->shows_text("Consent to treatment, not signed yet"));

  REQUIRE(desk.press("next_step"));  // Arrived
  REQUIRE(desk.until_state("Arrived"));
  REQUIRE(desk.press("next_step"));  // Bring to room: it has none yet
  REQUIRE(desk.until_shows("room_choice_1"));
  desk.driver->click("room_choice_1");
  REQUIRE(desk.until_state("In the room"));
  CHECK(desk.driver->shows_text("Room 4"));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("In session"));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("Checked out"));
  CHECK_FALSE(desk.driver->shows("next_step"));

  const auto seen = clinic.look(visit);
  CHECK(seen.row.appointment.state == State::kCheckedOut);
  CHECK(seen.row.appointment.room == clinic.room_4);
  CHECK(seen.history.size() == 5);
}

TEST_CASE("a step that was a slip is taken back, and only with a reason") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_says("Ana Petrov has arrived."));
  desk.driver->click("toast_action");  // Undo, right where it is said
  REQUIRE(desk.until_shows("undo_do"));
  CHECK_FALSE(desk.driver->widget("undo_do").enabled);
  desk.driver->click("quick_0");
  REQUIRE(desk.press("undo_do"));
  REQUIRE(desk.until_gone("undo_sheet"));
  REQUIRE(desk.until_state("Scheduled"));

  const auto seen = clinic.look(visit);
  CHECK(seen.row.appointment.state == State::kScheduled);
  CHECK(seen.history.back().reason == "Pressed by mistake");
}

TEST_CASE("a double click on the next step is one step, whatever button comes to lie there") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  const ui::Rect before = desk.driver->widget("next_step").rect;
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("Arrived"));
  // What was done is said at the foot by now; the buttons have not moved for it.
  REQUIRE(desk.until_shows("toast"));
  for (const float part : {0.1F, 0.5F, 0.9F}) {
    desk.driver->click_at({before.center().x, before.y + part * before.height});
  }
  REQUIRE(desk.until([&] { return desk.driver->widget("next_step").enabled; }));
  CHECK(desk.driver->widget("panel_state").value.starts_with("Arrived"));
  CHECK(desk.driver->widget("next_step").rect.y == before.y);
  CHECK(clinic.look(visit).row.appointment.state == State::kArrived);
  CHECK(clinic.look(visit).history.size() == 2);

  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("In the room"));
}

TEST_CASE("a step that takes the box half a second or longer is said to be under way") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  constexpr std::int64_t kAsked = 1'000'000;
  constexpr const char* kWords = "The box is working on it.";
  desk.driver->click("next_step");  // what the box answers is not looked at until later
  for (const std::int64_t waited : {0, 499}) {
    desk.flow->tick(kAsked + waited);
    desk.driver->turn();
    CHECK_FALSE(desk.driver->shows_text(kWords));
  }
  desk.flow->tick(kAsked + 500);
  desk.driver->turn();
  CHECK(desk.driver->shows_text(kWords));
  CHECK_FALSE(desk.driver->shows("toast_action"));

  REQUIRE(desk.until_state("Arrived"));
  CHECK(desk.until([&] { return !desk.driver->shows_text(kWords); }));
}

TEST_CASE("a visit is cancelled by the clinic with a reason, and by the client without one") {
  DeskClinic clinic;
  const auto first =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  const auto second = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                  clinic.today_at(16), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(first));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.until_shows("by_clinic"));
  desk.driver->click("by_clinic");
  CHECK_FALSE(desk.driver->widget("cancel_do").enabled);
  desk.driver->type("reason", "The clinician is ill");
  desk.driver->key(ui::Key::kEnter);
  REQUIRE(desk.until_gone("cancel_sheet"));
  REQUIRE(desk.until_state("Cancelled by the clinic"));

  desk.driver->click(desk.row(second));
  REQUIRE(desk.until([&] { return desk.driver->shows_text("Sam Haddad"); }));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.until_says("late. The clinic asks for 24 h before."));
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_state("Cancelled late by client"));

  CHECK(clinic.look(first).row.appointment.state == State::kCancelledByClinic);
  CHECK(clinic.look(first).history.back().reason == "The clinician is ill");
  CHECK(clinic.look(second).row.appointment.state == State::kLateCancelled);
}

TEST_CASE("what another terminal changes is on the board within a second, the choice stays") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  const auto before = std::chrono::steady_clock::now();
  clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                    .base_revision = 1,
                                                    .state = State::kConfirmed,
                                                    .room = {},
                                                    .reason = {}});
  REQUIRE(desk.until_state("Confirmed"));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
  CHECK(desk.driver->widget(desk.row(visit)).selected);

  const auto later = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                 clinic.today_at(15), std::nullopt);
  REQUIRE(desk.until_shows(desk.row(later)));
  CHECK(desk.driver->widget(desk.row(visit)).selected);
}

TEST_CASE("somebody else was faster: nothing is overwritten, and the board shows how it stands") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.until_shows("reason"));
  desk.driver->type("reason", "Called in");
  // The other desk marks the arrival while this sheet lies open.
  clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                    .base_revision = 1,
                                                    .state = State::kArrived,
                                                    .room = {},
                                                    .reason = {}});
  REQUIRE(desk.until([&] { return !desk.driver->shows("by_client"); }));
  CHECK(desk.driver->widget("reason").value == "Called in");
  CHECK(clinic.look(visit).row.appointment.state == State::kArrived);

  // That she is here is said, and seen, before anything goes on.
  CHECK(desk.driver->shows_text("Meanwhile this visit has changed: Just arrived."));
  CHECK_FALSE(desk.driver->widget("cancel_do").enabled);
  desk.driver->click("changed_seen");
  CHECK(desk.driver->widget("cancel_do").enabled);
  CHECK_FALSE(desk.driver->shows("changed_notice"));
}

TEST_CASE("a step that somebody else took moves no other step under a finger that is on its way") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.driver->widget("next_step").value == "Arrived");
  clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                    .base_revision = 1,
                                                    .state = State::kArrived,
                                                    .room = {},
                                                    .reason = {}});
  REQUIRE(desk.until([&] { return desk.driver->widget("next_step").value == "Bring to room"; }));
  desk.driver->click_at(desk.driver->widget("next_step").rect.center());
  REQUIRE(desk.until([&] { return desk.driver->widget("next_step").enabled; }));
  CHECK(clinic.look(visit).row.appointment.state == State::kArrived);
}

TEST_CASE("another day is looked at and left again, and today comes back") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_shows(desk.row(visit)));
  desk.driver->click("day_after");
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  CHECK_FALSE(desk.driver->shows(desk.row(visit)));
  desk.driver->click("to_today");
  REQUIRE(desk.until_shows(desk.row(visit)));
}

TEST_CASE("an arrow that is pressed again where it was goes on one day more") {
  DeskClinic clinic;
  const auto visit = clinic.book(clinic.add_client("Ana", "Petrov"),
                                 clinic.today_at(13) + std::chrono::days(2), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_says("Nothing is booked on this day."));
  const auto on = desk.driver->widget("day_after").rect.center();
  const auto back = desk.driver->widget("day_before").rect.center();
  desk.driver->click_at(on);
  REQUIRE(desk.until_shows("to_today"));
  desk.driver->click_at(on);
  REQUIRE(desk.until_shows(desk.row(visit)));
  desk.driver->click_at(back);
  REQUIRE(desk.until_gone(desk.row(visit)));
  desk.driver->click_at(back);
  CHECK(desk.until_gone("to_today"));
}

TEST_CASE("while the box is away a day that was read can be left and looked at again") {
  DeskClinic clinic;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(desk.choose(visit));
  cable.pull();
  REQUIRE(desk.until_says("As of "));
  desk.driver->click("day_after");
  REQUIRE(desk.until_says("this day was not read yet"));
  desk.driver->click("to_today");
  REQUIRE(desk.until_shows(desk.row(visit)));
  CHECK(desk.driver->shows_text("As of "));
  CHECK_FALSE(desk.driver->shows_text("this day was not read yet"));

  // What changed meanwhile comes with the box.
  clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                    .base_revision = 1,
                                                    .state = State::kConfirmed,
                                                    .room = {},
                                                    .reason = {}});
  cable.put_in();
  REQUIRE(desk.until(
      [&] { return desk.driver->widget("state_" + visit.text()).value == "Confirmed"; }));
}

TEST_CASE("a read of the day that was under way never puts a visit back to before a step") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_shows(desk.row(visit)));
  const flows::desk::ClinicBook book(*desk.context);
  flows::desk::BoardPart board(*desk.context);
  REQUIRE(desk.until([&] { return board.model().rows.size() == 1; }));

  // Asked before the step, answered after it: the second visit shows that the answer has come.
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(15), std::nullopt);
  board.read_day();
  api::appointments::Appointment stepped = board.model().rows[0].appointment;
  stepped.revision += 1;
  stepped.state = State::kArrived;
  board.take(stepped, book);
  REQUIRE(desk.until([&] { return board.model().rows.size() == 2; }));
  CHECK(board.model().rows[0].appointment.id == visit);
  CHECK(board.model().rows[0].appointment.state == State::kArrived);

  // What the box knows and this desk does not counts again.
  std::int64_t revision = 1;
  for (const State state : {State::kConfirmed, State::kArrived, State::kRoomed}) {
    clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                      .base_revision = revision++,
                                                      .state = state,
                                                      .room = {},
                                                      .reason = {}});
  }
  board.read_day();
  CHECK(desk.until([&] { return board.model().rows[0].appointment.state == State::kRoomed; }));
}

TEST_CASE("the visit that is chosen stays in view when the day is put in another order") {
  DeskClinic clinic;
  AppointmentId chosen;
  for (int hour = 7; hour < 22; ++hour) {
    const std::string name = "Petrov" + std::string(1, static_cast<char>('a' + hour));
    const bool first = hour == 7;  // the first of the day is the last of the clinicians
    const auto visit = clinic.book(clinic.add_client("Ana", name), clinic.today_at(hour),
                                   std::nullopt, first ? clinic.brandt : clinic.reyes);
    if (first) chosen = visit;
  }
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(chosen));
  desk.driver->click("by_clinician");
  const auto row = desk.driver->widget(desk.row(chosen));
  CHECK(row.visible_part.height == row.rect.height);
}

TEST_CASE("with large text the list is where it was when one comes back from a visit") {
  DeskClinic clinic;
  AppointmentId last;
  for (int hour = 8; hour < 20; ++hour) {
    const std::string name = "Petrov" + std::string(1, static_cast<char>('a' + hour));
    last = clinic.book(clinic.add_client("Ana", name), clinic.today_at(hour), std::nullopt);
  }
  DeskTerminal desk(clinic);
  desk.driver->change_look({.text_size = ui::TextSize::k200});
  REQUIRE(desk.until([&] { return desk.driver->shows("day_list_rows"); }));
  REQUIRE(desk.until([&] {
    desk.driver->wheel("day_list_rows", -20);
    return desk.driver->shows(desk.row(last));
  }));
  desk.driver->click(desk.row(last));
  REQUIRE(desk.until_shows("panel_back"));
  desk.driver->click("panel_back");
  REQUIRE(desk.until_shows("day_list_rows"));
  CHECK(desk.until_shows(desk.row(last)));
}

TEST_CASE("while the box is away the board stays, says of when it is, and changes nothing") {
  DeskClinic clinic;
  alcove::testing::Cable cable(clinic.at.clinic->port());
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic, cable.port());
  REQUIRE(desk.choose(visit));
  cable.pull();
  REQUIRE(desk.until_says("As of "));
  CHECK(desk.driver->shows(desk.row(visit)));
  CHECK_FALSE(desk.driver->widget("next_step").enabled);
  CHECK_FALSE(desk.driver->widget("book").enabled);
  cable.put_in();
  REQUIRE(desk.until([&] { return desk.driver->widget("next_step").enabled; }));
  CHECK_FALSE(desk.driver->shows_text("As of "));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("Arrived"));
}

}  // namespace
}  // namespace alcove::tests
