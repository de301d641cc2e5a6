// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "kiosk/widgets/date_entry.h"
#include "kiosk/widgets/draw.h"

// Typing figures: a date in three parts, a number in cells, and the pad with large digits for both.
// They take figures from a keyboard too.
namespace alcove::ui {

// Month, day, year. The parts are named "<name>_month", "<name>_day", "<name>_year". True when
// something changed.
struct DateFieldSpec {
  std::string name{};
  Rect rect{};  // date_field_size tells how large
  text::Language language = text::Language::kEnglish;
};
bool date_field(Ui& ui, const DateFieldSpec& spec, DateEntry& entry);
Size date_field_size(const Ui& ui, float width);

// What is wrong with a finished part, in words; empty when nothing is, or it is not finished yet.
std::string date_words(text::Language language, const DateEntry& entry, LocalDate today);

// One cell for each figure: a PIN (as dots) or the last four of a phone. True when something
// changed.
struct CellsSpec {
  std::string name{};
  Rect rect{};
  std::size_t count = 4;
  bool dots = false;
  bool enabled = true;
};
bool figure_cells(Ui& ui, const CellsSpec& spec, std::string& figures);
Size figure_cells_size(const Ui& ui, std::size_t count, float width);

// The pad. Keys are named "digit_0" to "digit_9", "digit_back", "digit_ok"; they leave the focus
// where it is.
struct PadPress {
  enum class What { kFigure, kBack, kOk } what = What::kFigure;
  char figure = '0';
};
enum class PadOk { kShown, kPale, kNone };
std::optional<PadPress> digits_pad(Ui& ui, const Rect& rect, text::Language language, PadOk ok);
Size digits_pad_size(const Ui& ui);

// What a press on the pad does to figures in cells.
void apply(const PadPress& press, std::size_t count, std::string& figures);
void apply(const PadPress& press, DateEntry& entry);

}  // namespace alcove::ui
