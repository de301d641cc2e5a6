// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// When to ask whether somebody is still there, and when to forget them. Pure logic; milliseconds of
// a clock that only goes forward are a parameter. One touch brings back the full time.
namespace alcove::shell {

struct IdleLimits {
  std::int64_t warn_after_ms = 30'000;
  std::int64_t forget_after_ms = 60'000;  // counted from the last touch too
};

enum class Idle : std::uint8_t { kActive, kWarning, kForget };

class IdleTimer {
 public:
  IdleTimer(const IdleLimits& limits, std::int64_t now_ms) : limits_(limits), last_ms_(now_ms) {}

  void touched(std::int64_t now_ms) { last_ms_ = now_ms; }
  Idle state(std::int64_t now_ms) const;
  // Whole seconds until forgetting, rounded up; 0 when it is time.
  std::int64_t seconds_left(std::int64_t now_ms) const;
  // How long the frame loop may sleep before something on the screen has to change.
  std::int64_t sleep_ms(std::int64_t now_ms) const;

 private:
  IdleLimits limits_;
  std::int64_t last_ms_;
};

}  // namespace alcove::shell
