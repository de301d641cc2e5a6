// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"

namespace alcove::access {

inline constexpr std::size_t kTokenSize = 32;

// 256 random bits that a terminal keeps in memory. The store has only the hash: with that many bits
// a plain hash gives nothing away, and what is read from a backup opens no session.
struct SecretToken {
  SecretBytes bytes{kTokenSize};
  crypto::Hash256 hash{};
};

inline SecretToken make_token(RandomSource& random) {
  SecretToken token;
  random.fill(token.bytes.writable());
  token.hash = crypto::sha256(token.bytes.view());
  return token;
}

// For the one reply that brings it to its terminal, which wipes what it sent.
inline Bytes in_reply(const SecretToken& token) {
  const ByteView bytes = token.bytes.view();
  return {bytes.begin(), bytes.end()};
}

// From the token as it travels in a header; nothing for a text that is no token.
inline std::optional<crypto::Hash256> hash_of_token(std::string_view hexadecimal) {
  if (hexadecimal.size() != 2 * kTokenSize) return std::nullopt;
  const Result<Bytes> bytes = from_hex(hexadecimal);
  if (!bytes) return std::nullopt;
  return crypto::sha256(*bytes);
}

}  // namespace alcove::access
