// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window.h"

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <optional>

#include "kiosk/platform/picture.h"
#include "kiosk/platform/standing_window.h"

namespace alcove::platform {
namespace {

Window& window_of(GLFWwindow* handle) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

std::optional<ui::Key> key_of(int key) {
  switch (key) {
    case GLFW_KEY_TAB:
      return ui::Key::kTab;
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
      return ui::Key::kEnter;
    case GLFW_KEY_ESCAPE:
      return ui::Key::kEscape;
    case GLFW_KEY_BACKSPACE:
      return ui::Key::kBackspace;
    case GLFW_KEY_DELETE:
      return ui::Key::kDelete;
    case GLFW_KEY_LEFT:
      return ui::Key::kLeft;
    case GLFW_KEY_RIGHT:
      return ui::Key::kRight;
    case GLFW_KEY_UP:
      return ui::Key::kUp;
    case GLFW_KEY_DOWN:
      return ui::Key::kDown;
    case GLFW_KEY_HOME:
      return ui::Key::kHome;
    case GLFW_KEY_END:
      return ui::Key::kEnd;
    case GLFW_KEY_PAGE_UP:
      return ui::Key::kPageUp;
    case GLFW_KEY_PAGE_DOWN:
      return ui::Key::kPageDown;
    default:
      return std::nullopt;
  }
}

// The letter printed on the key, not its place: Ctrl+Z is where the reader's keyboard has Z.
char letter_of(int key, int scancode) {
  const char* const name = glfwGetKeyName(key, scancode);
  if (name == nullptr || name[0] < 'a' || name[0] > 'z' || name[1] != 0) return 0;
  return name[0];
}

// A held key repeats as further presses; nothing needs to know that it was not released.
void on_key(GLFWwindow* handle, int key, int scancode, int action, int modifiers) {
  if (action == GLFW_RELEASE) return;
  const bool shift = (modifiers & GLFW_MOD_SHIFT) != 0;
  const bool control = (modifiers & GLFW_MOD_CONTROL) != 0;
  if (const std::optional<ui::Key> known = key_of(key)) {
    window_of(handle).push(ui::KeyPressed{{*known, shift, control, 0}});
  } else if (control) {
    const char letter = letter_of(key, scancode);
    if (letter == 0) return;
    window_of(handle).push(ui::KeyPressed{{ui::Key::kLetter, shift, control, letter}});
  }
}

void on_character(GLFWwindow* handle, unsigned code_point) {
  window_of(handle).push(ui::CharacterTyped{static_cast<char32_t>(code_point)});
}

void on_move(GLFWwindow* handle, double x, double y) {
  window_of(handle).move_pointer(x, y);
}

void on_button(GLFWwindow* handle, int button, int action, int modifiers) {
  if (button != GLFW_MOUSE_BUTTON_LEFT) return;
  Window& window = window_of(handle);
  const ui::Point at = window.pointer();
  if (action == GLFW_PRESS) {
    window.push(ui::PointerPressed{at, (modifiers & GLFW_MOD_SHIFT) != 0});
  } else {
    window.push(ui::PointerReleased{at});
  }
}

void on_scroll(GLFWwindow* handle, double, double rows) {
  window_of(handle).push(ui::Wheel{static_cast<float>(rows)});
}

void on_close(GLFWwindow* handle) {
  if (!window_of(handle).may_close()) glfwSetWindowShouldClose(handle, GLFW_FALSE);
}

void on_damage(GLFWwindow* handle) {
  window_of(handle).note_damage();
}
void on_resize(GLFWwindow* handle, int, int) {
  window_of(handle).note_damage();
}

void on_focus(GLFWwindow* handle, int focused) {
  // The release of what is held will go to somebody else.
  if (focused == GLFW_FALSE) window_of(handle).push(ui::PointerReleased{{-1, -1}});
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options, ui::Ui& ui,
                                             shell::InputPump& pump) {
  std::unique_ptr<Window> window(new Window(options, ui, pump));
  ALCOVE_TRY(window->create());
  return window;
}

Result<void> Window::create() {
  if (glfwInit() == GLFW_FALSE) return Error{ErrorCode::kUnavailable, {}, "there is no display"};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  GLFWmonitor* monitor = nullptr;
  int width = options_.width;
  int height = options_.height;
  if (options_.full_screen) {
    monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* const mode = monitor == nullptr ? nullptr : glfwGetVideoMode(monitor);
    if (mode != nullptr) {
      width = mode->width;
      height = mode->height;
    }
  }
  window_ = glfwCreateWindow(width, height, options_.title.c_str(), monitor, nullptr);
  if (window_ == nullptr) {
    return Error{ErrorCode::kUnavailable, {}, "the display has no OpenGL 3.0"};
  }
  glfwSetWindowUserPointer(window_, this);
  glfwSetKeyCallback(window_, on_key);
  glfwSetCharCallback(window_, on_character);
  glfwSetCursorPosCallback(window_, on_move);
  glfwSetMouseButtonCallback(window_, on_button);
  glfwSetScrollCallback(window_, on_scroll);
  glfwSetWindowCloseCallback(window_, on_close);
  glfwSetWindowRefreshCallback(window_, on_damage);
  glfwSetFramebufferSizeCallback(window_, on_resize);
  glfwSetWindowFocusCallback(window_, on_focus);
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(0);  // pictures are rare: waiting for the screen would only add delay
  ImGui_ImplOpenGL3_Init("#version 130");
  ui_.set_clipboard(
      {[this] {
         const char* const text = glfwGetClipboardString(window_);
         return std::string(text == nullptr ? "" : text);
       },
       [this](const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }});
  return {};
}

Window::~Window() {
  if (window_ != nullptr) {
    ui_.set_clipboard({});
    ImGui_ImplOpenGL3_Shutdown();
    glfwDestroyWindow(window_);
  }
  glfwTerminate();
}

void Window::wait(double seconds) {
  if (seconds < 0) {
    glfwWaitEvents();
  } else if (seconds == 0) {
    glfwPollEvents();
  } else {
    glfwWaitEventsTimeout(seconds);
  }
}

void Window::wake() {
  glfwPostEmptyEvent();
}

std::int64_t Window::now_ms() const {
  return static_cast<std::int64_t>(glfwGetTime() * 1000);
}

ui::Size Window::size() const {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  return {static_cast<float>(width), static_cast<float>(height)};
}

void Window::move_pointer(double x, double y) {
  pointer_ = to_pixels(x, y);
  push(ui::PointerMoved{*pointer_});
}

// Where the last move in order ended. GLFW's own answer is where the pointer is by now, which after
// a quick hand is somewhere else.
ui::Point Window::pointer() const {
  if (pointer_) return *pointer_;
  double x = 0;
  double y = 0;
  glfwGetCursorPos(window_, &x, &y);
  return to_pixels(x, y);
}

ui::Point Window::to_pixels(double x, double y) const {
  int width = 0;
  int height = 0;
  glfwGetWindowSize(window_, &width, &height);
  const ui::Size pixels = size();
  const auto scale = [](double place, int points, float whole) {
    return points > 0 ? static_cast<float>(place) * whole / static_cast<float>(points) : 0.0F;
  };
  return {scale(x, width, pixels.width), scale(y, height, pixels.height)};
}

bool Window::close_asked() const {
  return glfwWindowShouldClose(window_) != 0;
}

bool Window::take_damage() {
  return std::exchange(damaged_, false);
}

void Window::push(const ui::InputEvent& event) {
  pump_.push({now_ms(), event});
}

void Window::present() {
  if (atlas_version_ != ui_.atlas_version()) {
    if (atlas_version_ != 0) ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_NewFrame();  // makes the shaders the first time
    if (atlas_version_ != 0) ImGui_ImplOpenGL3_CreateFontsTexture();
    atlas_version_ = ui_.atlas_version();
  }
  draw_picture(ui_);
  glfwSwapBuffers(window_);
  if (!options_.window_before.empty()) take_away_window_before();
}

StandingWindow Window::stay_behind() {
  return leave_window_standing(window_);
}

void Window::take_away_window_before() {
  end_standing_window(std::exchange(options_.window_before, {}));
}

Result<void> Window::save_picture(const std::string& path) {
  draw_picture(ui_);
  const ui::Size pixels = size();
  return write_png(path, static_cast<int>(pixels.width), static_cast<int>(pixels.height));
}

}  // namespace alcove::platform
