// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/draw.h"

// Choosing one of many: a field that shows what is chosen, and the sheet with all there is. And a
// box to tick.
namespace alcove::ui {

// The words above a field, cut off the top of `flow`; in primary while the field has the focus.
void field_label(Ui& ui, Rect& flow, std::string_view label, bool focused);

struct SelectSpec {
  std::string name{};
  Rect rect{};
  std::string_view value{};
  std::string_view placeholder{};
  Icon icon = Icon::kChevronDown;
  bool enabled = true;
};
// Looks like a field; true when it was pressed. The caller then shows a chooser.
bool select_field(Ui& ui, const SelectSpec& spec);
// The same below a label, cut off the top of `flow` with a gap below.
bool labelled_select(Ui& ui, Rect& flow, std::string_view label, SelectSpec spec);

// Every choice as a row, the present one marked. Draw it last: it lies over everything.
struct ChooserSpec {
  std::string name{};
  text::Language language = text::Language::kEnglish;
  std::string title{};
  std::span<const std::string> options{};
  std::optional<std::size_t> current{};
  std::string_view when_empty{};  // what is said where there is nothing to choose
};
struct ChooserAnswer {
  bool closed = false;
  std::optional<std::size_t> chosen;  // the option named "<name>_<index>"
};
ChooserAnswer chooser(Ui& ui, const ChooserSpec& spec);

struct TickSpec {
  std::string name{};
  std::string_view label{};
  bool enabled = true;
};
// A box with words beside it, cut off the top of `flow`. True when it was ticked or cleared.
bool tick_row(Ui& ui, Rect& flow, const TickSpec& spec, bool& ticked);

}  // namespace alcove::ui
