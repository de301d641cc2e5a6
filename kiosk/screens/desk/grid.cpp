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

using api::appointments::MeetingCard;

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
    column.cards = cards_of(rows, column, true, meetings_of(model, frame));
    columns.push_back(std::move(column));
  };
  for (const auto& room : model.rooms) {
    if (columns.size() < kMostGridColumns) add(room.name, room.id);
  }
  add(std::string(text::GridMessages(frame.language).grid_no_room()), std::nullopt);
  // Nothing is booked into no room on purpose: it is there for what still needs one.
  if (columns.back().cards.empty()) columns.pop_back();
  return columns;
}

// In which column what has the focus stands.
std::optional<std::size_t> focused_column(const ui::Ui& ui, const GridBody& body) {
  const std::string& name = ui.focused();
  for (std::size_t i = 0; i < body.columns.size(); ++i) {
    const auto& cards = body.columns[i].cards;
    const auto is_focused = [&](const GridCard& card) {
      return name == grid_card_name(body, i, card);
    };
    if (name.starts_with("cell_" + std::to_string(i) + "_") ||
        std::any_of(cards.begin(), cards.end(), is_focused)) {
      return i;
    }
  }
  return std::nullopt;
}

// The arrows go on where the columns that are seen end.
void follow_arrows(const ui::Ui& ui, const GridBody& body, GridModel& model) {
  const ui::KeyPress* const press = ui.key();
  const bool left = press != nullptr && press->key == ui::Key::kLeft;
  const bool right = press != nullptr && press->key == ui::Key::kRight;
  if ((!left && !right) || model.held) return;
  const auto column = focused_column(ui, body);
  if (left && column == body.seen.first && body.seen.first > 0) --model.first_column;
  if (right && column && *column + 1 == body.seen.end() && body.seen.end() < body.columns.size()) {
    ++model.first_column;
  }
}

// Beside the panel of a visit fewer columns are seen: its own is among them when it is chosen.
void bring_chosen(const GridBody& body, GridModel& model) {
  const auto& chosen = body.frame.selected;
  if (!chosen) model.brought.reset();
  if (!chosen || model.held) return;
  const GridModel::Brought here_now{*chosen, model.of,
                                    model.of == GridOf::kWeek ? model.provider : std::nullopt};
  if (model.brought == here_now) return;
  const auto is_chosen = [&](std::size_t row) { return body.rows[row].appointment.id == *chosen; };
  for (std::size_t i = 0; i < body.columns.size(); ++i) {
    const auto& cards = body.columns[i].cards;
    const bool here = std::any_of(cards.begin(), cards.end(), [&](const GridCard& card) {
      return std::any_of(card.rows.begin(), card.rows.end(), is_chosen);
    });
    if (!here) continue;
    if (i < body.seen.first) model.first_column = i;
    if (i >= body.seen.end()) model.first_column = i + 1 - body.seen.count;
    model.brought = here_now;
    model.to_scroll = true;
    return;
  }
}

// How many columns there is room for, and which.
GridBody::Seen seen_of(const ui::Ui& ui, float width, std::size_t columns, GridModel& model) {
  const float room = width - axis_width(ui);
  const auto fit =
      static_cast<std::size_t>(std::max(1.0F, std::floor(room / ui.theme().px(kLeastColumn))));
  const std::size_t count = std::min(fit, columns);
  model.first_column = std::min(model.first_column, columns - count);
  return {model.first_column, count};
}

// Where not all are seen: the ones before and after.
void turn_buttons(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model,
                  const GridBody::Seen& seen, std::size_t columns) {
  if (seen.count == columns) return;
  const text::GridMessages say(frame.language);
  const ui::BarButton buttons[] = {{.name = "grid_before",
                                    .label = std::string(say.grid_before()),
                                    .icon = ui::Icon::kChevronLeft,
                                    .enabled = seen.first > 0},
                                   {.name = "grid_after",
                                    .label = std::string(say.grid_after()),
                                    .icon = ui::Icon::kChevronRight,
                                    .enabled = seen.end() < columns}};
  const float height = ui::button_rows_height(ui, flow.width, buttons);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), buttons);
  flow.cut_top(ui.theme().gap_small());
  if (pressed == std::size_t{0}) {
    model.first_column -= std::min(model.first_column, seen.count);
  } else if (pressed) {
    model.first_column += seen.count;
  }
}

bool is_known(const GridFrame& frame, const GridModel& model) {
  const bool visits = model.of == GridOf::kWeek ? model.week_read : frame.read;
  return visits && model.hours_read;
}

std::string_view empty_words(const GridFrame& frame, const GridModel& model) {
  const text::GridMessages say(frame.language);
  if (!is_known(frame, model)) return frame.there ? say.grid_reading() : say.grid_away();
  return model.of == GridOf::kRooms ? say.grid_no_rooms() : say.grid_nobody();
}

void say_why_empty(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, const GridModel& model) {
  const float gap = ui.theme().px(24);
  ui::Rect words = flow.inset(gap, gap);
  words.height = 100'000;
  const float top = words.y;
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                   empty_words(frame, model), 0);
  flow.cut_top(words.y - top + 2 * gap);
}

std::vector<GridColumn> known_columns(const GridModel& model, const GridFrame& frame,
                                      const std::vector<BoardRow>& rows) {
  return is_known(frame, model) ? columns_of(model, frame, rows) : std::vector<GridColumn>();
}

