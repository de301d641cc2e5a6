// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

// A visit of the calendar on its way: by a finger that holds it, or by keys.
namespace alcove::screens::desk {
namespace {

constexpr float kDragFrom = 10;  // points at 100 %: a finger that moves less is a touch
constexpr float kEdge = 24;      // so near to an edge of what scrolls it goes on
constexpr std::int64_t kSmallStep = 5;

// The finger that went down on a card.
struct Finger {
  std::optional<GridModel::Held> on;
  ui::Point from;
  ui::Point last;
  float grip = 0;  // how far below the card's top
  bool on_turn_button = false;
};

Finger& finger_of(ui::Ui& ui) {
  return ui.state<Finger>("grid_finger");
}

std::int64_t latest(const GridScale& scale, const GridModel::Held& held) {
  return std::max(scale.span.from, scale.span.until - held.minutes);
}

const BoardRow* row_of_held(const GridBody& body, const GridModel& model) {
  for (const BoardRow& row : body.rows) {
    if (model.held && row.appointment.id == model.held->visit) return &row;
  }
  return nullptr;
}

// Where it already stands it stays, and nothing is asked.
GridIntent put_down(const GridBody& body, GridModel& model) {
  const GridModel::Held held = *std::exchange(model.held, std::nullopt);
  const bool same = held.column == held.from_column && held.minute == held.from_minute;
  if (same || held.column >= body.columns.size()) return {};
  return {GridIntent::What::kMove, held.visit,
          place_in(body.columns[held.column], body.of_room, held.minute)};
}

void bring_into_window(const GridBody& body, GridModel& model, std::size_t column) {
  if (column < body.seen.first) model.first_column = column;
  if (column >= body.seen.end()) model.first_column = column + 1 - body.seen.count;
}

void let_go(ui::Ui& ui, const GridBody& body, GridModel& model) {
  const GridModel::Held held = *std::exchange(model.held, std::nullopt);
  bring_into_window(body, model, held.from_column);
  if (held.by_key) ui.focus("card_" + held.visit.text());
}

// The buttons that show other columns, while a visit is carried over them.
void turn_columns(ui::Ui& ui, const GridBody& body, GridModel& model, Finger& finger) {
  const auto over = [&](std::string_view name) {
    const ui::WidgetRecord* const button = ui.registry().find(name);
    return button != nullptr && button->enabled && button->rect.contains(ui.input().pointer);
  };
  const bool before = over("grid_before");
  const bool after = over("grid_after");
  if (std::exchange(finger.on_turn_button, before || after)) return;
  if (before) model.first_column -= std::min(body.seen.first, body.seen.count);
  if (after) model.first_column = body.seen.end();
}

// Goes on with each movement near an edge, not by itself.
void scroll_at_edges(ui::Ui& ui, const Finger& finger) {
  const ui::Point at = ui.input().pointer;
  if (at.x == finger.last.x && at.y == finger.last.y) return;
  const float edge = ui.theme().px(kEdge);
  if (ui.clip().contains(at)) ui.keep_visible({at.x, at.y - edge, 1, 2 * edge});
}

void move_to_pointer(const ui::Ui& ui, const GridBody& body, const GridScale& scale,
                     GridModel& model, const Finger& finger) {
  const ui::Point at = ui.input().pointer;
  const float column = std::floor((at.x - scale.left) / scale.width);
  const auto last = static_cast<float>(body.seen.count - 1);
  const float minute =
      static_cast<float>(scale.span.from) + (at.y - finger.grip - scale.top) / scale.per_minute;
  const auto step = static_cast<float>(kGridFineStep);
  if (!model.held) model.held = finger.on;
  model.held->column = body.seen.first + static_cast<std::size_t>(std::clamp(column, 0.0F, last));
  model.held->minute =
      std::clamp(static_cast<std::int64_t>(std::round(minute / step)) * kGridFineStep,
                 scale.span.from, latest(scale, *model.held));
}

}  // namespace

bool can_be_moved(const GridFrame& frame, const BoardRow& row) {
  const auto way = rules::transition(row.appointment.state, AppointmentState::kRescheduled);
  return frame.there && frame.may == May::kChange && way == rules::Transition::kFree &&
         !row.appointment.meeting;
}

void pick_up(GridModel& model, const BoardRow& row, std::size_t column, std::int64_t minute) {
  model.held = GridModel::Held{.visit = row.appointment.id,
                               .minutes = row.appointment.minutes,
                               .by_key = true,
                               .column = column,
                               .minute = minute,
                               .from_column = column,
                               .from_minute = minute};
}

void take_hold(ui::Ui& ui, const BoardRow& row, const ui::Rect& card, std::size_t column,
               std::int64_t minute) {
  GridModel on;
  pick_up(on, row, column, minute);
  on.held->by_key = false;
  const ui::Point at = ui.input().pointer;
  finger_of(ui) = {on.held, at, at, at.y - card.y, false};
  ui.keep_pointer();
}

GridIntent carry_by_key(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                        GridModel& model) {
  if (!model.held) return {};
  const BoardRow* const row = row_of_held(body, model);
  if (row == nullptr || !can_be_moved(body.frame, *row) ||
      (model.held->by_key && ui.input().pressed)) {
    model.held.reset();
    return {};
  }
  if (!model.held->by_key) return {};
  GridModel::Held& held = *model.held;
  const bool typed_m = ui.input().character == U'm' || ui.input().character == U'M';
  if (typed_m && ui.take_character() != 0) return put_down(body, model);
  const ui::KeyPress* const press = ui.key();
  if (press == nullptr || press->control) return {};
  const std::int64_t step = press->shift ? kSmallStep : kGridFineStep;
  const ui::Key key = press->key;
  ui.use_key();
  if (key == ui::Key::kEnter) return put_down(body, model);
  if (key == ui::Key::kEscape) {
    let_go(ui, body, model);
    return {};
  }
  if (key == ui::Key::kUp) held.minute -= step;
  if (key == ui::Key::kDown) held.minute += step;
  if (key == ui::Key::kLeft && held.column > 0) --held.column;
  if (key == ui::Key::kRight && held.column + 1 < body.columns.size()) ++held.column;
  held.minute = std::clamp(held.minute, scale.span.from, latest(scale, held));
  bring_into_window(body, model, held.column);
  keep_in_view(ui, body,
               {scale.left, scale.y(held.minute), scale.width,
                scale.y(held.minute + held.minutes) - scale.y(held.minute)});
  return {};
}

GridIntent carry_by_finger(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                           GridModel& model) {
  Finger& finger = finger_of(ui);
  if (!finger.on) return {};
  const ui::InputFrame& input = ui.input();
  const bool over = !input.down && !input.released;
  const ui::KeyPress* const press = ui.key();
  if (over || (press != nullptr && press->key == ui::Key::kEscape)) {
    if (!over) ui.use_key();
    finger = {};
    model.held.reset();
    return {};
  }
  const float moved = std::hypot(input.pointer.x - finger.from.x, input.pointer.y - finger.from.y);
  const bool carried = model.held || moved >= ui.theme().px(kDragFrom);
  if (carried) {
    move_to_pointer(ui, body, scale, model, finger);
    turn_columns(ui, body, model, finger);
    scroll_at_edges(ui, finger);
  }
  finger.last = input.pointer;
  if (!input.released) return {};
  finger = {};
  if (!carried) return {};
  if (ui.clip().contains(input.pointer)) return put_down(body, model);
  model.held.reset();
  return {};
}

void draw_grid_ghost(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                     const GridModel& model) {
  const BoardRow* const row = row_of_held(body, model);
  if (row == nullptr || !body.seen.has(model.held->column)) return;
  const std::int64_t from = model.held->minute;
  const std::int64_t until = std::min(from + model.held->minutes, scale.span.until);
  const ui::Rect place = scale.at(model.held->column, from, until).inset(ui.theme().px(3), 1);
  const float corner = ui.theme().px(8);
  ui::fill(ui, place, ui::Ink::kPrimary, corner);
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kOnPrimary};
  const ui::TextLook second{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kOnPrimary};
  const std::string to =
      text::GridMessages(body.frame.language).grid_drag_to(clock_of(body.frame, from));
  ui.present({.name = "grid_ghost", .kind = ui::WidgetKind::kStatus, .rect = place, .value = to});
  ui::Rect words = place.inset(ui.theme().px(10), 0);
  const float line = ui::line_height(ui, strong.style);
  const float below = ui::line_height(ui, second.style);
  const bool both = place.height >= line + below;
  words = words.middle(words.width, std::min(both ? line + below : line, place.height));
  if (both) {
    ui::text_line(ui, words.cut_top(line), strong, card_name(*row), ui::WhenLong::kShorten);
  }
  ui::text_line(ui, words, both ? second : strong, to, ui::WhenLong::kShorten);
}

}  // namespace alcove::screens::desk
