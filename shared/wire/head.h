// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace alcove::wire {

// The head of the audit chain: what every reply carries, a terminal remembers and the box's second
// copy holds. On the wire it is written epoch.number.hash, the hash in lower-case hexadecimal.
struct Head {
  std::int64_t epoch = 0;
  std::int64_t number = 0;
  std::array<std::uint8_t, 32> hash{};
  friend bool operator==(const Head&, const Head&) = default;
};

std::string format_head(const Head& head);
Result<Head> parse_head(std::string_view text);

}  // namespace alcove::wire
