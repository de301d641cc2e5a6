// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

struct GLFWwindow;

// A window that outlives the program that drew it, so that a program that replaces itself leaves no
// gap on the screen: X keeps what a client made when the client says so before it goes. Apart from
// window.cpp because the names of Xlib are everybody's.
namespace alcove::platform {

// Gives the name by which the next program ends it; empty where there is no X display.
std::string leave_window_standing(GLFWwindow* window);
// Takes the window away. A name that is none, or of a window that is gone, does nothing.
void end_standing_window(const std::string& name);

}  // namespace alcove::platform
