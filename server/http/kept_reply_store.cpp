// SPDX-License-Identifier: Apache-2.0
#include "server/http/kept_reply_store.h"

#include <algorithm>

namespace alcove::http {

std::optional<KeptReply> find_kept_reply(store::ReadTxn& txn, const DeviceId& device,
                                         const IdempotencyKey& key) {
  store::Statement row =
      txn.query("SELECT request_hash, reply FROM kept_reply WHERE device = $device AND key = $key");
  row.bind("$device", device).bind("$key", key);
  if (!row.next()) return std::nullopt;
  KeptReply kept;
  const Bytes hash = row.blob(0);
  std::copy_n(hash.begin(), std::min(hash.size(), kept.request_hash.size()),
              kept.request_hash.begin());
  kept.reply = row.text(1);
  return kept;
}

void keep_reply(audit::WriteTxn& txn, const DeviceId& device, const IdempotencyKey& key,
                const KeptReply& kept) {
  store::Statement insert = txn.change(
      "INSERT INTO kept_reply (device, key, request_hash, reply, at) VALUES ($device, $key, $hash, "
      "$reply, $at)");
  insert.bind("$device", device).bind("$key", key).bind("$hash", ByteView(kept.request_hash));
  insert.bind("$reply", kept.reply).bind("$at", txn.now()).execute();
}

std::int64_t forget_old_replies(audit::WriteTxn& txn) {
  txn.change("DELETE FROM kept_reply WHERE at < $before")
      .bind("$before", txn.now() - kKeepReplies)
      .execute();
  return txn.changed_rows();
}

}  // namespace alcove::http
