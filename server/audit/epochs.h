// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/verifier.h"
#include "server/store/read_txn.h"

namespace alcove::audit {

// The facts in the detail of an epoch event; kCorrupt when it is not one. Its signature is checked
// by epoch_detail_verifies().
Result<EpochFacts> parse_epoch_detail(std::string_view detail);

// The newest restore in the chain.
struct NewestEpoch {
  Head begun;  // its first event
  UtcTime at;
  EpochFacts facts;
  std::string detail;
};
// Nothing for a store that was never restored. Throws Fault (kCorrupt) for an event that is none.
std::optional<NewestEpoch> newest_epoch(store::ReadTxn& txn);

}  // namespace alcove::audit
