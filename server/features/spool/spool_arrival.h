// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/spool/spool.h"

// One record on its way in, and those that wait for others.
namespace alcove::spool {

// What applies records. Each outlives it.
struct Means {
  audit::Ledger& ledger;
  const Handlers& handlers;
  const http::Router& router;
};

// Opens, checks and applies a record, or puts it into quarantine: durable when it returns. An Error
// is trouble of the box, or kRepeatedKey: then the record stays with its terminal.
Result<api::spool::Outcome> take(const Means& means, const access::Principal& by,
                                 const api::spool::SealedRecord& sealed);

// Tries what waits once more, in the order of the chain that was lost, as long as something finds
// its place; at most kMaxTries records at a time. Gives how many did.
inline constexpr std::int64_t kMaxTries = 200;
Result<std::int64_t> try_waiting(const Means& means);

}  // namespace alcove::spool
