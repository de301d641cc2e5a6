// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_board.h"

// The calendar in its place on the day board.
namespace alcove::screens::desk {
namespace {

GridFrame grid_frame(const DayBoardModel& model) {
  return {.language = model.language,
          .day = model.day,
          .today = model.today,
          .now = model.zone.to_local(model.now),
          .now_utc = model.now,
          .there = model.connection.there,
          .read = model.read,
          .may = model.may,
          .selected = model.selected,
          .selected_meeting = model.selected_meeting,
          .meetings = &model.meetings};
}

BoardIntent first_of(const GridIntent& one, const GridIntent& other) {
  BoardIntent intent;
  intent.grid = one.what == GridIntent::What::kNone ? other : one;
  const bool any = intent.grid.what != GridIntent::What::kNone;
  intent.what = any ? BoardIntent::What::kGrid : BoardIntent::What::kNone;
  return intent;
}

}  // namespace

BoardIntent draw_calendar(ui::Ui& ui, ui::Rect area, DayBoardModel& model) {
  const GridFrame frame = grid_frame(model);
  const GridIntent tools = draw_grid_tools(ui, area, frame, model.grid);
  return first_of(tools, draw_grid(ui, area, frame, model.grid, model.rows));
}

BoardIntent draw_calendar_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model) {
  const GridFrame frame = grid_frame(model);
  const GridIntent tools = draw_grid_tools(ui, flow, frame, model.grid);
  return first_of(tools, draw_grid_in(ui, flow, frame, model.grid, model.rows));
}

BoardIntent draw_calendar_choice(ui::Ui& ui, DayBoardModel& model) {
  return first_of(draw_grid_choice(ui, grid_frame(model), model.grid, model.rows), {});
}

}  // namespace alcove::screens::desk
