// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/widgets/ui.h"
#include "kiosk/widgets/wrap_table.h"

// Flat shapes and text. Everything a screen shows that one cannot touch is made of these. All text
// is recorded, so that a test sees what is cut off.
namespace alcove::ui {

void fill(Ui& ui, const Rect& rect, Ink ink, float corner = 0);
void outline(Ui& ui, const Rect& rect, Ink ink, float corner, float thickness);
void divider(Ui& ui, const Rect& area);  // a thin line along the top of the area
void focus_ring(Ui& ui, const Rect& rect, float corner);
// A card: white, rounded, with a thin edge.
void card(Ui& ui, const Rect& rect);

// Centred in `box`.
void icon(Ui& ui, const Rect& box, Icon which, Ink ink, IconSize size = IconSize::kNormal);
float icon_width(const Ui& ui, IconSize size = IconSize::kNormal);

enum class Align { kLeft, kCenter, kRight };
enum class Figures { kProportional, kEqual };  // kEqual for times and tables

struct TextLook {
  TextStyle style = TextStyle::kBody;
  Ink ink = Ink::kText;
  Align align = Align::kLeft;
  Figures figures = Figures::kProportional;
  bool marked = false;  // "**" switches bold on and off; only for messages of the catalogue
  bool struck = false;  // a line through it
};

AdvanceOf advance_of(const Ui& ui, TextStyle style);
float text_width(const Ui& ui, const TextLook& look, std::string_view text);
float line_height(const Ui& ui, TextStyle style);

// One line, centred in the height of `box`. Must fit, or, for names, ends in "…".
enum class WhenLong { kMustFit, kShorten };
void text_line(Ui& ui, const Rect& box, const TextLook& look, std::string_view text,
               WhenLong when_long = WhenLong::kMustFit);

// As many lines as it takes at the width of the box. Returns the height; the box may be as high as
// it likes.
float paragraph(Ui& ui, const Rect& box, const TextLook& look, std::string_view text);
float paragraph_height(const Ui& ui, float width, const TextLook& look, std::string_view text);
// The same, cut off the top of `flow`, with a gap below.
Rect paragraph_in(Ui& ui, Rect& flow, const TextLook& look, std::string_view text, float gap);

// One row of text at a place, as the editor needs it: no record, no wrapping. Returns the width.
float glyphs(Ui& ui, Point top_left, const TextLook& look, std::string_view text);

}  // namespace alcove::ui
