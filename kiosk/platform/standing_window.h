// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

struct GLFWwindow;

// A window that outlives the program that drew it, so that a program that replaces itself leaves no
// gap on the screen: X keeps what a client made when the client says so before it goes. Apart from
// window.cpp because the names of Xlib are everybody's.
namespace alcove::platform {

// What the next program gets. The connection is a second one to the display, on which nothing was
// ever heard: as long as it is open, a display that ends with its last program (Xwayland under
// cage) goes on. Its file has to be left open for the next program, which closes it.
struct StandingWindow {
  std::string name{};   // "window/connection"; empty where there is no X display
  int connection = -1;  // negative: there is none
};
StandingWindow leave_window_standing(GLFWwindow* window);
// Takes the window away, and closes the connection. A name that is none, or of a window that is
// gone, does nothing.
void end_standing_window(const std::string& name);

}  // namespace alcove::platform
