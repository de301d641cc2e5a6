// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/kiosk/support/scenes_room.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using screens::room::DayAct;
using screens::room::DayIntent;
using screens::room::DayModel;

TEST_CASE("who is seen by video is said to be on the line, today and while they are expected") {
  DayModel model = room_scenes::day(text::Language::kEnglish);
  DayIntent last;
  UiDriver driver{{}, [&](ui::Ui& ui) {
                    const DayIntent intent = screens::room::draw(ui, model);
                    if (intent.act != DayAct::kNone) last = intent;
                  }};
  CHECK(driver.shows_text("by video"));
  driver.click("step_7");
  CHECK(last.act == DayAct::kOnTheLine);
  CHECK(last.visit == 7);
  model.visits[7].row.appointment.state = rules::AppointmentState::kArrived;
  driver.turn();
  driver.click("step_7");
  CHECK(last.act == DayAct::kBeginVisit);
  model.visits[7].row.appointment.state = rules::AppointmentState::kConfirmed;
  model.day = LocalDate(std::chrono::sys_days(model.today) + std::chrono::days(1));
  driver.turn();
  CHECK_FALSE(driver.shows("step_7"));
}

}  // namespace
}  // namespace alcove::tests
