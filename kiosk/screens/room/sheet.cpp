// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/sheet.h"

#include <algorithm>

#include "kiosk/widgets/button.h"

namespace alcove::screens::room {

Sheet begin_sheet(ui::Ui& ui, const Bar& bar, std::string name, float width_points) {
  const ui::Theme& theme = ui.theme();
  ui.begin_layer();
  ui::Rect screen = ui.screen();
  ui::fill(ui, screen, ui::Ink::kScrim);
  Sheet sheet;
  if (bar.touch_keyboard && ui.focus_takes_text_before()) {
    sheet.keyboard = screen.cut_bottom(ui::keyboard_height(ui));
  }
  const float padding = std::min(theme.px(28), 40.0F);
  const float edge = std::min(20.0F, theme.margin());
  const float room = screen.height - 2 * edge;
  const float wanted = ui.state<float>(name + "_height") + 2 * padding;
  const ui::Rect card = screen.middle(
      std::min(theme.px(width_points), screen.width - 2 * theme.margin()), std::min(wanted, room));
  ui.present({.name = name, .kind = ui::WidgetKind::kPanel, .rect = card});
  ui::card(ui, card);
  const ui::Rect inner = card.inset(padding);
  sheet.scrolling = wanted > room;
  // Room for the focus ring at the edges.
  ui::Rect content = inner;
  if (sheet.scrolling) {
    content = ui.begin_scroll(name + "_scroll", inner.inset(-8, 0));
    // As wide in its first frame as in those in which the bar is there.
    content.x = inner.x;
    content.width = inner.width - theme.px(12) - theme.gap_small();
  }
  sheet.flow = {content.x, content.y, content.width, 1'000'000};
  sheet.top = content.y;
  sheet.name = std::move(name);
  return sheet;
}

void end_sheet(ui::Ui& ui, const Bar& bar, const Sheet& sheet) {
  const float height = sheet.flow.y - sheet.top;
  ui.state<float>(sheet.name + "_height") = height;
  if (sheet.scrolling) ui.end_scroll(height);
  if (!sheet.keyboard.empty()) ui::keyboard_panel(ui, sheet.keyboard, bar.language);
  ui.end_layer();
}

void sheet_title(ui::Ui& ui, Sheet& sheet, std::string_view title) {
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kHeading}, title,
                   ui.theme().gap_small());
}

bool sheet_title_to_close(ui::Ui& ui, Sheet& sheet, std::string_view title,
                          std::string_view close) {
  const ui::Theme& theme = ui.theme();
  const float width = ui::button_width(ui, close, ui::Icon::kClose);
  ui::Rect words = sheet.flow;
  words.cut_right(width + theme.gap());
  const ui::TextLook look{.style = ui::TextStyle::kHeading};
  const float title_height = ui::paragraph_height(ui, words.width, look, title);
  const float height = std::max(theme.small_control_height(), title_height);
  ui::Rect row = sheet.flow.cut_top(height);
  sheet.flow.cut_top(theme.gap_small());
  ui::Rect place = row.cut_right(width);
  place.height = theme.small_control_height();
  const float lower = std::max(0.0F, (theme.small_control_height() - title_height) / 2);
  ui::paragraph(ui, {row.x, row.y + lower, words.width, title_height}, look, title);
  return ui::button(ui, {.name = "sheet_back",
                         .rect = place,
                         .label = close,
                         .icon = ui::Icon::kClose,
                         .role = ui::ButtonRole::kCancel});
}

void sheet_text(ui::Ui& ui, Sheet& sheet, std::string_view text) {
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft}, text,
                   ui.theme().gap());
}

SheetPress sheet_buttons(ui::Ui& ui, Sheet& sheet, const SheetButtons& buttons) {
  const ui::Theme& theme = ui.theme();
  const float control = theme.px(48);
  const float go =
      buttons.go.empty() ? 0 : ui::button_width(ui, buttons.go, buttons.icon) + theme.px(24);
  const float back = ui::button_width(ui, buttons.back, ui::Icon::kNone);
  sheet.flow.cut_top(theme.gap_small());
  const bool one_row = go + back + theme.gap() <= sheet.flow.width;
  ui::Rect row = sheet.flow.cut_top(control);
  SheetPress press = SheetPress::kNone;
  if (go > 0) {
    const ui::Rect place = one_row ? row.cut_right(go) : row;
    if (ui::button(ui, {.name = "sheet_go",
                        .rect = place,
                        .label = buttons.go,
                        .icon = buttons.icon,
                        .kind = ui::ButtonKind::kPrimary,
                        .enabled = buttons.can_go,
                        .role = ui::ButtonRole::kDefault})) {
      press = SheetPress::kGo;
    }
    row.cut_right(theme.gap());
    if (!one_row) {
      sheet.flow.cut_top(theme.gap_small());
      row = sheet.flow.cut_top(control);
    }
  }
  const ui::Rect place = one_row ? row.cut_right(back) : row;
  if (ui::button(ui, {.name = "sheet_back",
                      .rect = place,
                      .label = buttons.back,
                      .role = ui::ButtonRole::kCancel})) {
    press = SheetPress::kBack;
  }
  return press;
}

}  // namespace alcove::screens::room
