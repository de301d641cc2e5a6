// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>

#include "kiosk/widgets/input.h"
#include "kiosk/widgets/on_screen_keyboard.h"

// Between the window and the widgets: keeps what people do in the order in which they did it, and
// hands it out one button, key or character per logic frame. Nothing is merged but movement, and of
// movement every point is kept in the trail, and a drag arrives before it ends. The on-screen
// keyboard stands in the way: touches on it come out as characters. Not thread-safe: window
// callbacks and frames share one thread.
namespace alcove::shell {

// A person cannot fill this between two frames; a broken device can. The oldest stay, the rest is
// dropped and counted.
inline constexpr std::size_t kMaxWaitingEvents = 10'000;

class InputPump {
 public:
  explicit InputPump(ui::OnScreenKeyboard& keyboard) : keyboard_(keyboard) {}

  void push(const ui::TimedEvent& event);
  bool empty() const { return events_.empty(); }
  std::size_t dropped() const { return dropped_; }

  // The next frame's input. False when nothing waits; `frame` is then what is still held down.
  bool next(ui::InputFrame& frame);
  // Without any event: for settle frames and for redrawing on new data.
  ui::InputFrame rest(std::int64_t time_ms) const;
  // Forgets everything, pressed buttons included: between two clients, or when the window lost the
  // focus.
  void clear();

 private:
  void apply(const ui::TimedEvent& event, ui::InputFrame& frame);
  bool apply_to_keyboard(const ui::TimedEvent& event);

  ui::OnScreenKeyboard& keyboard_;
  std::deque<ui::TimedEvent> events_;
  ui::Point pointer_{-1, -1};
  bool down_ = false;
  std::size_t dropped_ = 0;
};

}  // namespace alcove::shell
