// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <map>

#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/ui_driver.h"

// The flow board: which column a visit stands in, what moving its card means, and how a person
// moves it.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::Flag;
using State = AppointmentState;
using What = BoardIntent::What;
using Move = CardMove::What;

constexpr std::size_t kNgozi = 0;  // in session
constexpr std::size_t kSam = 1;    // checked out
constexpr std::size_t kLucia = 2;  // arrived four minutes ago
constexpr std::size_t kThanh = 3;  // arrived sixteen minutes ago
constexpr std::size_t kAna = 4;    // expected at half past ten

struct FlowScreen {
  explicit FlowScreen(ui::Look look = {}) {
    model.view = BoardView::kFlow;
    driver.emplace(look, [this](ui::Ui& ui) {
      const BoardIntent now = draw(ui, model);
      if (now.what == What::kNone) return;
      intent = now;
      if (now.what == What::kSelect) model.selected = now.appointment;
    });
    driver->turn();
  }
  std::string card(std::size_t index) const {
    return "row_" + model.rows[index].appointment.id.text();
  }
  ui::Point middle(const std::string& name) { return driver->widget(name).rect.center(); }
  bool stands_in(std::size_t index, const std::string& column) {
    return driver->widget(column).rect.contains(middle(card(index)));
  }
  void take(std::size_t index) {
    const ui::Point from = middle(card(index));
    driver->move_to(from);
    driver->press_at(from);
    driver->move_to({from.x + 30, from.y + 4});
  }

  DayBoardModel model = monday_board();
  BoardIntent intent{};
  std::optional<UiDriver> driver;
};

}  // namespace

TEST_CASE("each visit stands in the column of its state; moved and mistaken ones stand in none") {
  const std::map<State, std::optional<FlowColumn>> by_hand = {
      {State::kScheduled, FlowColumn::kExpected},
      {State::kConfirmed, FlowColumn::kExpected},
      {State::kArrived, FlowColumn::kWaiting},
      {State::kRoomed, FlowColumn::kWithClinician},
      {State::kInSession, FlowColumn::kWithClinician},
      {State::kCheckedOut, FlowColumn::kDone},
      {State::kCancelledByClient, FlowColumn::kNotComing},
      {State::kLateCancelled, FlowColumn::kNotComing},
      {State::kCancelledByClinic, FlowColumn::kNotComing},
      {State::kNoShow, FlowColumn::kNotComing},
      {State::kLeftWithoutBeingSeen, FlowColumn::kNotComing},
      {State::kEnteredInError, std::nullopt},
      {State::kRescheduled, std::nullopt}};
  REQUIRE(by_hand.size() == rules::kAppointmentStates);
  for (const auto& [state, column] : by_hand) {
    INFO(wire::word_of(state));
    CHECK(column_of(state) == column);
  }
}

TEST_CASE("moving a card is one step to the right, or the last one back, or somebody not coming") {
  struct Case {
    State from;
    FlowColumn to;
    CardMove move;
  };
  const CardMove nothing{};
  const CardMove back{Move::kUndo, State::kArrived};
  const CardMove away{Move::kAway, State::kNoShow};
  const auto mark = [](State state) { return CardMove{Move::kMark, state}; };
  const Case cases[] = {{State::kScheduled, FlowColumn::kExpected, nothing},
                        {State::kScheduled, FlowColumn::kWaiting, mark(State::kArrived)},
                        {State::kConfirmed, FlowColumn::kWaiting, mark(State::kArrived)},
                        {State::kScheduled, FlowColumn::kWithClinician, nothing},
                        {State::kScheduled, FlowColumn::kDone, nothing},
                        {State::kScheduled, FlowColumn::kNotComing, away},
                        {State::kArrived, FlowColumn::kExpected, back},
                        {State::kArrived, FlowColumn::kWithClinician, mark(State::kRoomed)},
                        {State::kArrived, FlowColumn::kDone, nothing},
                        {State::kArrived, FlowColumn::kNotComing, away},
                        {State::kRoomed, FlowColumn::kExpected, nothing},
                        {State::kRoomed, FlowColumn::kWaiting, back},
                        {State::kRoomed, FlowColumn::kDone, nothing},
                        {State::kRoomed, FlowColumn::kNotComing, away},
                        {State::kInSession, FlowColumn::kWaiting, back},
                        {State::kInSession, FlowColumn::kDone, mark(State::kCheckedOut)},
                        {State::kInSession, FlowColumn::kNotComing, nothing},
                        {State::kCheckedOut, FlowColumn::kWithClinician, back},
                        {State::kCheckedOut, FlowColumn::kWaiting, nothing},
                        {State::kCheckedOut, FlowColumn::kNotComing, nothing},
                        {State::kNoShow, FlowColumn::kExpected, back},
                        {State::kLeftWithoutBeingSeen, FlowColumn::kWaiting, back},
                        {State::kCancelledByClinic, FlowColumn::kDone, nothing},
                        {State::kRescheduled, FlowColumn::kWaiting, nothing}};
  for (const Case& one : cases) {
    BoardRow row;
    row.appointment.state = one.from;
    INFO(wire::word_of(one.from) << " onto column " << static_cast<int>(one.to));
    CHECK(move_to(row, one.to, true) == one.move);
  }
}

