// SPDX-License-Identifier: Apache-2.0
#pragma once

// What stands on the display that DISPLAY names. Apart from the tests because the names of Xlib are
// everybody's.
namespace alcove::tests {

class ScreenColor {
 public:
  ScreenColor();
  ~ScreenColor();
  ScreenColor(const ScreenColor&) = delete;
  ScreenColor& operator=(const ScreenColor&) = delete;
  // Of the pixel at 8, 8: 0xRRGGBB.
  unsigned long now() const;

 private:
  void* display_;
};

// Windows of clients that are in view.
int windows_on_display();

}  // namespace alcove::tests
