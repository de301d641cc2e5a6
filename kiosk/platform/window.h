// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/input_pump.h"
#include "kiosk/platform/standing_window.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/result.h"

struct GLFWwindow;

// The one window, by GLFW and OpenGL 3. GLFW's callbacks are our own: they put what happens into
// the input pump in order, with nothing lost. One window per process; all calls from the main
// thread, wake() from any.
namespace alcove::platform {

struct WindowOptions {
  std::string title = "Alcove";
  int width = 1280;
  int height = 800;
  // On the whole screen, for a terminal under a compositor that shows nothing else (cage).
  // Otherwise an ordinary window.
  bool full_screen = false;
  bool may_close = true;  // false: the close request of a window manager is refused
  // The name that stay_behind gave to the program that this one replaces: the window that stands
  // there until this one has shown its first picture. Empty: none.
  std::string window_before{};
};

class Window {
 public:
  // kUnavailable when there is no display or no OpenGL 3.0. Input goes to `pump`.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options, ui::Ui& ui,
                                              shell::InputPump& pump);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Sleeps until something happens, wake() is called, or the time is over; negative: no limit.
  void wait(double seconds);
  static void wake();  // thread-safe

  std::int64_t now_ms() const;
  ui::Size size() const;  // in pixels
  bool close_asked() const;
  // The window was uncovered or resized since the last picture: draw even without a change.
  bool take_damage();
  // Shows what the Ui drew in its last frame.
  void present();
  // The picture that was presented last, as a PNG file, for the steps of a demonstration.
  Result<void> save_picture(const std::string& path);
  // The program is about to replace itself: what stands in the window stays on the screen, without
  // a program behind it, until the next one has something to show. The name is for
  // WindowOptions::window_before, the connection to be left open.
  StandingWindow stay_behind();

  // Implementation: GLFW's callbacks find it behind the window.
  void push(const ui::InputEvent& event);
  ui::Point to_pixels(double x, double y) const;
  void move_pointer(double x, double y);
  ui::Point pointer() const;
  void note_damage() { damaged_ = true; }
  bool may_close() const { return options_.may_close; }
  shell::InputPump& pump() { return pump_; }

 private:
  Window(const WindowOptions& options, ui::Ui& ui, shell::InputPump& pump)
      : options_(options), ui_(ui), pump_(pump) {}
  Result<void> create();
  void take_away_window_before();

  WindowOptions options_;
  ui::Ui& ui_;
  shell::InputPump& pump_;
  GLFWwindow* window_ = nullptr;
  std::optional<ui::Point> pointer_;  // in pixels; none before it moved for the first time
  std::uint64_t atlas_version_ = 0;
  bool damaged_ = true;
};

}  // namespace alcove::platform
