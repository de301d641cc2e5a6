// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "server/features/hello/terminal_clocks.h"
#include "server/operator/box.h"
#include "shared/base/held_clock.h"

namespace alcove::app {

// Looks every second whether somebody has set the machine's clock, and whether most terminals have
// another time. Each is an event of the chain when it begins and when it ends, and a condition of
// the box in between. Everything it is given outlives it.
class ClockKeeper {
 public:
  static constexpr std::chrono::seconds kLook{1};

  ClockKeeper(HeldClock& clock, operation::Box& box, hello::TerminalClocks& terminals);
  ~ClockKeeper();
  ClockKeeper(const ClockKeeper&) = delete;
  ClockKeeper& operator=(const ClockKeeper&) = delete;

  void start();  // from here on it looks by itself
  void look();   // once

 private:
  void run();
  void look_at_machine();
  void look_at_terminals();
  void tell();

  HeldClock& clock_;
  operation::Box& box_;
  hello::TerminalClocks& terminals_;
  std::optional<operation::ClockTrouble> machine_trouble_;
  std::optional<operation::ClockTrouble> terminal_trouble_;
  std::mutex mutex_;
  std::mutex looking_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::app
