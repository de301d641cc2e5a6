// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/panels.h"

// What every screen of the therapy room begins with: the staff's top bar, room below it for the
// strip of safety alerts, the on-screen keyboard along the bottom while something is written.
namespace alcove::screens::room {

struct Bar {
  text::Language language = text::Language::kEnglish;
  ui::Connection connection{};
  std::string person{};         // "L. Brandt, LCSW"
  bool touch_keyboard = false;  // this terminal has no keyboard of its own
  float strip = 0;              // height kept free below the bar, in pixels; drawn by whoever asks
};

struct Page {
  ui::Rect left;      // of the bar: where one is
  ui::Rect body;      // what the screen may use, inside its margins
  ui::Rect keyboard;  // empty while it is not shown
  bool lock = false;
  bool person = false;  // the sheet with text size, contrast, language and signing out
};

// Wide enough for two columns beside each other.
bool wide(const ui::Ui& ui);
// Where alerts stand under the bar, inside the margins; how wide that is; and what has to be kept
// free for a strip of that height.
ui::Rect strip_place(const ui::Ui& ui, const Bar& bar);
float strip_width(const ui::Ui& ui);
float strip_room(const ui::Ui& ui, float height);
Page begin_page(ui::Ui& ui, const Bar& bar);
void end_page(ui::Ui& ui, const Bar& bar, const Page& page);

// A button at the left of the bar that leads back; what is left of the bar stays in `left`.
bool back_button(ui::Ui& ui, ui::Rect& left, std::string_view label);

// A heading with a softer sentence in the middle of an area: what will be here, and how it comes.
void empty_words(ui::Ui& ui, const ui::Rect& area, std::string_view title, std::string_view text);

}  // namespace alcove::screens::room
