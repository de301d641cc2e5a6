// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/derived_uuid.h"

#include <algorithm>

#include "shared/crypto/crypto.h"

namespace alcove::crypto {

UuidBytes derived_uuid(const UuidBytes& from, std::string_view name) {
  Bytes bytes(from.begin(), from.end());
  append_prefixed(bytes, as_bytes(name));
  const Hash256 hash = sha256(bytes);
  UuidBytes uuid{};
  std::copy_n(hash.begin(), uuid.size(), uuid.begin());
  constexpr std::size_t kTimeBytes = 6;
  std::copy_n(from.begin(), kTimeBytes, uuid.begin());
  uuid[6] = static_cast<std::uint8_t>((uuid[6] & 0x0FU) | 0x70U);
  uuid[8] = static_cast<std::uint8_t>((uuid[8] & 0x3FU) | 0x80U);
  return uuid;
}

}  // namespace alcove::crypto
