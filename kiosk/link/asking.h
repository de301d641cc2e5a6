// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "shared/base/ids.h"

namespace alcove::link {

// How one question is asked, where it is not asked plainly.
struct Asking {
  std::optional<IdempotencyKey> key{};  // of a write whose later tries must count as the same one
  std::string purpose{};
  std::optional<std::chrono::milliseconds> within{};
};

}  // namespace alcove::link
