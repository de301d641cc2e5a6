// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace alcove::app {

inline constexpr std::size_t kMaxOwnAddresses = 16;  // a box has one or two

// This machine's IPv4 addresses, as somebody would type them: of interfaces that are up, without
// loopback. In the system's order of the interfaces, the cable before what was added later; behind
// them those that terminals hardly reach: of an interface without a signal, of a tunnel, and what a
// machine gives itself when nobody else does (169.254, RFC 3927). None where the system does not
// say. Cheap enough for a look every second.
std::vector<std::string> own_addresses();

}  // namespace alcove::app
