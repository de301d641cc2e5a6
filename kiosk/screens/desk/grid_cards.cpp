// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/screens/desk/grid_body.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/grid_messages.h"
#include "kiosk/widgets/draw.h"

// A visit in the calendar: touched it is chosen, dragged it is moved.
namespace alcove::screens::desk {
namespace {

constexpr float kDragFrom = 10;  // a pointer that moves less has stayed

const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

struct CardInk {
  ui::Ink ground;
  ui::Ink bar;
};
CardInk ink_of(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::kNeutral:
      return {ui::Ink::kSurface, ui::Ink::kOutline};
    case ui::Tone::kPrimary:
      return {ui::Ink::kPrimarySoft, ui::Ink::kPrimary};
    case ui::Tone::kGood:
      return {ui::Ink::kGoodSoft, ui::Ink::kGood};
    case ui::Tone::kCare:
      return {ui::Ink::kCareSoft, ui::Ink::kCare};
    case ui::Tone::kAlarm:
      return {ui::Ink::kAlarmSoft, ui::Ink::kAlarm};
    case ui::Tone::kNote:
      return {ui::Ink::kNoteSoft, ui::Ink::kNote};
  }
  return {ui::Ink::kSurface, ui::Ink::kOutline};
}

// Where the pointer took hold of a card.
struct Held {
  ui::Point at{};
  float below_top = 0;
};

bool can_move(const GridFrame& frame, const BoardRow& row) {
  const auto way = rules::transition(row.appointment.state, AppointmentState::kRescheduled);
  return frame.there && frame.may == May::kChange && way == rules::Transition::kFree;
}

// Follows the pointer that holds a card; what it was let go over is in the intent.
GridIntent follow_drag(ui::Ui& ui, const GridBody& body, const GridScale& scale, GridModel& model,
                       const std::string& name, const BoardRow& row, const ui::Rect& card,
                       const ui::Reaction& reaction) {
  Held& held = ui.state<Held>(name + "_held");
  const ui::Point at = ui.input().pointer;
  const AppointmentId& visit = row.appointment.id;
  if (reaction.pressed) {
    held = {at, at.y - card.y};
    ui.keep_pointer();
  }
  const bool mine = model.drag && model.drag->visit == visit;
  if (!ui.holds_pointer(name)) {
    if (mine) model.drag.reset();
    return {};
  }
  const float moved = std::hypot(at.x - held.at.x, at.y - held.at.y);
  if (!mine && moved < kDragFrom) return {};
  const float column = std::floor((at.x - scale.left) / scale.width);
  const float minute =
      static_cast<float>(scale.span.from) + (at.y - held.below_top - scale.top) / scale.per_minute;
  const auto last = static_cast<float>(body.columns.size() - 1);
  const auto step = static_cast<float>(kGridFineStep);
  model.drag =
      GridModel::Drag{.visit = visit,
                      .column = static_cast<std::size_t>(std::clamp(column, 0.0F, last)),
                      .minute = std::clamp<std::int64_t>(
                          static_cast<std::int64_t>(std::round(minute / step)) * kGridFineStep,
                          scale.span.from, scale.span.until - kGridFineStep)};
  if (!ui.input().released) return {};
  const GridModel::Drag drag = *model.drag;
  model.drag.reset();
  const bool of_room = model.of == GridOf::kRooms;
  const GridPlace place = place_in(body.columns[drag.column], of_room, drag.minute);
  return {GridIntent::What::kMove, visit, place};
}

void card_words(ui::Ui& ui, const ui::Rect& place, const GridFrame& frame, const BoardRow& row) {
  const text::GridMessages say(frame.language);
  const float name = ui::line_height(ui, ui::TextStyle::kBodyStrong);
  const float second = ui::line_height(ui, kSoft.style);
  if (place.height < name) return;
  ui::Rect inner = place;
  inner.cut_left(ui.theme().px(12));
  inner.cut_right(ui.theme().px(6));
  const bool both = place.height >= name + second;
  inner = inner.middle(inner.width, both ? name + second : name);
  ui::text_line(ui, inner.cut_top(name), {.style = ui::TextStyle::kBodyStrong},
                short_name(row.client_name), ui::WhenLong::kShorten);
  if (!both) return;
  const std::string time = text::clock_time(frame.language, row.appointment.start);
  ui::text_line(
      ui, inner, kSoft,
      say.grid_card({.time = time, .state = state_word(frame.language, row.appointment.state)}),
      ui::WhenLong::kShorten);
}

}  // namespace

