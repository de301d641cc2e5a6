// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/editing.h"

#include <cmath>

namespace alcove::ui {
namespace {

// A shortcut with Control. Unknown ones are left to the screen.
bool apply_shortcut(Ui& ui, EditBuffer& buffer, const KeyPress& press, bool read_only,
                    Edited& result) {
  const Clipboard& clipboard = ui.clipboard();
  const bool may_copy = !buffer.limits().secret && clipboard.write && buffer.has_selection();
  switch (press.letter) {
    case 'a':
      buffer.select_all();
      return true;
    case 'c':
      if (may_copy) clipboard.write(buffer.selected_text());
      return true;
    case 'x':
      if (may_copy && !read_only) {
        clipboard.write(buffer.selected_text());
        result = buffer.erase_forward();
        buffer.end_step();
      }
      return true;
    case 'v':
      if (clipboard.read && !read_only) {
        buffer.end_step();
        result = buffer.insert(clipboard.read());
        buffer.end_step();
      }
      return true;
    case 'z':
      if (!read_only && (press.shift ? buffer.redo() : buffer.undo())) result = Edited::kChanged;
      return true;
    case 'y':
      if (!read_only && buffer.redo()) result = Edited::kChanged;
      return true;
    default:
      return false;
  }
}

bool apply_key(Ui& ui, EditBuffer& buffer, const KeyPress& press, bool read_only, Edited& result) {
  const Extend extend = press.shift ? Extend::kSelect : Extend::kMove;
  switch (press.key) {
    case Key::kLeft:
      press.control ? buffer.move_word_left(extend) : buffer.move_left(extend);
      return true;
    case Key::kRight:
      press.control ? buffer.move_word_right(extend) : buffer.move_right(extend);
      return true;
    case Key::kBackspace:
      if (!read_only) {
        result = press.control ? buffer.erase_word_backward() : buffer.erase_backward();
      }
      return true;
    case Key::kDelete:
      if (!read_only) {
        result = press.control ? buffer.erase_word_forward() : buffer.erase_forward();
      }
      return true;
    case Key::kLetter:
      return press.control && apply_shortcut(ui, buffer, press, read_only, result);
    case Key::kTab:
    case Key::kEnter:
    case Key::kEscape:
    case Key::kUp:
    case Key::kDown:
    case Key::kHome:
    case Key::kEnd:
    case Key::kPageUp:
    case Key::kPageDown:
      return false;
  }
  return false;
}

}  // namespace

Edited apply_input(Ui& ui, EditBuffer& buffer, bool read_only) {
  Edited result = Edited::kNothing;
  const KeyPress* const press = ui.key();
  if (press != nullptr && apply_key(ui, buffer, *press, read_only, result)) ui.use_key();
  const char32_t character = ui.take_character();
  if (character != 0 && !read_only) {
    std::string typed;
    append_utf8(typed, character);
    result = buffer.insert(typed);
  }
  return result;
}

int ClickCounter::press(std::int64_t time_ms, Point at) {
  constexpr float kSamePlace = 8;
  const bool again = time_ms - last_ms_ <= kDoubleClickMs &&
                     std::abs(at.x - last_.x) < kSamePlace && std::abs(at.y - last_.y) < kSamePlace;
  count_ = again ? count_ % 3 + 1 : 1;
  last_ms_ = time_ms;
  last_ = at;
  drags_ = false;
  return count_;
}

bool ClickCounter::drags(Point at) {
  constexpr float kMoved = 4;
  drags_ = drags_ || std::abs(at.x - last_.x) >= kMoved || std::abs(at.y - last_.y) >= kMoved;
  return drags_;
}

}  // namespace alcove::ui
