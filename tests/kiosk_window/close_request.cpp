// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk_window/close_request.h"

#include <X11/Xlib.h>

namespace alcove::tests {

bool ask_all_windows_to_close() {
  ::Display* const display = XOpenDisplay(nullptr);
  if (display == nullptr) return false;
  Window root = 0;
  Window parent = 0;
  Window* children = nullptr;
  unsigned count = 0;
  XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
  for (unsigned i = 0; i < count; ++i) {
    event.xclient.window = children[i];
    XSendEvent(display, children[i], False, NoEventMask, &event);
  }
  if (children != nullptr) XFree(children);
  XCloseDisplay(display);
  return count > 0;
}

}  // namespace alcove::tests
