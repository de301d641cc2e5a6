// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk_window/screen_color.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>

namespace alcove::tests {

ScreenColor::ScreenColor() : display_(XOpenDisplay(nullptr)) {}

ScreenColor::~ScreenColor() {
  XCloseDisplay(static_cast<Display*>(display_));
}

unsigned long ScreenColor::now() const {
  Display* const display = static_cast<Display*>(display_);
  XImage* const image =
      XGetImage(display, DefaultRootWindow(display), 8, 8, 1, 1, AllPlanes, ZPixmap);
  if (image == nullptr) return 0;
  const unsigned long color = XGetPixel(image, 0, 0) & 0xFFFFFFUL;
  XDestroyImage(image);
  return color;
}

int windows_on_display() {
  Display* const display = XOpenDisplay(nullptr);
  ::Window root = 0;
  ::Window parent = 0;
  ::Window* children = nullptr;
  unsigned count = 0;
  int shown = 0;
  // Nobody's window may go between the two questions: Xlib would end this program.
  XGrabServer(display);
  if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count) != 0) {
    for (unsigned i = 0; i < count; ++i) {
      XWindowAttributes about{};
      XGetWindowAttributes(display, children[i], &about);
      if (about.map_state == IsViewable && about.width > 100) ++shown;
    }
    if (children != nullptr) XFree(children);
  }
  XCloseDisplay(display);
  return shown;
}

}  // namespace alcove::tests
