// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/screens/desk/meeting_words.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

// A visit or a session of the calendar on its way: by a finger that holds it, or by keys.
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

bool can_change(const GridFrame& frame) {
  return frame.there && frame.may == May::kChange;
}

bool can_be_moved(const GridBody& body, const BoardRow& row) {
  const auto way = rules::transition(row.appointment.state, AppointmentState::kRescheduled);
  return can_change(body.frame) && way == rules::Transition::kFree && !row.appointment.meeting;
}

// Once somebody came, or was marked as missing, it stays where it is.
bool can_be_moved(const GridBody& body, const MeetingCard& session) {
  return can_change(body.frame) && !is_cancelled(session) && session.here == 0 &&
         std::none_of(body.rows.begin(), body.rows.end(), [&](const BoardRow& row) {
           return row.appointment.meeting == session.meeting.id && has_begun(row.appointment.state);
         });
}

// What is held, while it can be.
struct Carried {
  const BoardRow* row = nullptr;
  const MeetingCard* session = nullptr;

  bool any() const { return row != nullptr || session != nullptr; }
  std::string name() const { return row != nullptr ? card_name(*row) : session->service_name; }
};
Carried carried_of(const GridBody& body, const GridModel& model) {
  if (!model.held) return {};
  if (model.held->meeting) {
    const MeetingCard* const session = find_card(body.meetings, model.held->meeting);
    const bool can = session != nullptr && can_be_moved(body, *session);
    return {.session = can ? session : nullptr};
  }
  const BoardRow* const row = find_row(body.rows, model.held->visit);
  return {.row = row != nullptr && can_be_moved(body, *row) ? row : nullptr};
}

// Where it already stands it stays, and nothing is asked.
GridIntent put_down(const GridBody& body, GridModel& model) {
  const GridModel::Held held = *std::exchange(model.held, std::nullopt);
  const bool same = held.column == held.from_column && held.minute == held.from_minute;
  const std::size_t columns = body.columns.size();
  if (same || held.column >= columns || held.from_column >= columns) return {};
  const GridPlace place = place_in(body.columns[held.column], body.of_room, held.minute);
  if (!held.meeting) return {GridIntent::What::kMove, held.visit, place};
  return {.what = GridIntent::What::kCarry,
          .place = place,
          .meeting = *held.meeting,
          .from = body.columns[held.from_column].clinician};
}

void bring_into_window(const GridBody& body, GridModel& model, std::size_t column) {
  if (column < body.seen.first) model.first_column = column;
  if (column >= body.seen.end()) model.first_column = column + 1 - body.seen.count;
}

void let_go(ui::Ui& ui, const GridBody& body, GridModel& model) {
  const GridModel::Held held = *std::exchange(model.held, std::nullopt);
  bring_into_window(body, model, held.from_column);
  if (held.by_key) ui.focus(held.name);
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

std::optional<GridModel::Held> held_of(const GridBody& body, std::size_t column,
                                       const GridCard& card) {
  GridModel::Held held{.name = grid_card_name(body, column, card),
                       .column = column,
                       .minute = card.from,
                       .from_column = column,
                       .from_minute = card.from};
  if (card.kind == GridCard::Kind::kVisit) {
    const BoardRow& row = body.rows[card.rows.front()];
    if (!can_be_moved(body, row)) return std::nullopt;
    held.visit = row.appointment.id;
    held.minutes = row.appointment.minutes;
    return held;
  }
  if (card.kind == GridCard::Kind::kMore || card.meetings.empty()) return std::nullopt;
  const MeetingCard& session = body.meetings[card.meetings.front()];
  if (!can_be_moved(body, session)) return std::nullopt;
  held.meeting = session.meeting.id;
  held.minutes = session.meeting.minutes;
  return held;
}

bool is_held(const GridBody& body, const GridModel& model, const GridCard& card) {
  if (!model.held || card.kind == GridCard::Kind::kMore) return false;
  if (!card.meetings.empty()) {
    return model.held->meeting == body.meetings[card.meetings.front()].meeting.id;
  }
  return !model.held->meeting && model.held->visit == body.rows[card.rows.front()].appointment.id;
}

void take_hold(ui::Ui& ui, const GridModel::Held& held, const ui::Rect& card) {
  const ui::Point at = ui.input().pointer;
  finger_of(ui) = {held, at, at, at.y - card.y, false};
  ui.keep_pointer();
}

GridIntent carry_by_key(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                        GridModel& model) {
  if (!model.held) return {};
  if (!carried_of(body, model).any() || (model.held->by_key && ui.input().pressed)) {
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
    scroll_at_edges(ui, finger.last);
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
  const Carried carried = carried_of(body, model);
  if (!carried.any() || !body.seen.has(model.held->column)) return;
  const std::int64_t from = model.held->minute;
  const std::int64_t until = std::min(from + model.held->minutes, scale.span.until);
  const ui::Rect place = scale.at(model.held->column, from, until).inset(ui.theme().px(3), 1);
  const float corner = ui.theme().px(8);
  ui::fill(ui, place, ui::Ink::kPrimary, corner);
  const std::string to =
      text::GridMessages(body.frame.language).grid_drag_to(clock_of(body.frame, from));
  ui.present({.name = "grid_ghost", .kind = ui::WidgetKind::kStatus, .rect = place, .value = to});
  draw_ghost_words(ui, place, {.first = carried.name(), .second = to, .in_one = to});
}

void draw_ghost_words(ui::Ui& ui, const ui::Rect& place, const GhostWords& words) {
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kOnPrimary};
  const ui::TextLook second{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kOnPrimary};
  ui::Rect inner = place.inset(ui.theme().px(10), 0);
  const float line = ui::line_height(ui, strong.style);
  const float below = ui::line_height(ui, second.style);
  if (place.height < line + below) {
    inner = inner.middle(inner.width, std::min(line, place.height));
    return ui::text_line(ui, inner, strong, words.in_one, ui::WhenLong::kShorten);
  }
  inner = inner.middle(inner.width, line + below);
  ui::text_line(ui, inner.cut_top(line), strong, words.first, ui::WhenLong::kShorten);
  ui::text_line(ui, inner, second, words.second, ui::WhenLong::kShorten);
}

void scroll_at_edges(ui::Ui& ui, const ui::Point& before) {
  const ui::Point at = ui.input().pointer;
  if (at.x == before.x && at.y == before.y) return;
  const float edge = ui.theme().px(kEdge);
  if (ui.clip().contains(at)) ui.keep_visible({at.x, at.y - edge, 1, 2 * edge});
}

}  // namespace alcove::screens::desk
