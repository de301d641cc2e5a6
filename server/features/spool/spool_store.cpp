// SPDX-License-Identifier: Apache-2.0
#include "server/features/spool/spool_store.h"

#include <algorithm>

namespace alcove::spool {

std::optional<crypto::Hash256> find_delivered(store::ReadTxn& txn, const SpoolRecordId& id) {
  store::Statement row = txn.query("SELECT sealed_hash FROM spool_record WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  const Bytes blob = row.blob(0);
  crypto::Hash256 hash{};
  if (blob.size() != hash.size()) throw Fault(ErrorCode::kCorrupt, "a spool record has no hash");
  std::copy(blob.begin(), blob.end(), hash.begin());
  return hash;
}

void insert_delivered(audit::WriteTxn& txn, const SpoolRecordId& id,
                      const crypto::Hash256& sealed_hash, const DeviceId& delivered_by,
                      api::spool::Outcome outcome) {
  txn.change(
         "INSERT INTO spool_record (id, sealed_hash, delivered_by, delivered_at, outcome) "
         "VALUES ($id, $hash, $by, $at, $outcome)")
      .bind("$id", id)
      .bind("$hash", ByteView(sealed_hash))
      .bind("$by", delivered_by)
      .bind("$at", txn.now())
      .bind("$outcome", wire::word_of(outcome))
      .execute();
}

void insert_quarantined(audit::WriteTxn& txn, const Quarantined& row) {
  txn.change(
         "INSERT INTO spool_quarantine (record, reason, is_opened, device, author, kind, "
         "written_at, content) VALUES ($record, $reason, $opened, $device, $author, $kind, "
         "$written, $content)")
      .bind("$record", row.id)
      .bind("$reason", row.reason)
      .bind("$opened", row.is_opened)
      .bind("$device", row.device)
      .bind("$author", row.author)
      .bind("$kind", row.kind)
      .bind("$written", row.written_at)
      .bind("$content", row.content)
      .execute();
}

std::vector<Quarantined> list_quarantine(store::ReadTxn& txn, std::int64_t limit) {
  store::Statement row = txn.query(
      "SELECT q.record, q.reason, q.is_opened, q.device, q.author, q.kind, q.written_at, "
      "q.content, r.delivered_at FROM spool_quarantine q JOIN spool_record r ON r.id = q.record "
      "ORDER BY r.delivered_at DESC, q.record DESC LIMIT $limit");
  row.bind("$limit", limit);
  std::vector<Quarantined> rows;
  while (row.next()) {
    rows.push_back({.id = row.id<SpoolRecordId>(0),
                    .reason = row.text(1),
                    .device = row.maybe_id<DeviceId>(3),
                    .author = row.maybe_id<StaffId>(4),
                    .kind = row.text(5),
                    .written_at = row.maybe_time(6),
                    .delivered_at = row.time(8),
                    .is_opened = row.boolean(2),
                    .content = row.blob(7)});
  }
  return rows;
}

}  // namespace alcove::spool
