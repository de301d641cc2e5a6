// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/screens/desk/day_board.h"
#include "kiosk/screens/desk/flow_card.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/button.h"

// The day as cards in columns, each moved on by drag, by key, or by the client's own check-in.
namespace alcove::screens::desk {
namespace {

using What = BoardIntent::What;

constexpr float kDragFrom = 12;  // points at 100 %: a finger that moves less is a touch
constexpr float kColumnGap = 12;

// The card under the finger, once it has left its place.
struct Drag {
  std::optional<AppointmentId> card;
  ui::Point from;  // where the finger went down
  ui::Point grip;  // and where on the card
  bool moving = false;
};

struct Column {
  FlowColumn column;
  ui::Rect area;
};

std::string_view column_word(text::Language language, FlowColumn column) {
  const text::DeskMessages say(language);
  switch (column) {
    case FlowColumn::kExpected:
      return say.flow_expected();
    case FlowColumn::kWaiting:
      return say.flow_waiting();
    case FlowColumn::kWithClinician:
      return say.flow_with_clinician();
    case FlowColumn::kDone:
      return say.flow_done();
    case FlowColumn::kNotComing:
      return say.flow_not_coming();
  }
  return {};
}

std::string column_name(FlowColumn column) {
  switch (column) {
    case FlowColumn::kExpected:
      return "flow_expected";
    case FlowColumn::kWaiting:
      return "flow_waiting";
    case FlowColumn::kWithClinician:
      return "flow_with_clinician";
    case FlowColumn::kDone:
      return "flow_done";
    case FlowColumn::kNotComing:
      return "flow_not_coming";
  }
  return {};
}

// By time; of those who wait, who has waited longest.
std::vector<std::size_t> cards_in(const DayBoardModel& model, FlowColumn column) {
  std::vector<std::size_t> cards;
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    if (column_of(model.rows[i].appointment.state) == column) cards.push_back(i);
  }
  if (column != FlowColumn::kWaiting) return cards;
  const auto since = [&](std::size_t index) {
    const auto& visit = model.rows[index].appointment;
    return visit.arrived_at.value_or(visit.state_since);
  };
  std::stable_sort(cards.begin(), cards.end(),
                   [&](std::size_t a, std::size_t b) { return since(a) < since(b); });
  return cards;
}

bool can_move(const DayBoardModel& model) {
  return model.may == May::kChange && model.connection.there && !model.panel.busy;
}

CardMove move_of(const DayBoardModel& model, const BoardRow& row, FlowColumn to) {
  return move_to(row, to, date_of(row.appointment.start) == model.today);
}

bool takes(const DayBoardModel& model, const Drag& drag, FlowColumn column) {
  const BoardRow* const row = drag.moving ? find_row(model.rows, drag.card) : nullptr;
  return row != nullptr && move_of(model, *row, column).what != CardMove::What::kNothing;
}

void follow_finger(ui::Ui& ui, const ui::Reaction& reaction, const std::string& name,
                   const ui::Rect& place, const AppointmentId& id, Drag& drag) {
  const ui::Point at = ui.input().pointer;
  if (reaction.pressed) {
    drag = {id, at, {at.x - place.x, at.y - place.y}, false};
    return;
  }
  if (drag.card != id || drag.moving || !ui.input().down || !ui.holds_pointer(name)) return;
  const float aside = std::abs(at.x - drag.from.x);
  // Up and down scrolls the column.
  drag.moving = aside > ui.theme().px(kDragFrom) && aside > std::abs(at.y - drag.from.y);
}

// M moves the card on, Shift M takes its last step back.
BoardIntent act_by_key(ui::Ui& ui, const DayBoardModel& model, const BoardRow& row) {
  if (!can_move(model) || (ui.input().character != U'm' && ui.input().character != U'M')) return {};
  const bool back = ui.take_character() == U'M';
  return {back ? What::kCardBack : What::kCardOn, row.appointment.id, {}};
}

void bring_into_view(ui::Ui& ui, const ui::Rect& place, DayBoardModel& model) {
  const ui::Rect seen = place.shared_with(ui.clip());
  if (seen.height >= place.height || ui.input().wheel_rows != 0) {
    model.bring_into_view.reset();
    return;
  }
  ui.keep_visible(place);
}

BoardIntent draw_one(ui::Ui& ui, const ui::Rect& place, DayBoardModel& model, std::size_t index,
                     Drag* drag) {
  const BoardRow& row = model.rows[index];
  const AppointmentId id = row.appointment.id;
  const std::string name = "row_" + id.text();
  // Of the session that is chosen, each of its clients.
  const bool chosen = model.selected == id ||
                      (model.selected_meeting && model.selected_meeting == row.appointment.meeting);
  const ui::Reaction reaction = ui.interact({.name = name,
                                             .kind = ui::WidgetKind::kRow,
                                             .rect = place,
                                             .value = card_name(row),
                                             .selected = chosen});
  const bool was_moving = drag != nullptr && drag->moving && drag->card == id;
  if (drag != nullptr && can_move(model)) follow_finger(ui, reaction, name, place, id, *drag);
  const bool away = drag != nullptr && drag->moving && drag->card == id;
  if (away) {
    ui.keep_pointer();
    ui::outline(ui, place, ui::Ink::kLine, ui.theme().corner(), ui.theme().outline());
  } else if (!place.shared_with(ui.clip()).empty()) {
    draw_card(ui, place, model, index,
              chosen || reaction.held ? CardLook::kChosen : CardLook::kPlain);
  }
  if (reaction.ring) ui::focus_ring(ui, place, ui.theme().corner());
  if (model.bring_into_view == id) bring_into_view(ui, place, model);
  if (reaction.clicked && !was_moving) return {What::kSelect, id, {}};
  return reaction.focused ? act_by_key(ui, model, row) : BoardIntent{};
}

BoardIntent draw_cards(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model, FlowColumn column,
                       Drag* drag) {
  BoardIntent intent;
  const std::vector<std::size_t> cards = cards_in(model, column);
  for (const std::size_t index : cards) {
    const ui::Rect place = flow.cut_top(card_height(ui, model, index));
    flow.cut_top(ui.theme().gap_small());
    const BoardIntent done = draw_one(ui, place, model, index, drag);
    if (done.what != What::kNone) intent = done;
  }
  if (cards.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     text::DeskMessages(model.language).flow_nobody(), ui.theme().gap_small());
  }
  return intent;
}