// Above all, that not all columns are shown; then what one can do.
std::string foot_words(const GridFrame& frame, const GridModel& model) {
  const text::GridMessages say(frame.language);
  const std::size_t all = model.of == GridOf::kRooms ? model.rooms.size() : model.clinicians.size();
  if (model.of != GridOf::kWeek && all > kMostGridColumns) {
    return say.grid_limit(
        {.count = static_cast<std::int64_t>(all), .shown = std::to_string(kMostGridColumns)});
  }
  if (model.held && model.held->by_key) return std::string(say.grid_carried());
  if (model.drawn && model.drawn->by_key) return std::string(say.grid_drawn());
  const bool can = frame.there && frame.may == May::kChange;
  return std::string(can ? say.grid_hint() : std::string_view());
}

GridBody body_of(const GridFrame& frame, const std::vector<GridColumn>& columns,
                 const GridModel& model, const std::vector<BoardRow>& rows) {
  GridBody body{frame, columns, rows_of(model, rows), meetings_of(model, frame)};
  body.of_room = model.of == GridOf::kRooms;
  body.carried = model.held || model.drawn;
  return body;
}

const ui::TextLook kFoot{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

}  // namespace

const std::vector<BoardRow>& rows_of(const GridModel& model, const std::vector<BoardRow>& rows) {
  return model.of == GridOf::kWeek ? model.week : rows;
}

const std::vector<MeetingCard>& meetings_of(const GridModel& model, const GridFrame& frame) {
  static const std::vector<MeetingCard> kNone;
  if (model.of == GridOf::kWeek) return model.week_meetings;
  return frame.meetings == nullptr ? kNone : *frame.meetings;
}

std::vector<GridColumn> columns_of(const GridModel& model, const GridFrame& frame,
                                   const std::vector<BoardRow>& rows) {
  if (model.of == GridOf::kRooms) return room_columns(model, frame, rows);
  std::vector<GridColumn> columns;
  if (model.of == GridOf::kWeek) {
    columns = week_columns(model, frame);
  } else {
    for (const auto& member : model.clinicians) {
      if (columns.size() == kMostGridColumns) break;
      columns.push_back(day_of_clinician(model, member, frame.day));
    }
  }
  for (GridColumn& column : columns) {
    column.cards = cards_of(rows_of(model, rows), column, false, meetings_of(model, frame));
  }
  return columns;
}

GridIntent draw_grid(ui::Ui& ui, const ui::Rect& area, const GridFrame& frame, GridModel& model,
                     const std::vector<BoardRow>& rows) {
  const std::vector<GridColumn> columns = known_columns(model, frame, rows);
  ui::Rect place = area;
  GridBody body = body_of(frame, columns, model, rows);
  if (!columns.empty()) {
    body.seen = seen_of(ui, area.width, columns.size(), model);
    follow_arrows(ui, body, model);
    bring_chosen(body, model);
    turn_buttons(ui, place, frame, model, body.seen, columns.size());
    body.seen = seen_of(ui, area.width, columns.size(), model);
    const ui::Rect foot = place.cut_bottom(ui::line_height(ui, kFoot.style));
    ui::text_line(ui, foot, kFoot, foot_words(frame, model), ui::WhenLong::kShorten);
    place.cut_bottom(ui.theme().gap_small());
  }
  ui::card(ui, place);
  place = place.inset(1);
  if (columns.empty()) {
    say_why_empty(ui, place, frame, model);
    return {};
  }
  const ui::Rect head = place.cut_top(head_height(ui));
  place.cut_bottom(ui.theme().px(6));
  // Beside a bar the content is narrower; the heads stand over the content.
  const ui::Rect content = ui.begin_scroll("grid_body", place);
  body.across = {content.x, content.width};
  ui::Rect flow{content.x, content.y, content.width, 100'000};
  const GridIntent intent = draw_grid_body(ui, flow, body, model);
  ui.end_scroll(flow.y - content.y);
  draw_grid_head(ui, {content.x, head.y, content.width, head.height}, body);
  return intent;
}

GridIntent draw_grid_in(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model,
                        const std::vector<BoardRow>& rows) {
  const std::vector<GridColumn> columns = known_columns(model, frame, rows);
  if (columns.empty()) {
    say_why_empty(ui, flow, frame, model);
    return {};
  }
  GridBody body = body_of(frame, columns, model, rows);
  body.seen = seen_of(ui, flow.width, columns.size(), model);
  follow_arrows(ui, body, model);
  bring_chosen(body, model);
  turn_buttons(ui, flow, frame, model, body.seen, columns.size());
  body.seen = seen_of(ui, flow.width, columns.size(), model);
  body.across = {flow.x, flow.width};
  const std::string foot = foot_words(frame, model);
  if (!foot.empty()) ui::paragraph_in(ui, flow, kFoot, foot, ui.theme().gap_small());
  const float height = head_height(ui) + body_height(ui, body) + ui.theme().px(6);
  ui::card(ui, {flow.x, flow.y, flow.width, height});
  const ui::Rect head = flow.cut_top(head_height(ui));
  body.under_head = head.height;
  // Whose the columns are is read wherever one is in the day.
  const ui::Rect seen = ui.clip();
  const bool stays = head.y < seen.y && seen.y + 2 * head.height < head.y + height;
  ui::Rect below = seen;
  const ui::Rect stuck = stays ? ui::Rect{head.x, seen.y, head.width, head.height} : head;
  if (stays) below.cut_top(head.height);
  ui.push_clip(below);
  const GridIntent intent = draw_grid_body(ui, flow, body, model);
  ui.pop_clip();
  if (stays) ui::fill(ui, stuck, ui::Ink::kSurface);
  draw_grid_head(ui, stuck, body);
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
  if (way != before) {
    model.held.reset();
    model.drawn.reset();
  }
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

}  // namespace alcove::screens::desk
