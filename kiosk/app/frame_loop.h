// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/app/input_pump.h"
#include "kiosk/app/registry_dump.h"
#include "kiosk/app/run_queue.h"
#include "kiosk/widgets/ui.h"

// One turn of the kiosk: results of workers, then input, one logic frame for each button, key or
// character, then two frames in which the screen settles, or a few more while the focus or what is
// scrolled still moves; and only then, once, a picture. A turn in which nothing happened draws
// nothing.
namespace alcove::shell {

class FrameLoop {
 public:
  // `draw` is called once per logic frame, between ui.begin and ui.end.
  FrameLoop(ui::Ui& ui, InputPump& pump, RunQueue& queue, std::function<void(ui::Ui&)> draw)
      : ui_(ui),
        pump_(pump),
        queue_(queue),
        draw_(std::move(draw)),
        dump_(RegistryDump::from_environment()) {}

  // Something changed that no event told: a countdown, new data, another size of the window.
  void ask_redraw() { redraw_ = true; }
  // Called once for each turn that had input, before it is handled: for the idle timer.
  void on_input(std::function<void(std::int64_t)> listener) { on_input_ = std::move(listener); }

  // True when there is a new picture to present.
  bool turn(std::int64_t now_ms, ui::Size screen);

 private:
  void frame(const ui::InputFrame& input, ui::Size screen);

  ui::Ui& ui_;
  InputPump& pump_;
  RunQueue& queue_;
  std::function<void(ui::Ui&)> draw_;
  std::function<void(std::int64_t)> on_input_;
  RegistryDump dump_;
  ui::Size last_screen_{};
  bool redraw_ = true;
};

}  // namespace alcove::shell