void column_head(ui::Ui& ui, ui::Rect& area, const DayBoardModel& model, FlowColumn column) {
  const ui::TextLook strong{.style = ui::TextStyle::kSecondStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const std::string count = std::to_string(cards_in(model, column).size());
  ui::Rect line = area.cut_top(ui.theme().px(32));
  ui::text_line(ui, line.cut_right(ui::text_width(ui, soft, count) + 1), soft, count);
  line.cut_right(ui.theme().gap_small());
  ui::text_line(ui, line, strong, column_word(model.language, column), ui::WhenLong::kShorten);
  ui::divider(ui, area);
  area.cut_top(ui.theme().gap_small());
}

BoardIntent draw_column(ui::Ui& ui, const Column& spec, DayBoardModel& model, Drag& drag) {
  const ui::Theme& theme = ui.theme();
  const bool target = takes(model, drag, spec.column);
  const bool over = target && spec.area.contains(ui.input().pointer);
  const float ring = theme.focus_ring() + theme.focus_gap();
  ui.present({.name = column_name(spec.column),
              .kind = ui::WidgetKind::kPanel,
              .rect = spec.area,
              .value = target ? "takes" : "",
              .selected = over});
  if (over) ui::fill(ui, spec.area.grown(ring), ui::Ink::kPrimarySoft, theme.corner());
  if (target) {
    ui::outline(ui, spec.area.grown(ring), ui::Ink::kPrimary, theme.corner(), theme.outline());
  }
  ui::Rect area = spec.area;
  column_head(ui, area, model, spec.column);
  // Wider by the ring of what has the focus.
  const ui::Rect scrolled{area.x - ring, area.y - ring, area.width + 2 * ring, area.height + ring};
  const ui::Rect content = ui.begin_scroll(column_name(spec.column) + "_cards", scrolled);
  ui::Rect flow{content.x + ring, content.y + ring, content.width - 2 * ring, 100'000};
  const BoardIntent intent = draw_cards(ui, flow, model, spec.column, &drag);
  ui.end_scroll(flow.y - content.y);
  return intent;
}

// Four columns; who does not come stands below who is done.
std::vector<Column> columns_in(const ui::Ui& ui, ui::Rect area) {
  const float gap = ui.theme().px(kColumnGap);
  const float width = std::floor((area.width - 3 * gap) / 4);
  std::vector<Column> columns;
  for (const FlowColumn column :
       {FlowColumn::kExpected, FlowColumn::kWaiting, FlowColumn::kWithClinician}) {
    columns.push_back({column, area.cut_left(width)});
    area.cut_left(gap);
  }
  const ui::Rect below = area.cut_bottom(std::floor(area.height * 0.45F));
  area.cut_bottom(ui.theme().gap());
  columns.push_back({FlowColumn::kDone, area});
  columns.push_back({FlowColumn::kNotComing, below});
  return columns;
}

// Over everything, where the finger has it.
void draw_dragged(ui::Ui& ui, const DayBoardModel& model, const Drag& drag, float width) {
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    if (model.rows[i].appointment.id != drag.card) continue;
    const ui::Point at = ui.input().pointer;
    const ui::Rect place{at.x - drag.grip.x, at.y - drag.grip.y, width, card_height(ui, model, i)};
    draw_card(ui, place, model, i, CardLook::kHeld);
  }
}

BoardIntent let_go(const ui::Ui& ui, const std::vector<Column>& columns, Drag& drag) {
  const Drag was = std::exchange(drag, {});
  if (!was.moving) return {};
  for (const Column& one : columns) {
    if (one.area.contains(ui.input().pointer)) {
      return {What::kCardTo, *was.card, {}, one.column};
    }
  }
  return {};
}

std::string hint(const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  return std::string(can_move(model) ? say.flow_hint() : std::string_view());
}

}  // namespace

