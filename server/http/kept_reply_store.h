// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "server/audit/write_txn.h"
#include "shared/base/ids.h"
#include "shared/crypto/crypto.h"

// Replies kept with the idempotency keys that asked for them.
namespace alcove::http {

inline constexpr std::chrono::days kKeepReplies{30};

struct KeptReply {
  crypto::Hash256 request_hash{};
  std::string reply;
};

std::optional<KeptReply> find_kept_reply(store::ReadTxn& txn, const DeviceId& device,
                                         const IdempotencyKey& key);
void keep_reply(audit::WriteTxn& txn, const DeviceId& device, const IdempotencyKey& key,
                const KeptReply& kept);
// Removes what is older than kKeepReplies; for the nightly work. Gives the number removed.
std::int64_t forget_old_replies(audit::WriteTxn& txn);

}  // namespace alcove::http
