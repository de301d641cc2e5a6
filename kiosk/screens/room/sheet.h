// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/screens/room/room_bar.h"

// A sheet over the screen, as high as what is drawn into it (measured in the frame before), above
// the on-screen keyboard while that is shown. What does not fit scrolls.
namespace alcove::screens::room {

struct Sheet {
  std::string name;
  ui::Rect flow;      // draw from its top
  ui::Rect keyboard;  // empty while it is not shown
  float top = 0;
  bool scrolling = false;
};
Sheet begin_sheet(ui::Ui& ui, const Bar& bar, std::string name, float width_points);
void end_sheet(ui::Ui& ui, const Bar& bar, const Sheet& sheet);

void sheet_title(ui::Ui& ui, Sheet& sheet, std::string_view title);
// The same with Close beside it, for what is only read: it is seen before anything is scrolled.
// True when it was pressed.
bool sheet_title_to_close(ui::Ui& ui, Sheet& sheet, std::string_view title, std::string_view close);
void sheet_text(ui::Ui& ui, Sheet& sheet, std::string_view text);

// The buttons at the foot: the one that goes on at the right, the one that goes back beside it;
// below each other where there is no room. An empty label leaves the first one out.
struct SheetButtons {
  std::string_view go{};
  bool can_go = true;
  std::string_view back{};
  ui::Icon icon = ui::Icon::kNone;
};
enum class SheetPress : std::uint8_t { kNone, kGo, kBack };
SheetPress sheet_buttons(ui::Ui& ui, Sheet& sheet, const SheetButtons& buttons);

}  // namespace alcove::screens::room
