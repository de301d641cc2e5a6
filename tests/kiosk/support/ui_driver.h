// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/app/frame_loop.h"
#include "kiosk/widgets/ui.h"

// Drives a screen as a person does, in this process and without a display: through the same input
// pump and frame loop as the window, by the names of the widgets.
//
//   UiDriver driver({}, [&](ui::Ui& ui) { step = draw(ui, model); });
//   driver.type("surname", "Morales");
//   driver.click("next");
//
// A name that is missing, covered, disabled or there twice throws UiDriverError: a test that cannot
// do what a person could not do.
namespace alcove::tests {

class UiDriverError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class UiDriver {
 public:
  explicit UiDriver(const ui::Look& look, std::function<void(ui::Ui&)> draw,
                    ui::Size screen = {1280, 800});

  ui::Ui& ui() { return *ui_; }
  void change_look(const ui::Look& look);
  void turn();                         // lets the screen settle
  void wait_ms(std::int64_t time_ms);  // moves the clock, then settles

  const ui::WidgetRecord& widget(std::string_view name);  // must be there once
  bool shows(std::string_view name);
  bool shows_text(std::string_view text);  // some drawn line contains it

  void click(std::string_view name);
  void click_at(ui::Point at);
  void double_click_at(ui::Point at);
  void press_at(ui::Point at, bool shift = false);
  void move_to(ui::Point at);
  void release_at(ui::Point at);
  void drag(const std::vector<ui::Point>& path);
  void wheel(std::string_view name, float rows);
  // Clicks the widget, then types each character; without a name into whatever has the focus.
  void type(std::string_view name, std::string_view text);
  void type(std::string_view text);
  void key(ui::Key key, bool shift = false, bool control = false);
  void control(char letter, bool shift = false);

 private:
  void push(const ui::InputEvent& event);
  void check_duplicates();

  std::unique_ptr<ui::Ui> ui_;
  std::unique_ptr<shell::InputPump> pump_;
  shell::RunQueue queue_;
  std::unique_ptr<shell::FrameLoop> loop_;
  ui::Size screen_;
  std::int64_t now_ms_ = 1000;
};

}  // namespace alcove::tests
