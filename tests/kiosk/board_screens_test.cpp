// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/meeting_sheets.h"
#include "kiosk/screens/desk/panel_pills.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/ui_driver.h"

// The rows of the day at the front desk.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::Flag;

constexpr std::size_t kLucia = 2;  // of that Monday, arrived four minutes ago

DayBoardModel flagged(std::vector<Flag> flags) {
  DayBoardModel model = monday_board();
  model.rows[kLucia].flags = std::move(flags);
  return model;
}

TEST_CASE("a row with much to tell names what is most pressing, and how much more there is") {
  for (const auto language : {text::Language::kEnglish, text::Language::kSpanish}) {
    DayBoardModel model = flagged({Flag::kFormsDue, Flag::kPartialAnswers, Flag::kWantsToTalk});
    model.language = language;
    UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, model); });
    const std::string first = "flag_0_" + model.rows[kLucia].appointment.id.text();
    CHECK(driver.widget(first).value ==
          (language == text::Language::kEnglish ? "Wants to talk" : "Quiere hablar"));
    CHECK(driver.shows_text("+2"));
  }
}

TEST_CASE("an alert and a call for help stand before everything else that a row tells") {
  DayBoardModel model = flagged({Flag::kProposedChanges, Flag::kHelpAsked, Flag::kAlert});
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, model); });
  const std::string id = model.rows[kLucia].appointment.id.text();
  CHECK(driver.widget("flag_0_" + id).value == "Alert");
}

TEST_CASE("twins are marked as alike: one surname and one birth date, whatever their first names") {
  const LocalDate born = std::chrono::year(1986) / 4 / 17;
  const LocalDate later = std::chrono::year(1986) / 4 / 18;
  using Marks = std::vector<bool>;
  CHECK(like_named({{1, "Morales, Lucía", born}, {2, "Morales, Tomás", born}}) ==
        Marks{true, true});
  CHECK(like_named({{1, "Morales, Lucía", born}, {2, "MORALES, Tomás", born}}) ==
        Marks{true, true});
  CHECK(like_named({{1, "Morales, Lucía", born}, {2, "Morales, Tomás", later}}) ==
        Marks{false, false});
  CHECK(like_named({{1, "Morales, Lucía", born}, {2, "Soto, Lucía", born}}) == Marks{false, false});
  // Two visits of one person.
  // Both are spoken as Rosa Santos.
  CHECK(like_named({{1, "Santos, Chloë (Rosa)", born}, {2, "Santos, Rosa", later}}) ==
        Marks{true, true});
  CHECK(like_named({{1, "Morales, Lucía", born}, {1, "Morales, Lucía", born}}) ==
        Marks{false, false});
}

TEST_CASE("a session in the evening is brought into view with all who belong to it") {
  DayBoardModel model = monday_board();
  add_group_session(model);
  const std::string session = "meeting_" + model.meetings[0].meeting.id.text();
  model.meetings[0].meeting.start = wall(18, 0);
  model.meetings[0].meeting.start_time = wall_utc(18, 0);
  const auto places = places_in(model, model.meetings[0].meeting.id);
  REQUIRE(places.size() == 5);
  const std::string last = "state_" + model.rows[places.back()].appointment.id.text();
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, model); });
  driver.turn();
  REQUIRE_FALSE(driver.shows(last));
  model.meeting_into_view = model.meetings[0].meeting.id;
  driver.turn();
  CHECK(driver.shows(session));
  CHECK(driver.shows(last));
  CHECK_FALSE(model.meeting_into_view);  // the list can be scrolled from then on
}

TEST_CASE(
    "before the day of a session one can only be excused, and missed it only once it has begun") {
  DayBoardModel day = monday_board();
  add_group_session(day);
  AttendanceModel model{.card = day.meetings[0]};
  for (const std::size_t one : places_in(day, day.meetings[0].meeting.id)) {
    model.places.push_back(day.rows[one]);
  }
  const std::string id = model.places[2].appointment.id.text();
  UiDriver driver({}, [&](ui::Ui& ui) { draw(ui, {}, model); });
  const auto offered = [&] {
    driver.turn();
    std::string words;
    for (const char* const one : {"present_", "late_", "excused_", "no_show_"}) {
      if (driver.widget(one + id).enabled) words += one;  // all are shown, each in its place
    }
    return words;
  };
  model.now = model.card.meeting.start_time - std::chrono::milliseconds(1);
  model.day_has_come = false;
  CHECK(offered() == "excused_");
  model.day_has_come = true;
  CHECK(offered() == "present_excused_");
  model.now = model.card.meeting.start_time;
  CHECK(offered() == "present_excused_no_show_");
  model.now += std::chrono::minutes(1);
  CHECK(offered() == "present_late_excused_no_show_");
}

TEST_CASE("who has the clinician at the same time is said of a visit, touching ends are not") {
  DayBoardModel day = monday_board();
  BoardRow& lucia = day.rows[2];
  BoardRow& thanh = day.rows[3];
  const auto others = [&] { return visits_at_once(text::Language::kEnglish, day.rows, lucia); };
  for (BoardRow& row : day.rows) row.appointment.clinician = StaffId();
  lucia.appointment.clinician = thanh.appointment.clinician =
      StaffId::parse("018f0000-0000-7000-8000-000000000077").value();
  lucia.appointment.state = thanh.appointment.state = AppointmentState::kScheduled;
  lucia.appointment.minutes = thanh.appointment.minutes = 30;
  thanh.appointment.start = lucia.appointment.start + std::chrono::minutes(29);
  REQUIRE(others().size() == 1);
  CHECK(others()[0].ends_with(", " + spoken_name(thanh.client_name)));
  thanh.appointment.start = lucia.appointment.start + std::chrono::minutes(30);
  CHECK(others().empty());
  thanh.appointment.start = lucia.appointment.start - std::chrono::minutes(29);
  CHECK(others().size() == 1);
  thanh.appointment.state = AppointmentState::kNoShow;
  CHECK(others().empty());
}

}  // namespace
}  // namespace alcove::tests