GridIntent draw_grid_card(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                          GridModel& model, std::size_t index, const GridCard& card) {
  const BoardRow& row = body.rows[card.row];
  ui::Rect place = scale.at(index, card.from, card.until);
  const float share = (place.width - ui.theme().px(4)) / static_cast<float>(card.lanes);
  place = {std::round(place.x + ui.theme().px(3) + share * static_cast<float>(card.lane)),
           place.y + 1, std::floor(share) - 2, place.height - 2};
  const std::string name = "card_" + row.appointment.id.text();
  const bool selected = body.frame.selected == row.appointment.id;
  const ui::Reaction reaction = ui.interact({.name = name,
                                             .kind = ui::WidgetKind::kButton,
                                             .rect = place,
                                             .value = row.client_name,
                                             .selected = selected});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  const CardInk ink = ink_of(say_state(body.frame.language, row, body.frame.now_utc).tone);
  const float corner = ui.theme().px(8);
  ui::fill(ui, place, reaction.held ? ui::Ink::kPrimarySoft : ink.ground, corner);
  ui::outline(ui, place, selected ? ui::Ink::kPrimary : ui::Ink::kOutline, corner,
              selected ? ui.theme().outline() + 1 : 1);
  const ui::Rect bar{place.x + ui.theme().px(3), place.y + ui.theme().px(5), ui.theme().px(3),
                     place.height - 2 * ui.theme().px(5)};
  ui::fill(ui, bar, selected ? ui::Ink::kPrimary : ink.bar, ui.theme().px(2));
  card_words(ui, place, body.frame, row);
  if (reaction.ring) {
    ui::outline(ui, place, ui::Ink::kPrimary, corner, ui.theme().focus_ring());
  }
  GridIntent intent;
  const bool dragged = model.drag && model.drag->visit == row.appointment.id;
  if (can_move(body.frame, row)) {
    intent = follow_drag(ui, body, scale, model, name, row, place, reaction);
  }
  const bool moved = intent.what != GridIntent::What::kNone || dragged;
  if (reaction.clicked && !moved) return {GridIntent::What::kSelect, row.appointment.id, {}};
  return intent;
}

// Where a visit that is held would go, over everything else.
void draw_grid_ghost(ui::Ui& ui, const GridBody& body, const GridScale& scale,
                     const GridModel& model) {
  if (!model.drag) return;
  const auto row = std::find_if(body.rows.begin(), body.rows.end(), [&](const BoardRow& one) {
    return one.appointment.id == model.drag->visit;
  });
  if (row == body.rows.end() || model.drag->column >= body.columns.size()) return;
  const std::int64_t from = model.drag->minute;
  const std::int64_t until = std::min(from + row->appointment.minutes, scale.span.until);
  const ui::Rect place = scale.at(model.drag->column, from, until).inset(ui.theme().px(3), 1);
  const float corner = ui.theme().px(8);
  ui::fill(ui, place, ui::Ink::kPrimary, corner);
  const ui::TextLook look{.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kOnPrimary};
  ui::Rect words = place.inset(ui.theme().px(10), 0);
  const float line = ui::line_height(ui, look.style);
  words = words.middle(words.width, std::min(line, words.height));
  ui::text_line(ui, words, look,
                text::GridMessages(body.frame.language).grid_drag_to(clock_of(body.frame, from)),
                ui::WhenLong::kShorten);
}

}  // namespace alcove::screens::desk
