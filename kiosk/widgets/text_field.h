// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/draw.h"

// One line to write in. The caller owns the text; caret, selection and undo are kept while the
// field is on the screen.
namespace alcove::ui {

struct FieldSpec {
  std::string name{};
  Rect rect{};
  std::string_view placeholder{};
  std::size_t max_code_points = 120;
  bool enabled = true;
  TextStyle style = TextStyle::kBody;
  bool short_value = false;  // a time, a number: all of it is marked when the focus comes in
  // A password: dots, no history, no copying, and a button named "<name>_show" that uncovers it.
  // The caller wipes the text when it is done with it.
  bool secret = false;
  text::Language language = text::Language::kEnglish;  // of the words on that button
};

struct FieldReaction {
  bool changed = false;
  bool cut_short = false;  // more was typed than fits
  bool entered = false;    // Enter was pressed; the default button gets it too
};

FieldReaction text_field(Ui& ui, const FieldSpec& spec, std::string& text);

// The same below a label, cut off the top of `flow` with a gap below.
float field_height(const Ui& ui);
float labelled_field_height(const Ui& ui, std::string_view label, float width);
FieldReaction labelled_field(Ui& ui, Rect& flow, std::string_view label, FieldSpec spec,
                             std::string& text);

}  // namespace alcove::ui
