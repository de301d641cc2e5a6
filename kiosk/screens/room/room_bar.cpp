// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/room_bar.h"

#include <algorithm>

#include "kiosk/widgets/button.h"

namespace alcove::screens::room {
namespace {

ui::TopBarSpec spec_of(const Bar& bar) {
  return {bar.language, bar.connection, bar.person, ui::PersonPart::kButton};
}

}  // namespace

bool wide(const ui::Ui& ui) {
  return ui.screen().width >= 1000 * ui.theme().scale();
}

ui::Rect strip_place(const ui::Ui& ui, const Bar& bar) {
  ui::Rect screen = ui.screen();
  screen.cut_top(ui::top_bar_height(ui, spec_of(bar)));
  ui::Rect place = screen.cut_top(bar.strip).inset(ui.theme().margin(), 0);
  place.cut_top(std::min(place.height, ui.theme().gap_small()));
  return place;
}

float strip_width(const ui::Ui& ui) {
  return ui.screen().width - 2 * ui.theme().margin();
}

float strip_room(const ui::Ui& ui, float height) {
  return height > 0 ? height + ui.theme().gap_small() : 0;
}

Page begin_page(ui::Ui& ui, const Bar& bar) {
  const ui::TopBarSpec spec = spec_of(bar);
  ui::Rect rest = ui.screen();
  ui::fill(ui, rest, ui::Ink::kPaper);
  const ui::TopBarReaction top = ui::top_bar(ui, rest.cut_top(ui::top_bar_height(ui, spec)), spec);
  Page page{.left = top.left, .body = {}, .keyboard = {}, .lock = top.lock, .person = top.person};
  rest.cut_top(bar.strip);
  if (bar.touch_keyboard && ui.focus_takes_text_before()) {
    page.keyboard = rest.cut_bottom(ui::keyboard_height(ui));
  }
  page.body = rest.inset(ui.theme().margin(), std::min(16.0F, ui.theme().px(16)));
  return page;
}

void end_page(ui::Ui& ui, const Bar& bar, const Page& page) {
  if (!page.keyboard.empty()) ui::keyboard_panel(ui, page.keyboard, bar.language);
}

bool back_button(ui::Ui& ui, ui::Rect& left, std::string_view label) {
  const float width = std::min(left.width, ui::button_width(ui, label, ui::Icon::kArrowLeft));
  const ui::Rect place = left.cut_left(width);
  left.cut_left(ui.theme().gap());
  return ui::button(ui, {.name = "back",
                         .rect = place.middle(width, ui.theme().small_control_height()),
                         .label = label,
                         .icon = ui::Icon::kArrowLeft,
                         .role = ui::ButtonRole::kCancel});
}

void empty_words(ui::Ui& ui, const ui::Rect& area, std::string_view title, std::string_view text) {
  const ui::TextLook heading{.style = ui::TextStyle::kBodyStrong, .align = ui::Align::kCenter};
  const ui::TextLook soft{
      .style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft, .align = ui::Align::kCenter};
  const float width = std::min(area.width, ui.theme().px(460));
  const float height = ui::paragraph_height(ui, width, heading, title) + ui.theme().gap_tiny() +
                       (text.empty() ? 0 : ui::paragraph_height(ui, width, soft, text));
  ui::Rect flow = area.middle(width, std::min(height, area.height));
  ui::paragraph_in(ui, flow, heading, title, ui.theme().gap_tiny());
  if (!text.empty()) ui::paragraph_in(ui, flow, soft, text, 0);
}

}  // namespace alcove::screens::room