TEST_CASE("nobody arrives on another day, and a walk-in has nothing before its arrival") {
  BoardRow row;
  CHECK(move_to(row, FlowColumn::kWaiting, false) == CardMove{});
  row.appointment.state = State::kArrived;
  CHECK(has_step_back(row));
  row.appointment.walk_in = true;
  CHECK_FALSE(has_step_back(row));
  CHECK(move_to(row, FlowColumn::kExpected, true) == CardMove{});
}

TEST_CASE(
    "the board shows everybody in their column, and first of those who wait who waits longest") {
  FlowScreen screen;
  CHECK(screen.stands_in(kNgozi, "flow_with_clinician"));
  CHECK(screen.stands_in(kSam, "flow_done"));
  CHECK(screen.stands_in(kLucia, "flow_waiting"));
  CHECK(screen.stands_in(kThanh, "flow_waiting"));
  CHECK(screen.stands_in(kAna, "flow_expected"));
  CHECK(screen.stands_in(7, "flow_not_coming"));
  CHECK(screen.middle(screen.card(kThanh)).y < screen.middle(screen.card(kLucia)).y);
}

TEST_CASE("a card names its client as the clinic wants it, and never more") {
  FlowScreen screen;
  for (const char* const shown : {"Lucía M.", "Thanh N.", "Ana P."}) {
    INFO(shown);
    CHECK(screen.driver->shows_text(shown));
  }
  for (const char* const whole : {"Morales", "Nguyen", "Petrov"}) {
    INFO(whole);
    CHECK_FALSE(screen.driver->shows_text(whole));
  }
  CHECK(screen.driver->shows_text("W8"));  // Thanh's number of the waiting room
}

TEST_CASE("waiting is told in minutes and words: arrived, from 10 waiting, from 30 too long") {
  FlowScreen screen;
  const auto says = [&](int minutes) {
    screen.model.rows[kLucia].appointment.arrived_at =
        screen.model.now - std::chrono::minutes(minutes);
    screen.driver->turn();
    return screen.driver->widget("state_" + screen.model.rows[kLucia].appointment.id.text()).value;
  };
  CHECK(says(9) == "Arrived 9 min");
  CHECK(says(10) == "Waiting 10 min");
  CHECK(says(29) == "Waiting 29 min");
  CHECK(says(30) == "Long wait, 30 min");
  const BoardRow& row = screen.model.rows[kLucia];
  CHECK(say_state(text::Language::kEnglish, row, screen.model.now).tone == ui::Tone::kAlarm);
}

TEST_CASE("who is still expected after the grace may be a no-show: the card, list and panel ask") {
  FlowScreen screen;
  const std::string state = "state_" + screen.model.rows[kAna].appointment.id.text();
  screen.model.selected = screen.model.rows[kAna].appointment.id;
  screen.model.now = wall_utc(10, 45);  // the end of the grace after half past ten
  screen.driver->turn();
  CHECK_FALSE(screen.driver->shows(state));
  CHECK(screen.driver->widget("panel_state").value == "Scheduled");
  screen.model.now += std::chrono::milliseconds(1);
  screen.driver->turn();
  CHECK(screen.driver->widget(state).value == "No-show? 15 min late");
  CHECK(screen.driver->widget("panel_state").value == "No-show? 15 min late");
  CHECK(screen.driver->widget("mark_no_show").enabled);  // a person says so
  screen.model.view = BoardView::kByTime;
  screen.driver->turn();
  CHECK(screen.driver->widget(state).value == "No-show? 15 min late");
  screen.model.now = wall_utc(12, 30);
  screen.driver->turn();
  CHECK(screen.driver->widget(state).value == "No-show? 2 h 0 min late");
  screen.model.now = wall_utc(10, 30) + std::chrono::hours(24);  // the hours of a past day: no news
  screen.driver->turn();
  CHECK(screen.driver->widget(state).value == "No-show?");
}

TEST_CASE("who came after the grace is told as late, by how long, and a walk-in never is") {
  FlowScreen screen;
  BoardRow& row = screen.model.rows[kLucia];  // ten o'clock
  row.flags.clear();
  row.appointment.arrived_at = wall_utc(10, 15);
  screen.model.now = wall_utc(10, 20);
  screen.driver->turn();
  CHECK_FALSE(screen.driver->shows_text("min late"));
  row.appointment.arrived_at = wall_utc(10, 16);
  screen.model.selected = row.appointment.id;
  screen.driver->turn();
  CHECK(screen.driver->shows_text("16 min late"));
  CHECK(screen.driver->widget("panel_state").value == "Arrived 10:16, 16 min late");
  row.appointment.walk_in = true;
  CHECK_FALSE(minutes_late(row).has_value());
}

