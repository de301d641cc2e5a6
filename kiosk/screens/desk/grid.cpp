// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/grid.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/screens/desk/hours_weekday.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

constexpr float kLeastColumn = 150;  // points at 100 %
constexpr int kDaysOfWeek = 7;

GridColumn day_of_clinician(const GridModel& model, const api::staff::Member& member,
                            LocalDate day) {
  GridColumn column{
      .title = member.display_name, .below = member.credential, .clinician = member.id, .day = day};
  const auto known = model.hours.find(member.id);
  column.parts =
      parts_of_day(known == model.hours.end() ? nullptr : &known->second, model.closed_days, day);
  return column;
}

std::vector<GridColumn> week_columns(const GridModel& model, const GridFrame& frame) {
  std::vector<GridColumn> columns;
  const auto index = index_of(model.clinicians, model.provider);
  if (!index) return columns;
  const std::chrono::sys_days monday = monday_of(frame.day);
  for (int i = 0; i < kDaysOfWeek; ++i) {
    const LocalDate day = monday + std::chrono::days(i);
    GridColumn column = day_of_clinician(model, model.clinicians[*index], day);
    column.title = weekday_name(frame.language, i + 1);
    column.below = text::short_date(frame.language, day);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<GridColumn> room_columns(const GridModel& model, const GridFrame& frame,
                                     const std::vector<BoardRow>& rows) {
  std::vector<GridColumn> columns;
  const auto add = [&](std::string title, std::optional<RoomId> room) {
    GridColumn column{.title = std::move(title), .room = room, .day = frame.day};
    column.parts = parts_of_day(nullptr, model.closed_days, frame.day);
    column.cards = cards_of(rows, column, true);
    columns.push_back(std::move(column));
  };
  for (const auto& room : model.rooms) add(room.name, room.id);
  add(std::string(text::GridMessages(frame.language).grid_no_room()), std::nullopt);
  // Nothing is booked into no room on purpose: it is there for what still needs one.
  if (columns.back().cards.empty()) columns.pop_back();
  return columns;
}

// How many columns there is room for, and which.
struct Window {
  std::size_t first = 0;
  std::size_t count = 0;
};

Window window_of(const ui::Ui& ui, float width, std::size_t columns, GridModel& model) {
  const float room = width - axis_width(ui);
  const auto fit =
      static_cast<std::size_t>(std::max(1.0F, std::floor(room / ui.theme().px(kLeastColumn))));
  Window window{0, std::min(fit, columns)};
  model.first_column = std::min(model.first_column, columns - window.count);
  window.first = model.first_column;
  return window;
}

// Where not all are seen: the ones before and after.
void turn_buttons(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model,
                  const Window& window, std::size_t columns) {
  if (window.count == columns) return;
  const text::GridMessages say(frame.language);
  const ui::BarButton buttons[] = {{.name = "grid_before",
                                    .label = std::string(say.grid_before()),
                                    .icon = ui::Icon::kChevronLeft,
                                    .enabled = window.first > 0},
                                   {.name = "grid_after",
                                    .label = std::string(say.grid_after()),
                                    .icon = ui::Icon::kChevronRight,
                                    .enabled = window.first + window.count < columns}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons);
  flow.cut_top(ui.theme().gap_small());
  if (pressed == std::size_t{0}) {
    model.first_column -= std::min(model.first_column, window.count);
  } else if (pressed) {
    model.first_column += window.count;
  }
}

std::string_view empty_words(const GridFrame& frame, const GridModel& model) {
  const text::GridMessages say(frame.language);
  const bool week = model.of == GridOf::kWeek;
  const bool known = week ? model.week_read && model.hours_read : frame.read && model.hours_read;
  if (!known) return frame.there ? say.grid_reading() : say.grid_away();
  return model.of == GridOf::kRooms ? say.grid_no_rooms() : say.grid_nobody();
}

// The columns that are seen; none where it says why instead.
std::vector<GridColumn> seen_columns(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame,
                                     GridModel& model, const std::vector<BoardRow>& rows) {
  const bool week = model.of == GridOf::kWeek;
  const bool known = week ? model.week_read && model.hours_read : frame.read && model.hours_read;
  std::vector<GridColumn> columns;
  if (known) columns = columns_of(model, frame, rows);
  if (columns.empty()) {
    ui::Rect words = flow.inset(ui.theme().px(24), ui.theme().px(24));
    words.height = 100'000;
    const float top = words.y;
    ui::paragraph_in(ui, words, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     empty_words(frame, model), 0);
    flow.cut_top(words.y - top + 2 * ui.theme().px(24));
    return columns;
  }
  const Window window = window_of(ui, flow.width, columns.size(), model);
  turn_buttons(ui, flow, frame, model, window, columns.size());
  const auto begin = columns.begin() + static_cast<std::ptrdiff_t>(window.first);
  return {begin, begin + static_cast<std::ptrdiff_t>(window.count)};
}

}  // namespace

const std::vector<BoardRow>& rows_of(const GridModel& model, const std::vector<BoardRow>& rows) {
  return model.of == GridOf::kWeek ? model.week : rows;
}

std::vector<GridColumn> columns_of(const GridModel& model, const GridFrame& frame,
                                   const std::vector<BoardRow>& rows) {
  if (model.of == GridOf::kRooms) return room_columns(model, frame, rows);
  std::vector<GridColumn> columns;
  if (model.of == GridOf::kWeek) {
    columns = week_columns(model, frame);
  } else {
    for (const auto& member : model.clinicians) {
      columns.push_back(day_of_clinician(model, member, frame.day));
    }
  }
  for (GridColumn& column : columns) {
    column.cards = cards_of(rows_of(model, rows), column, false);
  }
  return columns;
}

GridIntent draw_grid(ui::Ui& ui, const ui::Rect& area, const GridFrame& frame, GridModel& model,
                     const std::vector<BoardRow>& rows) {
  ui::Rect place = area;
  // Beside a bar the content is narrower; the heads stand over the content.
  ui::card(ui, area);
  place = place.inset(1);
  ui::Rect measure = place;
  const std::vector<GridColumn> columns = seen_columns(ui, measure, frame, model, rows);
  place.cut_top(measure.y - place.y);
  if (columns.empty()) return {};
  const ui::Rect head = place.cut_top(head_height(ui));
  place.cut_bottom(ui.theme().px(6));
  const ui::Rect content = ui.begin_scroll("grid_body", place);
  const GridBody body{frame, columns, rows_of(model, rows), {content.x, content.width}};
  ui::Rect flow{content.x, content.y, content.width, 100'000};
  const GridIntent intent = draw_grid_body(ui, flow, body, model);
  ui.end_scroll(flow.y - content.y);
  draw_grid_head(ui, {content.x, head.y, content.width, head.height}, body);
  return intent;
}

GridIntent draw_grid_in(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model,
                        const std::vector<BoardRow>& rows) {
  const std::vector<GridColumn> columns = seen_columns(ui, flow, frame, model, rows);
  if (columns.empty()) return {};
  const GridBody body{frame, columns, rows_of(model, rows), {flow.x, flow.width}};
  const float height = head_height(ui) + body_height(ui, body) + ui.theme().px(6);
  ui::card(ui, {flow.x, flow.y, flow.width, height});
  draw_grid_head(ui, flow.cut_top(head_height(ui)), body);
  const GridIntent intent = draw_grid_body(ui, flow, body, model);
  flow.cut_top(ui.theme().px(6));
  return intent;
}

GridIntent draw_grid_tools(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model) {
  const text::GridMessages say(frame.language);
  const ui::Theme& theme = ui.theme();
  const ui::Segment ways[] = {{"grid_day", say.grid_day()},
                              {"grid_week", say.grid_week()},
                              {"grid_rooms", say.grid_rooms()}};
  const auto before = static_cast<std::size_t>(model.of);
  float width = 0;
  for (const ui::Segment& one : ways) {
    width += ui::button_width(ui, one.label, ui::Icon::kNone) + theme.gap_small();
  }
  const float height = ui::segments_height(ui, flow.width, ways);
  const std::string name = name_in(model.clinicians, model.provider);
  const bool whose = model.of == GridOf::kWeek && !name.empty();
  const float least = theme.px(240);
  const bool beside = whose && width + theme.gap() + least <= flow.width;
  ui::Rect row = flow.cut_top(height);
  const std::size_t way = ui::segments(ui, row, ways, before);
  model.of = static_cast<GridOf>(way);
  if (whose) {
    if (beside) {
      row.cut_left(width + theme.gap_small());
    } else {
      flow.cut_top(theme.gap_small());
      row = flow.cut_top(theme.small_control_height());
    }
    row.width = std::min(row.width, theme.px(360));
    if (ui::select_field(ui, {.name = "grid_whose", .rect = row, .value = name})) {
      model.choosing = true;
    }
  }
  flow.cut_top(theme.px(12));
  GridIntent intent;
  if (way == before) return intent;
  model.first_column = 0;
  intent.what = GridIntent::What::kOf;
  return intent;
}

GridIntent draw_grid_choice(ui::Ui& ui, const GridFrame& frame, GridModel& model) {
  if (!model.choosing) return {};
  const text::GridMessages say(frame.language);
  const std::vector<std::string> names = names_of(model.clinicians);
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "grid_choice",
                       .language = frame.language,
                       .title = std::string(say.grid_whose()),
                       .options = names,
                       .current = index_of(model.clinicians, model.provider)});
  if (answer.closed || answer.chosen) model.choosing = false;
  GridIntent intent;
  if (!answer.chosen) return intent;
  model.provider = model.clinicians[*answer.chosen].id;
  model.week_read = false;
  intent.what = GridIntent::What::kOf;
  return intent;
}

}  // namespace alcove::screens::desk
