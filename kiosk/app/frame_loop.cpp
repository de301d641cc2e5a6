// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/frame_loop.h"

namespace alcove::shell {

void FrameLoop::frame(const ui::InputFrame& input, ui::Size screen) {
  ui_.begin(input, screen);
  draw_(ui_);
  ui_.end();
}

bool FrameLoop::turn(std::int64_t now_ms, ui::Size screen) {
  const bool results = queue_.run() > 0;
  const bool resized = screen.width != last_screen_.width || screen.height != last_screen_.height;
  const bool input = !pump_.empty();
  if (!results && !resized && !input && !redraw_) return false;
  last_screen_ = screen;
  redraw_ = false;
  if (input && on_input_) on_input_(now_ms);
  ui::InputFrame next;
  while (pump_.next(next)) frame(next, screen);
  constexpr int kSettleFrames = 2;
  constexpr int kMostSettleFrames = 6;
  for (int i = 0; i < kSettleFrames || (!ui_.settled() && i < kMostSettleFrames); ++i) {
    frame(pump_.rest(now_ms), screen);
  }
  dump_.write(ui_.registry(), screen);
  return true;
}

}  // namespace alcove::shell
