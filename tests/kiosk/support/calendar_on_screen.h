// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/screens/desk/day_board.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {

using screens::desk::AppointmentState;
using screens::desk::BoardIntent;
using screens::desk::BoardView;
using screens::desk::DayBoardModel;
using screens::desk::GridIntent;

// So many clinicians of whom no hours are known; one visit, at 10:30 with the first one.
struct Calendar {
  explicit Calendar(std::uint8_t clinicians) {
    model.view = BoardView::kCalendar;
    for (std::uint8_t i = 1; i <= clinicians; ++i) {
      model.grid.clinicians.push_back({id_of<StaffId>(i), "Clinician", "", {}, false});
    }
    model.grid.hours_read = true;
    model.rows = {row_of(model, "Petrov, Ana")};
    model.like.assign(1, false);
    driver.turn();
  }
  std::string card() const { return "card_" + model.rows[0].appointment.id.text(); }
  ui::Point middle_of(const std::string& name) { return driver.widget(name).visible_part.center(); }

  // As a mouse comes: it is there before it is pressed.
  void press_with_mouse(ui::Point point) {
    driver.move_to(point);
    driver.wait_ms(100);
    driver.press_at(point);
  }
  ui::Point below_top(const std::string& name) {
    const ui::Rect& rect = driver.widget(name).rect;
    return {rect.center().x, rect.y + 4};
  }
  std::string drawn() { return driver.widget("grid_drawn").value; }

  DayBoardModel model = monday_board();
  GridIntent last;
  UiDriver driver{{}, [this](ui::Ui& ui) {
                    const BoardIntent intent = screens::desk::draw(ui, model);
                    if (intent.what == BoardIntent::What::kGrid) last = intent.grid;
                  }};
};

}  // namespace alcove::tests
