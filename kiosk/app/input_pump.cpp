// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/input_pump.h"

namespace alcove::shell {
namespace {

// Does this event end the frame it goes into?
bool is_transition(const ui::InputEvent& event) {
  return !std::holds_alternative<ui::PointerMoved>(event);
}

}  // namespace

void InputPump::push(const ui::TimedEvent& event) {
  if (events_.size() >= kMaxWaitingEvents) {
    ++dropped_;
    return;
  }
  events_.push_back(event);
}

ui::InputFrame InputPump::rest(std::int64_t time_ms) const {
  ui::InputFrame frame;
  frame.time_ms = time_ms;
  frame.pointer = pointer_;
  frame.down = down_;
  return frame;
}

bool InputPump::next(ui::InputFrame& frame) {
  frame = rest(events_.empty() ? 0 : events_.front().time_ms);
  if (events_.empty()) return false;
  bool dragged = false;
  while (!events_.empty()) {
    // What is dragged arrives where it was dragged to before it is let go.
    if (dragged && is_transition(events_.front().event)) return true;
    // Copied: a touch on the keyboard puts what it types in front of the queue.
    const ui::TimedEvent event = events_.front();
    events_.pop_front();
    if (apply_to_keyboard(event)) return true;  // a frame, so that the keyboard shows the touch
    frame.time_ms = event.time_ms;
    apply(event, frame);
    if (is_transition(event.event)) return true;
    dragged = down_;
  }
  return true;
}

bool InputPump::apply_to_keyboard(const ui::TimedEvent& event) {
  const ui::OnScreenKeyboard::Outcome outcome = keyboard_.handle(event.event);
  if (!outcome.swallowed) return false;
  if (outcome.typed) events_.push_front({event.time_ms, *outcome.typed});
  return true;
}

void InputPump::apply(const ui::TimedEvent& event, ui::InputFrame& frame) {
  if (const auto* const moved = std::get_if<ui::PointerMoved>(&event.event)) {
    pointer_ = moved->to;
    if (down_) frame.trail.push_back(pointer_);
  } else if (const auto* const pressed = std::get_if<ui::PointerPressed>(&event.event)) {
    pointer_ = pressed->at;
    frame.pressed = !down_;
    frame.with_shift = pressed->shift;
    down_ = true;
    frame.trail.push_back(pointer_);
  } else if (const auto* const released = std::get_if<ui::PointerReleased>(&event.event)) {
    pointer_ = released->at;
    frame.released = down_;
    if (down_) frame.trail.push_back(pointer_);
    down_ = false;
  } else if (const auto* const wheel = std::get_if<ui::Wheel>(&event.event)) {
    frame.wheel_rows = wheel->rows;
  } else if (const auto* const key = std::get_if<ui::KeyPressed>(&event.event)) {
    frame.key = key->press;
  } else if (const auto* const typed = std::get_if<ui::CharacterTyped>(&event.event)) {
    frame.character = typed->character;
  }
  frame.pointer = pointer_;
  frame.down = down_;
}

void InputPump::clear() {
  events_.clear();
  pointer_ = {-1, -1};
  down_ = false;
}

}  // namespace alcove::shell
