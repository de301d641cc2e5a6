// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/screens/desk/day_board.h"
#include "kiosk/widgets/draw.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/ui_driver.h"

// A visit that was booked at half past two of the night in which the clocks go from two to three:
// it is at half past three, and is told and drawn there, with what moved it.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using namespace std::chrono_literals;

constexpr LocalDate kSpring = std::chrono::year(2027) / 3 / 14;

// In New York the gap is an hour: 7:30 by world time.
template <class Booked>
void book_in_gap(Booked& booked) {
  booked.start = std::chrono::local_days(kSpring) + 2h + 30min;
  booked.minutes = 60;
  booked.zone = "America/New_York";
  booked.start_time = std::chrono::sys_days(kSpring) + 7h + 30min;
  booked.end_time = booked.start_time + 1h;
  booked.time_shifted = true;
}

struct Spring {
  explicit Spring(BoardView view) {
    model.view = view;
    model.day = model.today = kSpring;
    model.zone = Zone::named("America/New_York").value();
    model.now = std::chrono::sys_days(kSpring) + 6h;  // one in the morning
    for (std::uint8_t i = 1; i <= 2; ++i) {
      model.grid.clinicians.push_back({id_of<StaffId>(i), "Clinician", "", {}, false});
    }
    model.grid.hours_read = true;
    BoardRow row = row_of(model, "Petrov, Ana");
    book_in_gap(row.appointment);
    row.appointment.state = AppointmentState::kScheduled;
    row.flags = {Flag::kTimeShifted};
    row.grace_until = row.appointment.start_time + 15min;
    model.rows = {row};
    model.like.assign(1, false);
    driver.turn();
  }

  // Some line says it in the second style, and is not cut before its end.
  bool tells_whole(const std::string& words) {
    const auto whole = [&](const ui::TextRecord& record) {
      const std::size_t at = record.text.find(words);
      if (at == std::string::npos) return false;
      const std::string until = record.text.substr(0, at) + words;
      const float wanted = ui::text_width(driver.ui(), {.style = ui::TextStyle::kSecond}, until);
      return !record.shortened || wanted <= record.rect.width;
    };
    return std::ranges::any_of(driver.ui().registry().texts(), whole);
  }

  DayBoardModel model = monday_board();
  UiDriver driver{{}, [this](ui::Ui& ui) { draw(ui, model); }};
};

TEST_CASE("the list, the board and the panel tell the time that the clock shows, and why, uncut") {
  const BoardView view = GENERATE(BoardView::kByTime, BoardView::kByClinician, BoardView::kFlow);
  Spring at(view);
  at.driver.change_look({ui::Density::kStaff, GENERATE(ui::TextSize::k100, ui::TextSize::k200),
                         ui::Contrast::kNormal});
  at.model.flow_column = FlowColumn::kExpected;
  at.driver.turn();
  CHECK(at.driver.shows_text("3:30"));
  CHECK(at.tells_whole("Was 2:30: clock change"));
  choose(at.model, "Petrov, Ana");
  at.driver.turn();
  CHECK(at.driver.widget("panel_visit").value.find("3:30") != std::string::npos);
  CHECK(at.tells_whole("Moved from 2:30 by the clock change"));
}

TEST_CASE("the calendar draws it where the clock shows it, and its time is not free there") {
  Spring at(BoardView::kCalendar);
  at.driver.change_look({ui::Density::kStaff, GENERATE(ui::TextSize::k100, ui::TextSize::k200),
                         ui::Contrast::kNormal});
  at.driver.turn();
  const std::vector<GridCard> cards =
      cards_of(at.model.rows, {.clinician = id_of<StaffId>(1), .day = kSpring}, false);
  CHECK(cards == std::vector<GridCard>{{{0}, 210, 270, 0, 1}});
  for (int i = 0; i < 8 && !at.driver.shows_text("3:30, was 2:30"); ++i) {
    at.driver.wheel(at.driver.shows("grid_body") ? "grid_body" : "day_list_rows", -3);
  }
  CHECK(at.tells_whole("3:30, was 2:30"));
  CHECK(at.tells_whole("Clock change"));
  CHECK_FALSE(at.driver.shows("cell_0_210"));
}

TEST_CASE("a session is drawn and told where the clock shows it too") {
  Spring at(BoardView::kCalendar);
  api::appointments::MeetingCard session;
  session.meeting.id = id_of<api::appointments::MeetingId>(1);
  session.meeting.clinicians = {{.clinician = id_of<StaffId>(2), .name = "Clinician"}};
  session.service_name = "Group therapy";
  book_in_gap(session.meeting);
  at.model.rows.clear();
  at.model.meetings = {session};
  at.driver.turn();
  CHECK(at.driver.shows_text("3:30, was 2:30"));
  CHECK_FALSE(at.driver.shows("cell_1_210"));
  at.model.view = BoardView::kByTime;
  at.driver.turn();
  CHECK(at.driver.shows_text("Was 2:30: clock change"));
  at.model.selected_meeting = session.meeting.id;
  at.driver.turn();
  CHECK(at.driver.widget("panel_when").value.starts_with("3:30"));
  CHECK(at.driver.shows_text("Was 2:30: clock change"));
}

}  // namespace
}  // namespace alcove::tests
