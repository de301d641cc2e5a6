// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/widgets/geometry.h"

// What people do, as it happened (InputEvent), and as one logic frame sees it (InputFrame): at most
// one button, key or character in each, so that nothing is ever lost between two frames.
namespace alcove::ui {

enum class Key : std::uint8_t {
  kTab,
  kEnter,
  kEscape,
  kBackspace,
  kDelete,
  kLeft,
  kRight,
  kUp,
  kDown,
  kHome,
  kEnd,
  kPageUp,
  kPageDown,
  kLetter,  // with Control: which one is in `letter`
};

struct KeyPress {
  Key key = Key::kTab;
  bool shift = false;
  bool control = false;
  char letter = 0;  // 'a' to 'z'

  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

struct PointerMoved {
  Point to;
};
struct PointerPressed {
  Point at;
  bool shift = false;
};
struct PointerReleased {
  Point at;
};
struct Wheel {
  float rows = 0;  // upwards positive
};
struct KeyPressed {
  KeyPress press;
};
struct CharacterTyped {
  char32_t character = 0;
};
using InputEvent =
    std::variant<PointerMoved, PointerPressed, PointerReleased, Wheel, KeyPressed, CharacterTyped>;

struct TimedEvent {
  std::int64_t time_ms = 0;  // of a clock that only goes forward
  InputEvent event;
};

struct InputFrame {
  std::int64_t time_ms = 0;
  Point pointer{-1, -1};
  bool down = false;
  bool pressed = false;     // in this frame
  bool with_shift = false;  // and Shift was held then
  bool released = false;    // in this frame
  float wheel_rows = 0;
  std::optional<KeyPress> key;
  char32_t character = 0;
  // Every place the pointer was while it was down, since the last frame: a signature needs them
  // all.
  std::vector<Point> trail;
};

// Of the system, or of a test.
struct Clipboard {
  std::function<std::string()> read;
  std::function<void(const std::string&)> write;
};

}  // namespace alcove::ui
