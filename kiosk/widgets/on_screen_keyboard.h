// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/widgets/input.h"

// Letters for those who have no keyboard. It stands before the widgets: a touch on one of its keys
// becomes the character that was meant before any widget sees the touch, so the field that is being
// written keeps the focus. Placed anew by the screen in each frame; drawn by keyboard_panel.
namespace alcove::ui {

enum class KeyboardLayout : std::uint8_t { kEnglish, kSpanish };
enum class KeyAction : std::uint8_t {
  kType,
  kShift,
  kAcute,
  kDiaeresis,
  kBackspace,
  kLetters,
  kSymbols,
  kMoreSymbols,
  kDone,  // Enter
};

struct KeyCap {
  std::string name;  // of the registry, "key_a"
  KeyAction action = KeyAction::kType;
  char32_t character = 0;  // what it types now, with shift and accent
  Rect rect;
  bool latched = false;
};

class OnScreenKeyboard {
 public:
  // By Ui, around every frame: a keyboard that no screen places is gone.
  void begin_frame() { placed_ = false; }
  // `top_layer`: what lies over the screen. A keyboard below it types nothing and takes no touch.
  void end_frame(int top_layer = 0);

  void place(const Rect& area, KeyboardLayout layout, float gap, int layer = 0);
  const std::vector<KeyCap>& keys() const { return keys_; }
  bool shown() const { return !keys_.empty(); }
  const std::string& held() const { return held_; }

  struct Outcome {
    bool swallowed = false;
    std::optional<InputEvent> typed;
  };
  // What a touch means. A press on the keyboard and its release are swallowed.
  Outcome handle(const InputEvent& event);

 private:
  enum class Page : std::uint8_t { kLetters, kSymbols, kMoreSymbols };
  enum class Accent : std::uint8_t { kNone, kAcute, kDiaeresis };
  struct Cell {
    KeyAction action = KeyAction::kType;
    char32_t character = 0;
    float units = 1;
  };
  using Row = std::vector<Cell>;

  std::vector<Row> rows(KeyboardLayout layout) const;
  char32_t shown_character(char32_t plain) const;
  bool latched(KeyAction action) const;
  std::optional<InputEvent> press(const KeyCap& key);

  std::vector<KeyCap> keys_;
  Rect area_;
  std::string held_;
  Page page_ = Page::kLetters;
  Accent accent_ = Accent::kNone;
  bool shift_ = false;
  bool placed_ = false;
  int layer_ = 0;
};

}  // namespace alcove::ui
