// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "shared/base/random.h"
#include "shared/crypto/crypto.h"

// What a terminal remembers of a PIN, in memory only, to check it while the box is away: an
// Argon2id hash. A PIN has six digits: the hash slows a thief of this memory down and no more, and
// is gone with the session. Immutable, so threads may share it.
namespace alcove::flows {

inline constexpr crypto::Argon2Cost kPinCost{.passes = 3, .memory_kib = 64 * 1024, .lanes = 1};

class LocalPin {
 public:
  // Slow, as matches() is: for a worker.
  static Result<LocalPin> make(std::string_view pin, RandomSource& random,
                               const crypto::Argon2Cost& cost = kPinCost);
  bool matches(std::string_view pin) const;

 private:
  LocalPin() = default;
  std::array<std::uint8_t, 16> salt_{};
  crypto::Argon2Cost cost_;
  Key256 hash_;
};

}  // namespace alcove::flows
