// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/ui_driver.h"

#include "kiosk/widgets/unicode.h"

namespace alcove::tests {

UiDriver::UiDriver(const ui::Look& look, std::function<void(ui::Ui&)> draw, ui::Size screen)
    : queue_([] {}), screen_(screen) {
  auto made = ui::Ui::make(look, {});
  if (!made) throw UiDriverError(made.error().detail);
  ui_ = std::move(made).value();
  pump_ = std::make_unique<shell::InputPump>(ui_->keyboard());
  loop_ = std::make_unique<shell::FrameLoop>(*ui_, *pump_, queue_, std::move(draw));
  turn();
}

void UiDriver::change_look(const ui::Look& look) {
  const auto changed = ui_->change_look(look);
  if (!changed) throw UiDriverError(changed.error().detail);
  turn();
}

void UiDriver::turn() {
  loop_->ask_redraw();
  loop_->turn(now_ms_, screen_);
  check_duplicates();
}

void UiDriver::wait_ms(std::int64_t time_ms) {
  now_ms_ += time_ms;
  turn();
}

void UiDriver::check_duplicates() {
  const auto& duplicates = ui_->registry().duplicates();
  if (!duplicates.empty()) throw UiDriverError("two widgets are named " + duplicates.front());
}

const ui::WidgetRecord& UiDriver::widget(std::string_view name) {
  const ui::WidgetRecord* const found = ui_->registry().find(name);
  if (found == nullptr) throw UiDriverError("no widget is named " + std::string(name));
  return *found;
}

bool UiDriver::shows(std::string_view name) {
  const ui::WidgetRecord* const found = ui_->registry().find(name);
  return found != nullptr && found->visible;
}

bool UiDriver::shows_text(std::string_view text) {
  for (const ui::TextRecord& record : ui_->registry().texts()) {
    if (record.text.find(text) != std::string::npos) return true;
  }
  return false;
}

void UiDriver::push(const ui::InputEvent& event) {
  pump_->push({now_ms_, event});
}

void UiDriver::press_at(ui::Point at, bool shift) {
  push(ui::PointerMoved{at});
  push(ui::PointerPressed{at, shift});
  turn();
}

void UiDriver::move_to(ui::Point at) {
  push(ui::PointerMoved{at});
  turn();
}

void UiDriver::release_at(ui::Point at) {
  push(ui::PointerReleased{at});
  turn();
}

void UiDriver::click_at(ui::Point at) {
  now_ms_ += 1000;  // not a double click
  push(ui::PointerMoved{at});
  push(ui::PointerPressed{at});
  push(ui::PointerReleased{at});
  turn();
}

void UiDriver::double_click_at(ui::Point at) {
  now_ms_ += 1000;
  for (int i = 0; i < 2; ++i) {
    push(ui::PointerPressed{at});
    push(ui::PointerReleased{at});
  }
  turn();
}

void UiDriver::click(std::string_view name) {
  const ui::WidgetRecord& record = widget(name);
  if (!record.enabled) throw UiDriverError(std::string(name) + " is disabled");
  if (!record.visible) throw UiDriverError(std::string(name) + " is not in view");
  click_at(record.visible_part.center());
}

void UiDriver::drag(const std::vector<ui::Point>& path) {
  now_ms_ += 1000;
  push(ui::PointerPressed{path.front()});
  for (const ui::Point& point : path) push(ui::PointerMoved{point});
  push(ui::PointerReleased{path.back()});
  turn();
}

void UiDriver::wheel(std::string_view name, float rows) {
  push(ui::PointerMoved{widget(name).visible_part.center()});
  push(ui::Wheel{rows});
  turn();
}

void UiDriver::type(std::string_view name, std::string_view text) {
  click(name);
  type(text);
}

void UiDriver::type(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const ui::Decoded next = ui::decode_at(text, at);
    push(ui::CharacterTyped{next.code_point});
    at += next.length;
  }
  turn();
}

void UiDriver::key(ui::Key key, bool shift, bool control) {
  push(ui::KeyPressed{{key, shift, control, 0}});
  turn();
}

void UiDriver::control(char letter, bool shift) {
  push(ui::KeyPressed{{ui::Key::kLetter, shift, true, letter}});
  turn();
}

}  // namespace alcove::tests
