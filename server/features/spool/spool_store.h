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

}  // namespace alcove::spool
