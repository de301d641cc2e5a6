// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/button.h"

// A sheet over the screen for one thing that is done and then closed: a title, a body that scrolls
// when it must, buttons at its foot, and Close, which Escape presses. Several may lie on each
// other. Lock stands beside Close where it is offered (lock_offer.h).
namespace alcove::ui {

struct BarButton {
  std::string name{};
  std::string label{};
  Icon icon = Icon::kNone;
  ButtonKind kind = ButtonKind::kSecondary;
  bool enabled = true;
  ButtonRole role = ButtonRole::kPlain;
};

// Buttons beside each other, on as many rows as they need; every row fills the width.
float button_rows_height(const Ui& ui, float width, std::span<const BarButton> buttons);
// The index of the one that was pressed.
std::optional<std::size_t> button_rows(Ui& ui, const Rect& rect,
                                       std::span<const BarButton> buttons);

struct SheetSpec {
  std::string name{};
  text::Language language = text::Language::kEnglish;
  std::string title{};
  std::string below{};  // a sentence below the title; may be empty
  float width = 560;    // points at 100 %
  std::span<const BarButton> foot{};
  std::string above_foot{};     // why a button of the foot cannot be pressed yet; may be empty
  bool touch_keyboard = false;  // shows one while something is written in
  // What comes in while it is open moves nothing above it: its top stays, it gets no shorter.
  bool steady = false;
};

// Draw into `flow` from its top, cutting off what was used; end_sheet closes it. Close is named
// "<name>_close", the body "<name>_body".
struct Sheet {
  Rect flow;
  bool closed = false;                 // Close or Escape was pressed
  std::optional<std::size_t> pressed;  // the button of the foot
  float top = 0;
  std::string name;
};
Sheet begin_sheet(Ui& ui, const SheetSpec& spec);
// `over` draws what lies over this sheet (a chooser), if anything.
void end_sheet(Ui& ui, const Sheet& sheet, const std::function<void()>& over = {});

}  // namespace alcove::ui
