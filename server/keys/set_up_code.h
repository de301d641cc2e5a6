// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "shared/crypto/crypto.h"

// The code with which the first administrator sets a password at a front-desk terminal: 80 random
// bits in four groups of five, good once and for 15 minutes. The store keeps its hash (table
// set_up_code): with that many random bits a plain hash gives nothing away.
namespace alcove::keys {

inline constexpr std::size_t kSetUpCodeBytes = 10;
inline constexpr std::chrono::minutes kSetUpCodeLife{15};

struct NewSetUpCode {
  std::string printed;  // the caller wipes it
  crypto::Hash256 hash;
};
NewSetUpCode make_set_up_code(RandomSource& random);

// What the store would keep of that code. kWrongCode names the group that has a mistake.
Result<crypto::Hash256> set_up_code_hash(std::string_view typed);

}  // namespace alcove::keys
