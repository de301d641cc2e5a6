// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/lobby_page.h"

#include <algorithm>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/panels.h"

namespace alcove::screens::lobby {

bool compact(const ui::Ui& ui) {
  return ui.theme().scale() > 1.2F;
}

namespace {

// Room around what has the focus, so that its ring is not cut off by the column's edge.
constexpr float kRingRoom = 10;

float top_margin(const ui::Ui& ui) {
  return compact(ui) ? 24.0F : 48.0F;
}
float bottom_margin(const ui::Ui& ui) {
  return compact(ui) ? 20.0F : 40.0F;
}
float steps_height(const ui::Ui& ui) {
  return ui.theme().px(8);
}
bool next_enabled(const PageSpec& spec) {
  return spec.next_enabled && spec.busy == Busy::kNo;
}
std::string_view why_not(const PageSpec& spec) {
  switch (spec.busy) {
    case Busy::kNo:
      return spec.next_enabled ? std::string_view() : spec.why_not;
    case Busy::kBriefly:
      return {};
    case Busy::kLong:
      return text::LobbyMessages(spec.language).keeping();
  }
  return {};
}
bool says_why(const PageSpec& spec) {
  return !why_not(spec).empty();
}
// Its room is kept while there is a keyboard: keys must not move under a typing hand.
bool keeps_room_for_why(const PageSpec& spec) {
  return says_why(spec) || (spec.keyboard && !spec.why_not.empty());
}

struct Footer {
  float back = 0;
  float help = 0;
  float next = 0;
  float why = 0;  // height of the sentence above
  bool two_rows = false;
  float height = 0;
};

Footer measure(const ui::Ui& ui, const PageSpec& spec) {
  const text::CommonMessages common(spec.language);
  const text::LobbyMessages say(spec.language);
  const ui::Theme& theme = ui.theme();
  const float room = ui.screen().width - 2 * theme.margin();
  Footer footer;
  if (spec.back) footer.back = ui::button_width(ui, common.go_back(), ui::Icon::kArrowLeft);
  footer.help = ui::quiet_button_width(ui, say.get_help(), ui::Icon::kHand);
  if (!spec.next.empty()) {
    const float word = ui::button_width(ui, spec.next, ui::Icon::kNone);
    footer.next = compact(ui) ? word : std::max(300.0F, word);
  }
  footer.two_rows = footer.back + footer.help + footer.next + 2 * theme.gap() > room;
  if (keeps_room_for_why(spec)) {
    const std::string_view words = says_why(spec) ? why_not(spec) : spec.why_not;
    footer.why = ui::paragraph_height(ui, room, {.style = ui::TextStyle::kSecond}, words) +
                 theme.gap_small();
  }
  const float row = theme.control_height();
  footer.height = footer.why + row + (footer.two_rows ? row + theme.gap_small() : 0);
  return footer;
}

float keyboard_room(const ui::Ui& ui, const PageSpec& spec) {
  return spec.keyboard ? ui::keyboard_height(ui) + ui.theme().gap_small() : 0;
}

ui::Rect footer_area(const ui::Ui& ui, const Footer& footer) {
  const ui::Rect screen = ui.screen();
  const float margin = ui.theme().margin();
  return {margin, screen.bottom() - bottom_margin(ui) - footer.height, screen.width - 2 * margin,
          footer.height};
}

}  // namespace

ui::Rect begin_page(ui::Ui& ui, const PageSpec& spec) {
  const ui::Theme& theme = ui.theme();
  ui::fill(ui, ui.screen(), ui::Ink::kPaper);
  const ui::Rect footer = footer_area(ui, measure(ui, spec));
  const float top = spec.keyboard ? std::min(32.0F, top_margin(ui)) : top_margin(ui);
  ui::Rect body{theme.margin(), top, ui.screen().width - 2 * theme.margin(), 0};
  body.height = footer.y - theme.gap_small() - keyboard_room(ui, spec) - body.y;
  // The keyboard needs the room of the bars when the text is large.
  if (spec.steps_total > 0 && !(spec.keyboard && compact(ui))) {
    ui::step_bars(ui, body.cut_top(steps_height(ui)), spec.steps_done, spec.steps_total);
    body.cut_top(compact(ui) ? theme.gap_small() : 36);
  }
  return body;
}

Step end_page(ui::Ui& ui, const PageSpec& spec) {
  const text::CommonMessages common(spec.language);
  const text::LobbyMessages say(spec.language);
  const ui::Theme& theme = ui.theme();
  const Footer footer = measure(ui, spec);
  ui::Rect area = footer_area(ui, footer);
  if (spec.keyboard) {
    const float height = ui::keyboard_height(ui);
    const ui::Rect place{area.x, area.y - theme.gap_small() - height, area.width, height};
    ui::keyboard_panel(ui, place, spec.language);
  }
  if (footer.why > 0) {
    const ui::Rect why = area.cut_top(footer.why);
    const ui::TextLook look{
        .style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft, .align = ui::Align::kRight};
    ui::paragraph(ui, why, look, why_not(spec));
  }
  const float row = theme.control_height();
  const ui::Rect help_row = footer.two_rows ? area.cut_top(row) : area;
  if (footer.two_rows) area.cut_top(theme.gap_small());
  Step step = Step::kNone;
  ui::Rect rest = area;
  if (spec.back && ui::button(ui, {.name = "back",
                                   .rect = rest.cut_left(footer.back),
                                   .label = common.go_back(),
                                   .icon = ui::Icon::kArrowLeft,
                                   .role = ui::ButtonRole::kCancel})) {
    step = Step::kBack;
  }
  const ui::Rect next = rest.cut_right(footer.next);
  // In the middle of the screen, or, when the words are long, of what the others leave.
  ui::Rect middle = help_row.middle(footer.help, row);
  if (!footer.two_rows && (middle.x < rest.x || middle.right() > rest.right())) {
    middle = rest.middle(footer.help, row);
  }
  if (ui::button(ui, {.name = "help",
                      .rect = middle,
                      .label = say.get_help(),
                      .icon = ui::Icon::kHand,
                      .kind = ui::ButtonKind::kQuiet})) {
    step = Step::kHelp;
  }
  if (!spec.next.empty() && ui::button(ui, {.name = "next",
                                            .rect = next,
                                            .label = spec.next,
                                            .kind = ui::ButtonKind::kPrimary,
                                            .enabled = next_enabled(spec),
                                            .role = ui::ButtonRole::kDefault})) {
    step = Step::kNext;
  }
  return step;
}

Column begin_column(ui::Ui& ui, std::string_view name, const ui::Rect& room) {
  const ui::Rect around{room.x - kRingRoom, room.y - kRingRoom, room.width + kRingRoom,
                        room.height + kRingRoom};
  ui::Rect content = ui.begin_scroll(name, around);
  Column column{{}, content.y, room.bottom() - kRingRoom};
  content.x += kRingRoom;
  content.width -= kRingRoom;
  content.y += kRingRoom;
  content.height = 100'000;  // as much as it takes
  column.content = content;
  return column;
}

void end_column(ui::Ui& ui, const Column& column) {
  ui.end_scroll(column.content.y - column.top + kRingRoom);
}

void say_title(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view hint) {
  const ui::Theme& theme = ui.theme();
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kTitle}, title, theme.px(10));
  if (hint.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, hint,
                   compact(ui) ? theme.gap() : theme.px(34));
}

void say_title_above(ui::Ui& ui, Column& column, std::string_view title, std::string_view hint,
                     float below) {
  const ui::Theme& theme = ui.theme();
  const float width = column.content.width;
  const float needed =
      ui::paragraph_height(ui, width, {.style = ui::TextStyle::kTitle}, title) + theme.px(10) +
      ui::paragraph_height(ui, width, {.style = ui::TextStyle::kBody}, hint) + theme.gap() + below;
  const bool room = column.content.y + needed <= column.bottom;
  say_title(ui, column.content, title, room ? hint : std::string_view());
}

}  // namespace alcove::screens::lobby
