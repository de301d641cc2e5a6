// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/standing_window.h"

#include <X11/Xlib.h>
#include <unistd.h>

#include <charconv>
#include <optional>
#include <string_view>

// As in GLFW/glfw3native.h, which wants more of X's headers than are needed here.
// NOLINTBEGIN(readability-identifier-naming): the names are GLFW's
extern "C" Display* glfwGetX11Display();
extern "C" Window glfwGetX11Window(GLFWwindow* window);
// NOLINTEND(readability-identifier-naming)

namespace alcove::platform {

namespace {

// The number at the front of `words`, which then begin behind it; nothing where there is none.
template <class Number>
std::optional<Number> take_number(std::string_view& words) {
  Number number = 0;
  const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), number);
  if (problem != std::errc()) return std::nullopt;
  words.remove_prefix(static_cast<std::size_t>(end - words.data()));
  return number;
}

}  // namespace

StandingWindow leave_window_standing(GLFWwindow* window) {
  Display* const display = glfwGetX11Display();
  if (display == nullptr || window == nullptr) return {};
  // Not closed here: it is the next program's.
  Display* const second = XOpenDisplay(DisplayString(display));
  const int connection = second == nullptr ? -1 : ConnectionNumber(second);
  XSetCloseDownMode(display, RetainPermanent);
  XSync(display, False);
  return {std::to_string(glfwGetX11Window(window)) + "/" + std::to_string(connection), connection};
}

void end_standing_window(const std::string& name) {
  std::string_view words = name;
  const auto window = take_number<XID>(words);
  if (!window || *window == 0 || words.empty()) return;
  words.remove_prefix(1);
  const auto connection = take_number<int>(words);
  Display* const display = glfwGetX11Display();
  if (display == nullptr) return;
  // Somebody else may have taken it away: that is no reason to end this program.
  const XErrorHandler before = XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
  XKillClient(display, *window);
  XSync(display, False);
  XSetErrorHandler(before);
  if (connection && *connection > STDERR_FILENO) close(*connection);
}

}  // namespace alcove::platform
