// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/appointment_steps.h"
#include "tests/desk/desk_terminal.h"

// The flow board against the server as it runs: every way to move a card is a step of the book, and
// every desk sees it.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;

struct BoardDesk : DeskTerminal {
  explicit BoardDesk(DeskClinic& clinic, const std::string& name = "Front desk")
      : DeskTerminal(clinic, {}, {}, "mia", name) {
    ALCOVE_CHECK(press("flow"));
    ALCOVE_CHECK(until_shows("flow_waiting"));
  }
  bool stands_in(const AppointmentId& visit, const std::string& column) {
    if (!driver->shows(row(visit)) || !driver->shows(column)) return false;
    return driver->widget(column).rect.contains(driver->widget(row(visit)).rect.center());
  }
  bool until_in(const AppointmentId& visit, const std::string& column) {
    return until([&] { return stands_in(visit, column); });
  }
  bool ready() {
    return until([&] { return driver->shows_text("Drag a card"); });
  }
  // As soon as cards can be moved.
  void drag(const AppointmentId& visit, const std::string& column) {
    ALCOVE_CHECK(ready());
    const ui::Point from = driver->widget(row(visit)).rect.center();
    const ui::Point to = driver->widget(column).rect.center();
    driver->press_at(from);
    driver->move_to({from.x + 30, from.y});
    driver->move_to(to);
    driver->release_at(to);
  }
  void type_on(const AppointmentId& visit, const char* letter) {
    ALCOVE_CHECK(ready());
    driver->ui().focus(row(visit));
    driver->type(letter);
  }
};

State state_of(DeskClinic& clinic, const AppointmentId& visit) {
  return clinic.look(visit).row.appointment.state;
}

TEST_CASE("a card goes through the day by drag at one desk, and another desk sees every step") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  BoardDesk other(clinic, "Second window");
  REQUIRE(desk.until_in(visit, "flow_expected"));
  REQUIRE(other.until_in(visit, "flow_expected"));
  CHECK(desk.driver->shows_text("Lucía M."));

  desk.drag(visit, "flow_waiting");
  REQUIRE(desk.until_says("Lucía Morales has arrived."));
  REQUIRE(desk.until_in(visit, "flow_waiting"));
  REQUIRE(other.until_in(visit, "flow_waiting"));
  const auto token = clinic.look(visit).row.appointment.queue_token;
  REQUIRE(token.has_value());
  CHECK(other.until_says(*token));

  desk.drag(visit, "flow_with_clinician");
  REQUIRE(other.until_in(visit, "flow_with_clinician"));
  CHECK(state_of(clinic, visit) == State::kRoomed);
  REQUIRE(desk.until_in(visit, "flow_with_clinician"));
  desk.type_on(visit, "m");
  REQUIRE(other.until_says("In session"));
  REQUIRE(desk.until_says("In session"));
  other.drag(visit, "flow_done");
  REQUIRE(desk.until_in(visit, "flow_done"));
  CHECK(state_of(clinic, visit) == State::kCheckedOut);
  CHECK(clinic.look(visit).history.size() == 5);
}

TEST_CASE("what another desk does is on this one within a second, though nobody touches it") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  // No read by time: the flow's own clock does not go on, so only a line can bring it.
  clinic.other_desk->must(api::appointments::mark, {.appointment = visit,
                                                    .base_revision = 1,
                                                    .state = State::kArrived,
                                                    .room = std::nullopt,
                                                    .reason = {}});
  CHECK(desk.until_in(visit, "flow_waiting"));
}

TEST_CASE("by keys: M is the next step, Shift M takes it back with a reason") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  desk.type_on(visit, "m");
  REQUIRE(desk.until_in(visit, "flow_waiting"));
  CHECK(desk.until_says("Ana Petrov has arrived."));
  desk.type_on(visit, "M");
  REQUIRE(desk.until_shows("undo_do"));
  CHECK_FALSE(desk.driver->widget("undo_do").enabled);
  desk.driver->click("quick_0");
  REQUIRE(desk.press("undo_do"));
  REQUIRE(desk.until_gone("undo_sheet"));
  REQUIRE(desk.until_in(visit, "flow_expected"));
  CHECK(clinic.look(visit).history.back().reason == "Pressed by mistake");
  desk.type_on(visit, "M");
  CHECK(desk.until_says("There is no step before this one."));
}

TEST_CASE("two quick presses of M are one step") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  desk.type_on(visit, "mm");
  REQUIRE(desk.until_in(visit, "flow_waiting"));
  REQUIRE(desk.ready());
  CHECK(state_of(clinic, visit) == State::kArrived);
  CHECK(clinic.look(visit).history.size() == 2);
}

TEST_CASE("a step that does not follow is refused in words, and nothing changes") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  desk.drag(visit, "flow_done");
  CHECK(desk.until_says("One step at a time"));
  CHECK(state_of(clinic, visit) == State::kScheduled);
  CHECK(clinic.look(visit).history.size() == 1);
}

TEST_CASE("bringing somebody to a room asks which, where the visit has none") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), std::nullopt);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  desk.drag(visit, "flow_waiting");
  REQUIRE(desk.until_in(visit, "flow_waiting"));
  desk.drag(visit, "flow_with_clinician");
  REQUIRE(desk.until_shows("room_choice_0"));
  desk.driver->click("room_choice_0");
  REQUIRE(desk.until_in(visit, "flow_with_clinician"));
  CHECK(clinic.look(visit).row.appointment.room == clinic.room_2);
}

TEST_CASE(
    "who does not come is a no-show or cancelled, and who leaves has left; somebody says which") {
  DeskClinic clinic;
  const auto missed =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(9), clinic.room_2);
  const auto coming = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                  clinic.today_at(15), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(missed, "flow_expected"));
  desk.drag(missed, "flow_not_coming");
  REQUIRE(desk.until_says("Ana Petrov is not coming"));
  desk.driver->click("away_0");  // No-show
  REQUIRE(desk.until_in(missed, "flow_not_coming"));
  CHECK(state_of(clinic, missed) == State::kNoShow);

  // Nobody is a no-show before the start: there is only one thing it can be.
  desk.drag(coming, "flow_not_coming");
  REQUIRE(desk.until_shows("cancel_sheet_close"));
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("cancel_sheet_close"));
  desk.drag(coming, "flow_waiting");
  REQUIRE(desk.until_in(coming, "flow_waiting"));
  desk.drag(coming, "flow_not_coming");
  REQUIRE(desk.until_says("Sam Haddad does not stay"));
  desk.driver->click("away_0");  // Left without being seen
  REQUIRE(desk.until_in(coming, "flow_not_coming"));
  CHECK(state_of(clinic, coming) == State::kLeftWithoutBeingSeen);
}

TEST_CASE("the clinic's choice of what a card calls people is on every board at once") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(13), clinic.room_2);
  BoardDesk desk(clinic);
  REQUIRE(desk.until_in(visit, "flow_expected"));
  CHECK(desk.driver->shows_text("Lucía M."));
  ServedTerminal admin(clinic.at, wire::Station::kFrontDesk, "Second office", "adam");
  admin.must(api::clinic_setup::set_rules, {.cancellation_notice_minutes = 1440,
                                            .card_name = api::clinic_setup::CardName::kInitials});
  REQUIRE(desk.until_says("L. M."));
  CHECK_FALSE(desk.driver->shows_text("Lucía"));
}

}  // namespace
}  // namespace alcove::tests
