// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/sheet.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/text/common_messages.h"
#include "kiosk/widgets/banner.h"
#include "kiosk/widgets/lock_offer.h"
#include "kiosk/widgets/panels.h"

namespace alcove::ui {
namespace {

constexpr float kRingRoom = 8;  // the focus ring of what stands at an edge of the body

struct ButtonRow {
  std::size_t begin = 0;
  std::size_t end = 0;
  float wanted = 0;  // of all its buttons, without gaps
  float height = 0;
};

float wanted_width(const Ui& ui, const BarButton& button) {
  // Less padding than a button that stands alone: there are several on a narrow panel.
  return button_width(ui, button.label, button.icon) - ui.theme().px(16);
}

std::vector<ButtonRow> rows_of(const Ui& ui, float width, std::span<const BarButton> buttons) {
  const float gap = ui.theme().px(10);
  std::vector<ButtonRow> rows;
  float used = 0;
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const float wanted = std::min(width, wanted_width(ui, buttons[i]));
    if (rows.empty() || used + gap + wanted > width) {
      rows.push_back({i, i, 0, 0});
      used = -gap;
    }
    rows.back().end = i + 1;
    rows.back().wanted += wanted;
    used += gap + wanted;
    rows.back().height =
        std::max(rows.back().height,
                 button_height(ui, std::min(width, wanted), buttons[i].label, buttons[i].icon));
  }
  return rows;
}

// How high the body was in the last frame.
struct SheetState {
  float body = 0;
  // Of a steady one, as it lay in this room.
  float top = 0;
  float height = 0;
  Rect room{};
  float scale = 0;
};

// Where a sheet lies that wants so much.
Rect place_of(Ui& ui, const SheetSpec& spec, const Rect& room, float width, float wanted) {
  SheetState& state = ui.state<SheetState>(spec.name);
  Rect place = room.middle(width, std::round(std::min(room.height, wanted)));
  if (!spec.steady || state.body <= 0) return place;
  const bool same = state.scale == ui.theme().scale() && state.room.y == room.y &&
                    state.room.height == room.height && state.height > 0;
  if (same) {
    place.height = std::max(place.height, state.height);
    place.y = std::min(state.top, room.y + room.height - place.height);
  }
  state.top = place.y;
  state.height = place.height;
  state.room = room;
  state.scale = ui.theme().scale();
  return place;
}

}  // namespace

float button_rows_height(const Ui& ui, float width, std::span<const BarButton> buttons) {
  float height = 0;
  for (const ButtonRow& row : rows_of(ui, width, buttons)) {
    height += (height > 0 ? ui.theme().px(10) : 0) + row.height;
  }
  return height;
}

std::optional<std::size_t> button_rows(Ui& ui, const Rect& rect,
                                       std::span<const BarButton> buttons) {
  const float gap = ui.theme().px(10);
  std::optional<std::size_t> pressed;
  float y = rect.y;
  for (const ButtonRow& row : rows_of(ui, rect.width, buttons)) {
    const auto count = static_cast<float>(row.end - row.begin);
    const float more = (rect.width - row.wanted - gap * (count - 1)) / count;
    float x = rect.x;
    for (std::size_t i = row.begin; i < row.end; ++i) {
      const BarButton& one = buttons[i];
      const float width = std::min(rect.width, wanted_width(ui, one)) + more;
      if (button(ui, {.name = one.name,
                      .rect = {std::round(x), y, std::floor(width), row.height},
                      .label = one.label,
                      .icon = one.icon,
                      .kind = one.kind,
                      .enabled = one.enabled,
                      .role = one.role})) {
        pressed = i;
      }
      x += width + gap;
    }
    y += row.height + gap;
  }
  return pressed;
}

