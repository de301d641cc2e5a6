// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/plain_sheet.h"

#include <algorithm>

#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/panels.h"

namespace alcove::ui {
namespace {

constexpr float kEndless = 100'000;
constexpr float kRingRoom = 8;  // focus rings of what stands at the edge

// How high the content was in the frame before: known from the second frame on, and a turn of the
// frame loop always settles with two.
struct PlainSheetState {
  float height = 200;
};

}  // namespace

PlainSheet begin_plain_sheet(Ui& ui, const PlainSheetSpec& spec) {
  const Theme& theme = ui.theme();
  PlainSheet sheet;
  sheet.spec = spec;
  ui.begin_layer();
  Rect room = ui.screen();
  fill(ui, room, Ink::kScrim);
  if (spec.touch_keyboard && ui.focus_takes_text_before()) {
    sheet.keyboard = room.cut_bottom(keyboard_height(ui));
  }
  const float margin = std::min(16.0F, theme.margin());
  const float padding = theme.px(24);
  const float content = ui.state<PlainSheetState>(spec.name + "_sheet").height;
  const float height = std::min(content + 2 * padding, room.height - 2 * margin);
  const float width = std::min(theme.px(spec.width) + 2 * padding, room.width - 2 * margin);
  const Rect face = room.middle(width, height);
  ui.present({.name = spec.name, .kind = WidgetKind::kPanel, .rect = face});
  card(ui, face);
  sheet.scrolling = content + 2 * padding > room.height - 2 * margin;
  sheet.flow = face.inset(padding);
  if (sheet.scrolling) {
    sheet.flow = ui.begin_scroll(spec.name + "_scroll", face.inset(padding - kRingRoom));
    sheet.flow = sheet.flow.inset(kRingRoom, 0);
    sheet.flow.width -= kRingRoom;  // the bar
    sheet.flow.y += kRingRoom;
  }
  sheet.flow.height = kEndless;
  sheet.top = sheet.flow.y;
  return sheet;
}

void end_plain_sheet(Ui& ui, const PlainSheet& sheet) {
  const float height = sheet.flow.y - sheet.top;
  ui.state<PlainSheetState>(sheet.spec.name + "_sheet").height = height;
  if (sheet.scrolling) ui.end_scroll(height + 2 * kRingRoom);
  if (!sheet.keyboard.empty()) keyboard_panel(ui, sheet.keyboard, sheet.spec.language);
  ui.end_layer();
}

}  // namespace alcove::ui
