// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>

#include "kiosk/link/box.h"

namespace alcove::flows {

// Whole minutes since then, by the box's clock; 0 for a time that is still to come.
inline std::int64_t minutes_waited(const link::Box& box, UtcTime since) {
  const auto passed = std::chrono::floor<std::chrono::minutes>(box.now() - since);
  return std::max<std::int64_t>(0, passed.count());
}

}  // namespace alcove::flows
