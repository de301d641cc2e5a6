// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/on_screen_keyboard.h"

#include <string_view>

#include "kiosk/widgets/unicode.h"

namespace alcove::ui {
namespace {

constexpr char32_t kEnye = 0xF1;

std::string name_of(KeyAction action, char32_t plain) {
  switch (action) {
    case KeyAction::kType:
      break;
    case KeyAction::kShift:
      return "key_shift";
    case KeyAction::kAcute:
      return "key_acute";
    case KeyAction::kDiaeresis:
      return "key_diaeresis";
    case KeyAction::kBackspace:
      return "key_backspace";
    case KeyAction::kLetters:
      return "key_letters";
    case KeyAction::kSymbols:
      return "key_symbols";
    case KeyAction::kMoreSymbols:
      return "key_more_symbols";
    case KeyAction::kDone:
      return "key_done";
  }
  if (plain == U' ') return "key_space";
  std::string name = "key_";
  append_utf8(name, plain);
  return name;
}

// A vowel and its accented forms: small, then capital.
struct Vowel {
  char32_t plain;
  char32_t acute;
  char32_t diaeresis;
};
constexpr Vowel kVowels[] = {
    {U'a', 0xE1, 0}, {U'e', 0xE9, 0}, {U'i', 0xED, 0}, {U'o', 0xF3, 0}, {U'u', 0xFA, 0xFC}};

char32_t capital(char32_t character) {
  const bool latin = character >= U'a' && character <= U'z';
  const bool accented = character >= 0xE0 && character <= 0xFE && character != 0xF7;
  return latin || accented ? character - 0x20 : character;
}

}  // namespace

void OnScreenKeyboard::end_frame(int top_layer) {
  if (placed_ && layer_ < top_layer) keys_.clear();
  if (placed_) return;
  keys_.clear();
  held_.clear();
  page_ = Page::kLetters;
  accent_ = Accent::kNone;
  shift_ = false;
}

std::vector<OnScreenKeyboard::Row> OnScreenKeyboard::rows(KeyboardLayout layout) const {
  const auto typed = [](std::u32string_view characters) {
    Row row;
    for (const char32_t character : characters) row.push_back({KeyAction::kType, character, 1});
    return row;
  };
  const bool spanish = layout == KeyboardLayout::kSpanish;
  const Cell backspace{KeyAction::kBackspace, 0, 1.5F};
  std::vector<Row> rows;
  if (page_ == Page::kLetters) {
    rows = {typed(U"qwertyuiop"), typed(U"asdfghjkl"), typed(U"zxcvbnm")};
    rows[1].push_back({KeyAction::kType, spanish ? kEnye : U'\'', 1});
    rows[2].insert(rows[2].begin(), {KeyAction::kShift, 0, 1.5F});
    rows[2].push_back(backspace);
    rows.push_back({{KeyAction::kSymbols, 0, 1.5F}});
    if (spanish) {
      rows[3].push_back({KeyAction::kAcute, 0, 1});
      rows[3].push_back({KeyAction::kDiaeresis, 0, 1});
    } else {
      rows[3].push_back({KeyAction::kType, U',', 1});
      rows[3].push_back({KeyAction::kType, U'.', 1});
    }
  } else if (page_ == Page::kSymbols) {
    rows = {typed(U"1234567890"), typed(U"@#$%&*()-_"), typed(U"/:;\"'!?")};
    rows[2].insert(rows[2].begin(), {KeyAction::kMoreSymbols, 0, 1.5F});
    rows[2].push_back(backspace);
    rows.push_back(
        {{KeyAction::kLetters, 0, 1.5F}, {KeyAction::kType, U',', 1}, {KeyAction::kType, U'.', 1}});
  } else {
    rows = {typed(U"[]{}<>^`~|"), typed(U"\\+=áéíóúüñ"), typed(U"/:;*#@?")};
    rows[2].insert(rows[2].begin(), {KeyAction::kSymbols, 0, 1.5F});
    rows[2].push_back(backspace);
    rows.push_back(
        {{KeyAction::kLetters, 0, 1.5F}, {KeyAction::kType, U'!', 1}, {KeyAction::kType, U'$', 1}});
  }
  rows[3].push_back({KeyAction::kType, U' ', 4});
  if (page_ == Page::kLetters) rows[3].push_back({KeyAction::kType, U'-', 1});
  rows[3].push_back({KeyAction::kDone, 0, page_ == Page::kLetters ? 1.5F : 2.5F});
  return rows;
}

char32_t OnScreenKeyboard::shown_character(char32_t plain) const {
  char32_t character = plain;
  for (const Vowel& vowel : kVowels) {
    if (vowel.plain != plain) continue;
    if (accent_ == Accent::kAcute) character = vowel.acute;
    if (accent_ == Accent::kDiaeresis && vowel.diaeresis != 0) character = vowel.diaeresis;
  }
  return shift_ ? capital(character) : character;
}

bool OnScreenKeyboard::latched(KeyAction action) const {
  return (action == KeyAction::kShift && shift_) ||
         (action == KeyAction::kAcute && accent_ == Accent::kAcute) ||
         (action == KeyAction::kDiaeresis && accent_ == Accent::kDiaeresis);
}

void OnScreenKeyboard::place(const Rect& area, KeyboardLayout layout, float gap, int layer) {
  placed_ = true;
  layer_ = layer;
  area_ = area;
  keys_.clear();
  Rect rest = area;
  const std::vector<Row> all = rows(layout);
  const float height = (area.height - 3 * gap) / 4;
  const float unit = (area.width + gap) / 10;
  for (const Row& row : all) {
    Rect line = rest.cut_top(height);
    rest.cut_top(gap);
    for (const Cell& cell : row) {
      const Rect rect = line.cut_left(unit * cell.units - gap);
      line.cut_left(gap);
      keys_.push_back({name_of(cell.action, cell.character), cell.action,
                       shown_character(cell.character), rect, latched(cell.action)});
    }
  }
}

OnScreenKeyboard::Outcome OnScreenKeyboard::handle(const InputEvent& event) {
  if (std::holds_alternative<PointerReleased>(event) && !held_.empty()) {
    held_.clear();
    return {true, std::nullopt};
  }
  const auto* const pressed = std::get_if<PointerPressed>(&event);
  if (pressed == nullptr || !shown() || !area_.contains(pressed->at)) return {};
  for (const KeyCap& key : keys_) {
    if (!key.rect.contains(pressed->at)) continue;
    held_ = key.name;
    return {true, press(key)};
  }
  held_ = "between the keys";
  return {true, std::nullopt};
}

std::optional<InputEvent> OnScreenKeyboard::press(const KeyCap& key) {
  switch (key.action) {
    case KeyAction::kType:
      shift_ = false;
      accent_ = Accent::kNone;
      return CharacterTyped{key.character};
    case KeyAction::kShift:
      shift_ = !shift_;
      return std::nullopt;
    case KeyAction::kAcute:
      accent_ = accent_ == Accent::kAcute ? Accent::kNone : Accent::kAcute;
      return std::nullopt;
    case KeyAction::kDiaeresis:
      accent_ = accent_ == Accent::kDiaeresis ? Accent::kNone : Accent::kDiaeresis;
      return std::nullopt;
    case KeyAction::kBackspace:
      return KeyPressed{{Key::kBackspace, false, false, 0}};
    case KeyAction::kLetters:
      page_ = Page::kLetters;
      return std::nullopt;
    case KeyAction::kSymbols:
      page_ = Page::kSymbols;
      return std::nullopt;
    case KeyAction::kMoreSymbols:
      page_ = Page::kMoreSymbols;
      return std::nullopt;
    case KeyAction::kDone:
      return KeyPressed{{Key::kEnter, false, false, 0}};
  }
  return std::nullopt;
}

}  // namespace alcove::ui
