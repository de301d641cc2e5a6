// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/widgets/edit_buffer.h"
#include "kiosk/widgets/ui.h"

// What keys, characters and clicks mean to text, the same for a field and for a note.
namespace alcove::ui {

inline constexpr std::int64_t kPauseMs = 1000;  // after it, undo begins a new step
inline constexpr std::int64_t kDoubleClickMs = 400;

// Uses this frame's key or character when it is one of editing within a line: letters, erasing,
// left and right, words, all, clipboard, undo. Up, Down, Home, End, Enter and Tab are the caller's.
// kCutShort when not all fitted.
Edited apply_input(Ui& ui, EditBuffer& buffer, bool read_only);

// Counts clicks that follow each other at one place: 1, 2, 3, and again 1. While the button is held
// it says whether the pointer was moved on purpose: a hand that clicks is never quite still.
class ClickCounter {
 public:
  int press(std::int64_t time_ms, Point at);
  bool drags(Point at);

 private:
  std::int64_t last_ms_ = -kDoubleClickMs - 1;
  Point last_{};
  int count_ = 0;
  bool drags_ = false;
};

}  // namespace alcove::ui
