// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

// Free time of the calendar over which one draws, to book as much of it: with the pointer, or with
// Shift and the arrows. A finger that moves on at once scrolls: it draws once it has rested. That
// it is a mouse is seen from it having been there before it was pressed.
namespace alcove::screens::desk {
namespace {

constexpr float kDrawFrom = 10;  // points at 100 %: what moves less is a press
constexpr float kStill = 8;      // what moves less has rested
constexpr float kSamePlace = 3;
constexpr std::int64_t kRestMs = 300;
constexpr std::int64_t kMouseMs = 50;

// What went down on a free time.
struct Pen {
  std::optional<GridModel::Drawn> on{};
  std::string cell{};
  ui::Point from{};
  ui::Point last{};
  std::int64_t since_ms = 0;
  bool firm = false;  // the page does not scroll with it
  // Where the pointer is while it is up, and since when.
  ui::Point over{};
  std::int64_t over_since_ms = 0;
};

Pen& pen_of(ui::Ui& ui) {
  return ui.state<Pen>("grid_pen");
}

float distance(const ui::Point& a, const ui::Point& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

std::int64_t minute_at(const GridScale& scale, float y) {
  const auto minute =
      static_cast<std::int64_t>(std::floor((y - scale.top) / scale.per_minute)) + scale.span.from;
  return std::clamp(minute, scale.span.from, scale.span.until - 1);
}

GridCell step_at(const GridScale& scale, float y) {
  const std::int64_t from = minute_at(scale, y) / kGridFineStep * kGridFineStep;
  return {from, from + kGridFineStep};
}

std::optional<GridCell> time_of(const GridBody& body, const GridScale& scale,
                                const GridModel::Drawn& drawn) {
  if (drawn.column >= body.columns.size()) return std::nullopt;
  const GridColumn& column = body.columns[drawn.column];
  if (!may_book(body.frame, column)) return std::nullopt;
  return drawn_time(column, scale.span, drawn.begun, drawn.to);
}

void forget(Pen& pen) {
  pen = {.over = pen.over, .over_since_ms = pen.over_since_ms};
}

// The free time that has the focus.
std::optional<GridModel::Drawn> focused_time(const ui::Ui& ui, const GridBody& body,
                                             const GridScale& scale) {
  for (std::size_t i = body.seen.first; i < body.seen.end(); ++i) {
    if (!ui.focused().starts_with("cell_" + std::to_string(i) + "_")) continue;
    const auto& column = body.columns[i];
    for (const GridCell& cell :
         free_cells(column, scale.span.from, scale.span.until, scale.step())) {
      if (ui.focused() != grid_cell_name(i, cell) || !may_book(body.frame, column)) continue;
      return GridModel::Drawn{.column = i, .begun = cell, .to = cell, .by_key = true};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string grid_cell_name(std::size_t column, const GridCell& cell) {
  return "cell_" + std::to_string(column) + "_" + std::to_string(cell.from);
}

std::optional<GridCell> seen_cell(const GridBody& body, const GridScale& scale,
                                  const GridModel& model, std::size_t column,
                                  const GridCell& cell) {
  if (!model.drawn || model.drawn->column != column) return cell;
  const auto time = time_of(body, scale, *model.drawn);
  if (!time || cell.until <= time->from || time->until <= cell.from) return cell;
  const std::int64_t begun = model.drawn->begun.from;
  if (begun < cell.from || cell.until <= begun) return std::nullopt;
  return GridCell{std::min(cell.from, time->from), std::max(cell.until, time->until)};
}

GridIntent book_drawn(const GridBody& body, const GridScale& scale, GridModel& model) {
  const GridModel::Drawn drawn = *std::exchange(model.drawn, std::nullopt);
  const auto time = time_of(body, scale, drawn);
  if (!time) return {};
  GridPlace place = place_in(body.columns[drawn.column], body.of_room, time->from);
  place.minutes = time->until - time->from;
  return {GridIntent::What::kBook, {}, place};
}

void draw_by_key(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model) {
  if (model.held) model.drawn.reset();
  if (model.drawn && !time_of(body, scale, *model.drawn)) model.drawn.reset();
  if (model.held || (model.drawn && !model.drawn->by_key)) return;
  const auto focused = focused_time(ui, body, scale);
  const bool elsewhere = model.drawn && (!focused || focused->column != model.drawn->column ||
                                         focused->begun != model.drawn->begun);
  if (elsewhere || ui.input().pressed) model.drawn.reset();
  const ui::KeyPress* const press = ui.key();
  if (press == nullptr || press->control || !focused) return;
  const bool up = press->key == ui::Key::kUp;
  const bool grows = press->shift && (up || press->key == ui::Key::kDown);
  if (!grows) {
    // Enter is the free time's own: pressed, it books what is drawn.
    if (!model.drawn || press->key == ui::Key::kEnter) return;
    model.drawn.reset();
    if (press->key == ui::Key::kEscape) ui.use_key();
    return;
  }
  ui.use_key();
  GridModel::Drawn next = model.drawn.value_or(*focused);
  // One end stays where it was begun; the other one moves.
  const std::int64_t over = (next.to.until - next.begun.until) + (next.to.from - next.begun.from) +
                            (up ? -kGridFineStep : kGridFineStep);
  next.to = next.begun;
  (over < 0 ? next.to.from : next.to.until) += over;
  const auto time = time_of(body, scale, next);
  if (!time) return;
  // Where nothing more is free nothing is drawn; the way back is not longer for it.
  const auto before = model.drawn ? time_of(body, scale, *model.drawn) : std::nullopt;
  if (!before || *before != *time) model.drawn = next;
  keep_in_view(ui, body,
               {scale.left, scale.y(up ? time->from : time->until - kGridFineStep), scale.width,
                scale.y(kGridFineStep) - scale.y(0)});
}

void begin_drawing(ui::Ui& ui, const GridScale& scale, std::size_t column, const GridCell& cell) {
  Pen& pen = pen_of(ui);
  const ui::Point at = ui.input().pointer;
  GridCell begun = step_at(scale, at.y);
  begun = {std::max(begun.from, cell.from), std::min(begun.until, cell.until)};
  if (begun.from >= begun.until) begun = cell;
  pen.on = {.column = column, .begun = begun, .to = begun};
  pen.cell = grid_cell_name(column, cell);
  pen.from = pen.last = at;
  pen.since_ms = ui.input().time_ms;
  pen.firm = distance(at, pen.over) <= kSamePlace && pen.since_ms - pen.over_since_ms >= kMouseMs;
  if (pen.firm) ui.keep_pointer();
}

GridIntent draw_by_pointer(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                           GridModel& model) {
  Pen& pen = pen_of(ui);
  const ui::InputFrame& input = ui.input();
  const ui::Point at = input.pointer;
  if (!input.down && !input.pressed && distance(at, pen.over) > kSamePlace) {
    pen.over = at;
    pen.over_since_ms = input.time_ms;
  }
  if (!pen.on) return {};
  const ui::KeyPress* const press = ui.key();
  const bool let_go = press != nullptr && press->key == ui::Key::kEscape;
  if (let_go) ui.use_key();
  const bool over = !input.down && !input.released;
  if (let_go || over || !ui.holds_pointer(pen.cell)) {  // the page scrolls, say
    forget(pen);
    model.drawn.reset();
    return {};
  }
  const bool rested = input.time_ms - pen.since_ms >= kRestMs &&
                      distance(pen.last, pen.from) <= ui.theme().px(kStill);
  if (!pen.firm && rested) {
    pen.firm = true;
    ui.keep_pointer();
  }
  const bool draws =
      pen.firm && (model.drawn || std::abs(at.y - pen.from.y) >= ui.theme().px(kDrawFrom));
  if (draws) {
    model.drawn = pen.on;
    model.drawn->to = step_at(scale, at.y);
    scroll_at_edges(ui, pen.last);
  }
  pen.last = at;
  if (!input.released) return {};
  forget(pen);
  if (!draws || !ui.clip().contains(at)) {
    model.drawn.reset();
    return {};
  }
  return book_drawn(body, scale, model);
}

void draw_drawn(ui::Ui& ui, const GridBody& body, const GridScale& scale, const GridModel& model) {
  if (!model.drawn || !body.seen.has(model.drawn->column)) return;
  const auto time = time_of(body, scale, *model.drawn);
  if (!time) return;
  const text::GridMessages say(body.frame.language);
  const std::int64_t minutes = time->until - time->from;
  const std::string from = clock_of(body.frame, time->from);
  const std::string both =
      say.grid_draw_times({.from = from, .until = clock_of(body.frame, time->until)});
  const std::string length = say.grid_draw_minutes(minutes);
  const std::string whole = say.grid_card({.time = both, .state = length});
  const ui::Rect place =
      scale.at(model.drawn->column, time->from, time->until).inset(ui.theme().px(3), 1);
  ui::fill(ui, place, ui::Ink::kPrimary, ui.theme().px(8));
  ui.present(
      {.name = "grid_drawn", .kind = ui::WidgetKind::kStatus, .rect = place, .value = whole});
  GhostWords words{.first = both, .second = length};
  words.in_one = say.grid_card({.time = from, .state = length});
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  if (ui::text_width(ui, strong, both) > place.width - 2 * ui.theme().px(10)) {
    // In a narrow column neither end is cut: the second one stands below the first.
    words.first = from;
    words.second =
        "– " + say.grid_card({.time = clock_of(body.frame, time->until), .state = length});
  }
  draw_ghost_words(ui, place, words);
}

}  // namespace alcove::screens::desk
