// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"

namespace alcove::access {

// A hash as a stored blob holds it; Fault (kCorrupt) when it has another length.
inline crypto::Hash256 hash_from_blob(ByteView blob) {
  crypto::Hash256 hash{};
  if (blob.size() != hash.size()) {
    throw Fault(ErrorCode::kCorrupt, "the store holds a hash of another length");
  }
  std::copy(blob.begin(), blob.end(), hash.begin());
  return hash;
}

}  // namespace alcove::access
