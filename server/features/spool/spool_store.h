// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/write_txn.h"
#include "server/features/spool/spool.h"
#include "shared/crypto/crypto.h"

// The SQL of records brought home: rows in, rows out, nothing decided.
namespace alcove::spool {

// The hash of the sealed bytes of a record that was delivered before.
std::optional<crypto::Hash256> find_delivered(store::ReadTxn& txn, const SpoolRecordId& id);

void insert_delivered(audit::WriteTxn& txn, const SpoolRecordId& id,
                      const crypto::Hash256& sealed_hash, const DeviceId& delivered_by,
                      api::spool::Outcome outcome);
// After insert_delivered; delivered_at is the one of that.
void insert_quarantined(audit::WriteTxn& txn, const Quarantined& row);

// Those that wait for others, at most `limit`: the ones that were tried longest ago, in the order
// of the chain that was lost; of records without a place in it, as they were written.
std::vector<Quarantined> list_waiting(store::ReadTxn& txn, std::int64_t limit);
// Of what was settled, or of what was not: the newest first, older than `before`.
struct PageOf {
  api::set_aside::Which which = api::set_aside::Which::kOpen;
  std::optional<SpoolRecordId> before{};
  std::int64_t limit = 0;
};
std::vector<Quarantined> page_of_quarantine(store::ReadTxn& txn, const PageOf& page);
std::optional<Quarantined> find_quarantined(store::ReadTxn& txn, const SpoolRecordId& id);
// By a person, once: it is tried no more.
void put_settled_by_hand(audit::WriteTxn& txn, const SpoolRecordId& id,
                         const api::set_aside::Settled& settled, const StaffId& by);
// Nothing happens where it was settled meanwhile.
void put_tried(audit::WriteTxn& txn, const SpoolRecordId& id);
void put_settled(audit::WriteTxn& txn, const SpoolRecordId& id, api::spool::Outcome outcome);

}  // namespace alcove::spool