TEST_CASE("a safety alert is an icon on the card, and no word of it stands there") {
  FlowScreen screen;
  screen.model.rows[kLucia].flags = {Flag::kAlert, Flag::kFormsDue};
  screen.model.rows[kLucia].language = api::clients::SpokenLanguage::kSpanish;
  screen.driver->turn();
  CHECK(screen.driver->shows("card_alert_" + screen.model.rows[kLucia].appointment.id.text()));
  CHECK_FALSE(screen.driver->shows_text("Alert"));
  CHECK(screen.driver->shows_text("Forms due · Spanish"));
}

TEST_CASE("a card is dragged into the column where the client is now") {
  FlowScreen screen;
  screen.take(kAna);
  CHECK(screen.driver->widget("flow_waiting").value == "takes");
  CHECK(screen.driver->widget("flow_not_coming").value == "takes");
  CHECK(screen.driver->widget("flow_done").value.empty());
  screen.driver->release_at(screen.middle("flow_waiting"));
  CHECK(screen.intent.what == What::kCardTo);
  CHECK(screen.intent.appointment == screen.model.rows[kAna].appointment.id);
  CHECK(screen.intent.column == FlowColumn::kWaiting);
}

TEST_CASE("a touch chooses a card, a small slip of the finger too, and neither moves it") {
  FlowScreen screen;
  const ui::Point at = screen.middle(screen.card(kAna));
  screen.driver->press_at(at);
  screen.driver->move_to({at.x + 8, at.y});
  screen.driver->release_at({at.x + 8, at.y});
  CHECK(screen.intent.what == What::kSelect);
  CHECK(screen.intent.appointment == screen.model.rows[kAna].appointment.id);
}

TEST_CASE("a drag ends with nothing outside of the columns, on Escape, and when the card is gone") {
  FlowScreen screen;
  screen.take(kAna);
  screen.driver->release_at({5, 5});
  CHECK(screen.intent.what == What::kNone);

  screen.take(kAna);
  screen.driver->key(ui::Key::kEscape);
  screen.driver->release_at(screen.middle("flow_waiting"));
  CHECK(screen.intent.what == What::kNone);

  screen.take(kAna);
  const ui::Point to = screen.middle("flow_waiting");
  screen.model.rows.erase(screen.model.rows.begin() + kAna);
  screen.driver->move_to(to);
  screen.driver->release_at(to);
  CHECK(screen.intent.what == What::kNone);
}

TEST_CASE("M moves the focused card on, Shift M takes its last step back") {
  FlowScreen screen;
  screen.driver->ui().focus(screen.card(kAna));
  screen.driver->type("m");
  CHECK(screen.intent.what == What::kCardOn);
  CHECK(screen.intent.appointment == screen.model.rows[kAna].appointment.id);
  screen.driver->ui().focus(screen.card(kLucia));
  screen.driver->type("M");
  CHECK(screen.intent.what == What::kCardBack);
  CHECK(screen.intent.appointment == screen.model.rows[kLucia].appointment.id);
}

TEST_CASE("arrows go from card to card, and Enter chooses") {
  FlowScreen screen;
  screen.driver->ui().focus(screen.card(kThanh));
  screen.driver->key(ui::Key::kDown);
  CHECK(screen.driver->ui().focused() == screen.card(kLucia));
  screen.driver->key(ui::Key::kEnter);
  CHECK(screen.intent.what == What::kSelect);
  CHECK(screen.intent.appointment == screen.model.rows[kLucia].appointment.id);
  screen.driver->key(ui::Key::kUp);
  screen.driver->key(ui::Key::kRight);
  CHECK(screen.driver->ui().focused() == screen.card(kNgozi));
}

TEST_CASE("where nothing may be changed a card is looked at, and not moved") {
  for (const bool away : {true, false}) {
    FlowScreen screen;
    if (away) screen.model.connection.there = false;
    if (!away) screen.model.may = May::kLook;
    screen.driver->turn();
    CHECK_FALSE(screen.driver->shows_text("Drag a card"));
    screen.take(kAna);
    CHECK(screen.driver->widget("flow_waiting").value.empty());
    screen.driver->release_at(screen.middle("flow_waiting"));
    CHECK(screen.intent.what == What::kNone);
    screen.driver->ui().focus(screen.card(kAna));
    screen.driver->type("m");
    CHECK(screen.intent.what == What::kNone);
  }
}

TEST_CASE("with large text one column is shown, and the tabs tell how many are in each") {
  FlowScreen screen({.text_size = ui::TextSize::k200});
  CHECK(screen.driver->widget("flow_waiting").value == "Waiting 2");
  CHECK(screen.driver->widget("flow_expected").value == "Expected 3");
  // Below the edge counts too.
  CHECK_NOTHROW(screen.driver->widget(screen.card(kLucia)));
  CHECK_THROWS(screen.driver->widget(screen.card(kAna)));
  screen.driver->click("flow_expected");
  CHECK_NOTHROW(screen.driver->widget(screen.card(kAna)));
  CHECK_THROWS(screen.driver->widget(screen.card(kLucia)));
  screen.driver->ui().focus(screen.card(kAna));
  screen.driver->type("m");
  CHECK(screen.intent.what == What::kCardOn);
}

}  // namespace alcove::tests
