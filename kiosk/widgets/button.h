// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/widgets/draw.h"

// Things one presses. Each returns true in the frame in which it was pressed, by finger, mouse,
// Enter, Space, or as the screen's default or cancel button.
namespace alcove::ui {

enum class ButtonKind {
  kPrimary,    // the one next step of a screen
  kSecondary,  // everything else
  kQuiet,      // a word in primary, no edge: help, "I prefer not to answer"
  kDanger,     // takes something away; staff screens only
};

struct ButtonSpec {
  std::string name{};
  Rect rect{};
  std::string_view label{};
  Icon icon = Icon::kNone;
  ButtonKind kind = ButtonKind::kSecondary;
  bool enabled = true;
  ButtonRole role = ButtonRole::kPlain;
  TextStyle style = TextStyle::kBodyStrong;
  Align align = Align::kCenter;
};

bool button(Ui& ui, const ButtonSpec& spec);

// What a button wants: the width of its icon and word on one line with room around them; the height
// it needs at a given width, where a long word may take two lines.
float button_width(const Ui& ui, std::string_view label, Icon icon,
                   TextStyle style = TextStyle::kBodyStrong);
float quiet_button_width(const Ui& ui, std::string_view label, Icon icon,
                         TextStyle style = TextStyle::kBodyStrong);
float button_height(const Ui& ui, float width, std::string_view label, Icon icon,
                    TextStyle style = TextStyle::kBodyStrong);

// One of a few views: "By time | By clinician". Draws from the left of `rect`, on more rows when
// there is no room, and returns the chosen index (the current one when nothing was pressed).
struct Segment {
  std::string name;
  std::string_view label;
  bool enabled = true;  // what cannot be chosen yet keeps its place
};
std::size_t segments(Ui& ui, const Rect& rect, std::span<const Segment> all, std::size_t current);
float segments_height(const Ui& ui, float width, std::span<const Segment> all);

// A row of a list one can choose; the caller draws into its rect. A long name is shown whole while
// the row has the focus, which the reaction tells.
struct RowSpec {
  std::string name{};
  Rect rect{};
  std::string value{};
  bool selected = false;
  bool enabled = true;
};
Reaction list_row(Ui& ui, const RowSpec& spec);

// One answer of several. The caller keeps which is chosen.
struct ChoiceSpec {
  std::string name{};
  Rect rect{};
  std::string_view label{};
  bool chosen = false;
  bool enabled = true;
};
bool choice_row(Ui& ui, const ChoiceSpec& spec);
float choice_row_height(const Ui& ui, float width, std::string_view label);

}  // namespace alcove::ui
