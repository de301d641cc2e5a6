// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/idle_timer.h"

#include <algorithm>

namespace alcove::shell {

Idle IdleTimer::state(std::int64_t now_ms) const {
  const std::int64_t idle = now_ms - last_ms_;
  if (idle >= limits_.forget_after_ms) return Idle::kForget;
  return idle >= limits_.warn_after_ms ? Idle::kWarning : Idle::kActive;
}

std::int64_t IdleTimer::seconds_left(std::int64_t now_ms) const {
  const std::int64_t left = limits_.forget_after_ms - (now_ms - last_ms_);
  return std::max<std::int64_t>(0, (left + 999) / 1000);
}

std::int64_t IdleTimer::sleep_ms(std::int64_t now_ms) const {
  const std::int64_t idle = now_ms - last_ms_;
  if (idle < limits_.warn_after_ms) return limits_.warn_after_ms - idle;
  if (idle >= limits_.forget_after_ms) return 0;
  // The seconds count down on the screen.
  const std::int64_t part = (limits_.forget_after_ms - idle) % 1000;
  return part == 0 ? 1000 : part;
}

}  // namespace alcove::shell
