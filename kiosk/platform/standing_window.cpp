// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/standing_window.h"

#include <X11/Xlib.h>

#include <charconv>

// As in GLFW/glfw3native.h, which wants more of X's headers than are needed here.
// NOLINTBEGIN(readability-identifier-naming): the names are GLFW's
extern "C" Display* glfwGetX11Display();
extern "C" Window glfwGetX11Window(GLFWwindow* window);
// NOLINTEND(readability-identifier-naming)

namespace alcove::platform {

std::string leave_window_standing(GLFWwindow* window) {
  Display* const display = glfwGetX11Display();
  if (display == nullptr || window == nullptr) return {};
  XSetCloseDownMode(display, RetainPermanent);
  XSync(display, False);
  return std::to_string(glfwGetX11Window(window));
}

void end_standing_window(const std::string& name) {
  XID window = 0;
  const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), window);
  if (problem != std::errc() || end != name.data() + name.size() || window == 0) return;
  Display* const display = glfwGetX11Display();
  if (display == nullptr) return;
  // Somebody else may have taken it away: that is no reason to end this program.
  const XErrorHandler before = XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
  XKillClient(display, window);
  XSync(display, False);
  XSetErrorHandler(before);
}

}  // namespace alcove::platform
