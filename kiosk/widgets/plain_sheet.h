// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// A sheet in the middle over everything, as high as what is drawn into it: what is below cannot be
// used meanwhile. Where there is not room enough it scrolls; with the on-screen keyboard it stands
// above it.
//
//   PlainSheet sheet = begin_plain_sheet(ui, {.name = "tell", .width = 520});
//   paragraph_in(ui, sheet.flow, ...);
//   end_plain_sheet(ui, sheet);
namespace alcove::ui {

struct PlainSheetSpec {
  std::string name{};
  float width = 520;            // points, as far as the screen has room
  bool touch_keyboard = false;  // shows the keyboard while a field has the focus
  text::Language language = text::Language::kEnglish;
};

struct PlainSheet {
  Rect flow;  // draw from its top
  // For end_plain_sheet.
  PlainSheetSpec spec;
  float top = 0;
  bool scrolling = false;
  Rect keyboard;
};

PlainSheet begin_plain_sheet(Ui& ui, const PlainSheetSpec& spec);
void end_plain_sheet(Ui& ui, const PlainSheet& sheet);

}  // namespace alcove::ui
