// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "shared/base/time.h"

namespace alcove::testing {

// The system's clock, set wrong by as much as a test wants. Thread-safe.
class SteppedClock final : public Clock {
 public:
  explicit SteppedClock(std::chrono::milliseconds ahead = {}) : ahead_(ahead) {}
  UtcTime now() const override { return SystemClock().now() + ahead_.load(); }
  void set_ahead(std::chrono::milliseconds by) { ahead_ = by; }

 private:
  std::atomic<std::chrono::milliseconds> ahead_;
};

}  // namespace alcove::testing