namespace {

// The title and what stands beside it. Lock where it is offered.
struct Head {
  Head(const Ui& ui, bool has_lock, const SheetSpec& spec, float inner)
      : say(spec.language),
        close(button_width(ui, say.close_sheet(), Icon::kClose)),
        lock(has_lock ? button_width(ui, say.lock_terminal(), Icon::kLock) + ui.theme().gap() : 0),
        words_width(inner - close - lock - ui.theme().gap()) {
    const float words =
        paragraph_height(ui, words_width, kTitle, spec.title) +
        (spec.below.empty() ? 0 : paragraph_height(ui, words_width, kBelow, spec.below));
    height = std::max(words, ui.theme().small_control_height()) + ui.theme().gap();
  }
  // True when Close was pressed.
  bool draw(Ui& ui, const SheetSpec& spec, Rect top) const {
    Rect close_place = top.cut_right(close);
    close_place.height = ui.theme().small_control_height();
    top.width = words_width;
    paragraph_in(ui, top, kTitle, spec.title, 0);
    if (!spec.below.empty()) paragraph_in(ui, top, kBelow, spec.below, 0);
    const bool closed = button(ui, {.name = spec.name + "_close",
                                    .rect = close_place,
                                    .label = say.close_sheet(),
                                    .icon = Icon::kClose,
                                    .role = ButtonRole::kCancel});
    const Rect lock_place{close_place.x - lock, close_place.y, lock - ui.theme().gap(),
                          close_place.height};
    if (lock > 0 && button(ui, {.name = spec.name + "_lock",
                                .rect = lock_place,
                                .label = say.lock_terminal(),
                                .icon = Icon::kLock})) {
      want_lock(ui);
    }
    return closed;
  }

  static constexpr TextLook kTitle{.style = TextStyle::kHeading};
  static constexpr TextLook kBelow{.style = TextStyle::kSecond, .ink = Ink::kTextSoft};
  text::CommonMessages say;
  float close = 0;
  float lock = 0;
  float words_width = 0;
  float height = 0;
};

}  // namespace

Sheet begin_sheet(Ui& ui, const SheetSpec& spec) {
  const Theme& theme = ui.theme();
  ui.begin_layer();
  Rect room = ui.screen();
  fill(ui, room, Ink::kScrim);
  banner_above(ui, room);
  if (spec.touch_keyboard && ui.focus_takes_text_before()) {
    keyboard_panel(ui, room.cut_bottom(keyboard_height(ui)), spec.language);
  }
  const float padding = std::min(theme.px(24), 32.0F);
  room = room.inset(theme.margin(), theme.scale() < 1.2F ? theme.margin() : 8);
  const float width = std::min(theme.px(spec.width), room.width);
  const float inner = width - 2 * padding;
  const Head head(ui, lock_is_offered(ui), spec, inner);
  const float note =
      spec.above_foot.empty()
          ? 0
          : paragraph_height(ui, inner, Head::kBelow, spec.above_foot) + theme.gap_small();
  const float foot =
      spec.foot.empty() ? 0 : note + button_rows_height(ui, inner, spec.foot) + theme.gap();
  const float body = ui.state<SheetState>(spec.name).body;
  // Before the body was measured once the sheet is as high as it may be, so that nothing scrolls.
  const float wanted =
      body > 0 ? head.height + body + 2 * kRingRoom + foot + 2 * padding : room.height;
  const Rect card_rect = place_of(ui, spec, room, width, wanted);
  ui.present({.name = spec.name, .kind = WidgetKind::kPanel, .rect = card_rect});
  card(ui, card_rect);
  Rect rest = card_rect.inset(padding);
  Sheet sheet;
  sheet.name = spec.name;
  // From what is read and filled in to what is done with it, and to Close and Lock last.
  ui.set_tab_group(Ui::TabGroup::kHead);
  sheet.closed = head.draw(ui, spec, rest.cut_top(head.height));
  ui.set_tab_group(Ui::TabGroup::kFoot);
  if (!spec.foot.empty()) {
    Rect foot_place = rest.cut_bottom(foot);
    foot_place.cut_top(theme.gap());
    if (note > 0) paragraph_in(ui, foot_place, Head::kBelow, spec.above_foot, theme.gap_small());
    sheet.pressed = button_rows(ui, foot_place, spec.foot);
  }
  ui.set_tab_group(Ui::TabGroup::kContent);
  Rect area{rest.x - kRingRoom, rest.y, rest.width + 2 * kRingRoom, rest.height};
  const Rect content = ui.begin_scroll(spec.name + "_body", area);
  sheet.top = content.y;
  sheet.flow = {content.x + kRingRoom, content.y + kRingRoom, content.width - 2 * kRingRoom,
                100'000};
  return sheet;
}

void end_sheet(Ui& ui, const Sheet& sheet, const std::function<void()>& over) {
  const float used = std::max(0.0F, sheet.flow.y - sheet.top - kRingRoom);
  ui.state<SheetState>(sheet.name).body = used;
  ui.end_scroll(used + 2 * kRingRoom);
  if (over) over();
  ui.end_layer();
}

}  // namespace alcove::ui
