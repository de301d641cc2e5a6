// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// What every lobby screen shares: bars for how far one is at the top, back at the left, help in the
// middle, next at the right, and the keyboard above them where letters are asked for.
namespace alcove::screens::lobby {

// What a client asked for on a screen of the walk.
enum class Step : std::uint8_t { kNone, kBack, kHelp, kNext };

// The box was asked, and the answer is not here yet. Next cannot be pressed meanwhile; what takes
// over half a second is said.
enum class Busy : std::uint8_t { kNo, kBriefly, kLong };

struct PageSpec {
  text::Language language = text::Language::kEnglish;
  int steps_done = 0;
  int steps_total = 0;  // 0: no bars
  bool keyboard = false;
  bool back = true;
  std::string_view next{};  // empty: no such button
  bool next_enabled = true;
  std::string_view why_not{};  // said while next cannot be pressed
  Busy busy = Busy::kNo;
};

// Large text on this screen: one column, fewer words, no room for decoration.
bool compact(const ui::Ui& ui);

// Draws the page and returns the room for the screen's own content. Widgets in between come first
// in the order of Tab.
ui::Rect begin_page(ui::Ui& ui, const PageSpec& spec);
Step end_page(ui::Ui& ui, const PageSpec& spec);

// A column whose content may be higher than the room: draw into `content`, downwards, and give what
// is left to end_column.
struct Column {
  ui::Rect content;
  float top = 0;
  float bottom = 0;  // content that ends here does not scroll
};
Column begin_column(ui::Ui& ui, std::string_view name, const ui::Rect& room);
void end_column(ui::Ui& ui, const Column& column);

// The one thing a screen says, and a line below it.
void say_title(ui::Ui& ui, ui::Rect& flow, std::string_view title, std::string_view hint);
// The same over something `below` high that is to be seen with it: where the text is too large for
// all three the hint stays away, and not the question's first line.
void say_title_above(ui::Ui& ui, Column& column, std::string_view title, std::string_view hint,
                     float below);

}  // namespace alcove::screens::lobby