BoardIntent draw_flow(ui::Ui& ui, const ui::Rect& area, DayBoardModel& model) {
  auto& drag = ui.state<Drag>("flow_drag");
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::Rect rest = area;
  ui::Rect foot = rest.cut_bottom(ui::line_height(ui, soft.style));
  rest.cut_bottom(ui.theme().gap_small());
  ui::text_line(ui, foot, soft, hint(model), ui::WhenLong::kShorten);
  const std::vector<Column> columns = columns_in(ui, rest);
  if (find_row(model.rows, drag.card) == nullptr || !can_move(model)) drag = {};
  BoardIntent intent;
  for (const Column& one : columns) {
    const BoardIntent done = draw_column(ui, one, model, drag);
    if (done.what != What::kNone) intent = done;
  }
  const ui::KeyPress* const press = ui.key();
  if (drag.moving && press != nullptr && press->key == ui::Key::kEscape) {
    ui.use_key();
    drag = {};
  }
  if (ui.input().released) {
    const BoardIntent dropped = let_go(ui, columns, drag);
    if (dropped.what != What::kNone) intent = dropped;
  } else if (!ui.input().down) {
    drag = {};
  }
  if (drag.moving) draw_dragged(ui, model, drag, columns.front().area.width);
  return intent;
}

// One column at a time, the others as tabs with how many are in them.
BoardIntent draw_flow_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model) {
  std::vector<std::string> words;
  for (const FlowColumn column : kFlowColumns) {
    words.push_back(std::string(column_word(model.language, column)) + " " +
                    std::to_string(cards_in(model, column).size()));
  }
  std::vector<ui::Segment> tabs;
  for (std::size_t i = 0; i < kFlowColumns.size(); ++i) {
    tabs.push_back({column_name(kFlowColumns.at(i)), words[i]});
  }
  const float height = ui::segments_height(ui, flow.width, tabs);
  const std::size_t tab =
      ui::segments(ui, flow.cut_top(height), tabs, static_cast<std::size_t>(model.flow_column));
  model.flow_column = kFlowColumns.at(tab);
  flow.cut_top(ui.theme().px(12));
  return draw_cards(ui, flow, model, model.flow_column, nullptr);
}

}  // namespace alcove::screens::desk
