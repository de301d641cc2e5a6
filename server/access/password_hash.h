// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"

namespace alcove::access {

// A password or PIN as it rests in the store: HMAC-SHA-256, under a key that lies in the vault,
// over Argon2id of the NFC form. Without the vault the rows cannot even be tried.
struct SecretHash {
  crypto::Hash256 hash{};
  Bytes salt;
  crypto::Argon2Cost cost;
};

struct HashCosts {
  crypto::Argon2Cost password{.passes = 3, .memory_kib = 65536, .lanes = 4};
  // Five tries, in one session, on one terminal: a PIN needs no more.
  crypto::Argon2Cost pin{.passes = 2, .memory_kib = 19456, .lanes = 1};
};

// Makes and checks those hashes. Thread-safe; slow on purpose, so never on the writer's thread. At
// most kMaxAtOnce run together (each takes the memory of its cost), others wait kMaxWait and are
// then refused with kTooMany.
class PasswordHasher {
 public:
  static constexpr int kMaxAtOnce = 2;
  static constexpr std::chrono::seconds kMaxWait{10};

  PasswordHasher(const Key256& pepper, const HashCosts& costs, RandomSource& random);

  Result<SecretHash> hash_password(std::string_view password);
  Result<SecretHash> hash_pin(std::string_view pin);
  // With nothing to compare to it does the same work and says no.
  Result<bool> matches(std::string_view secret, const std::optional<SecretHash>& stored);

  // Made at another cost than today's: make it anew while the password is at hand.
  bool outdated(const SecretHash& password) const { return !(password.cost == costs_.password); }

 private:
  class Turn;
  Result<SecretHash> make(std::string_view secret, const crypto::Argon2Cost& cost, ByteView salt);

  Key256 key_;
  HashCosts costs_;
  RandomSource& random_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
};

}  // namespace alcove::access
