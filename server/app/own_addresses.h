// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace alcove::app {

inline constexpr std::size_t kMaxOwnAddresses = 16;  // in order; a box has one or two

// This machine's IPv4 addresses, as somebody would type them, in order: of interfaces that are up,
// without loopback. None where the system does not say. Cheap enough for a look every second.
std::vector<std::string> own_addresses();

}  // namespace alcove::app
