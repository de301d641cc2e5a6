// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/write_txn.h"

// A change that comes back after a restore never goes over a later one, whatever its number
// (docs/decisions/0045-what-comes-back-after-a-restore.md).
namespace alcove::audit {

// Whether the newest revision of what the write changes is later than the write.
inline bool comes_too_late(const WriteTxn& txn, UtcTime newest) {
  return txn.is_replay() && newest > txn.now();
}

// The same by who made that revision; without one there is nothing to go over.
template <class Made>
bool comes_too_late(const WriteTxn& txn, const std::optional<Made>& made) {
  return made && comes_too_late(txn, made->at);
}

}  // namespace alcove::audit
