// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/audit/event.h"
#include "server/store/store.h"

namespace alcove::audit {

// The first thing in the chain that is not as it was written.
struct BadEvent {
  std::int64_t number = 0;
  std::string reason;  // "the hash does not fit its fields", "an event is missing", ...
};

struct ChainReport {
  std::int64_t events = 0;
  std::int64_t epochs = 0;
  std::int64_t open_spans = 0;
  Head head;
  std::optional<BadEvent> bad;
  bool good() const { return !bad.has_value(); }
};

// Reads the whole chain: numbers without gaps, each hash over its fields and the one before, each
// MAC under the audit key, epochs that only begin with a signed epoch event. `progress` hears
// events done and events in all.
Result<ChainReport> verify_chain(store::Store& store, const Key256& audit_key,
                                 const crypto::PublicKey& signing_public,
                                 const std::function<void(std::int64_t, std::int64_t)>& progress);

inline constexpr std::string_view kEpochAction = "epoch.begin";

// The event that begins a new epoch after a restore. Its detail is signed by the clinic's key.
struct EpochFacts {
  Head backup_head;
  UtcTime backup_taken_at;
  std::optional<Head> lost_head;  // the highest head known to be missing
  std::string restored_by;
  std::int64_t highest_epoch = 0;  // seen anywhere: the new one is above it
};
// The number of an epoch that begins now in a chain of `current`: above all that is known, and not
// below the seconds since 2026 began (UTC). Two boxes restored from one backup know nothing of each
// other; by their clocks the later one has the higher number all the same.
std::int64_t next_epoch(const EpochFacts& facts, std::int64_t current, UtcTime now);
std::string epoch_detail(const EpochFacts& facts, std::int64_t epoch,
                         const std::function<crypto::Signature(ByteView)>& sign);
bool epoch_detail_verifies(const std::string& detail, std::int64_t epoch,
                           const crypto::PublicKey& signing_public);

}  // namespace alcove::audit
