// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/event.h"
#include "server/store/read_txn.h"

// The SQL of the chain: rows in, rows out, nothing decided.
namespace alcove::audit {

// The newest event as a transaction sees it; number 0 in an empty chain.
Head read_head(store::ReadTxn& txn);
Head read_head(store::Connection& connection);
// The event's head under that number, if the chain has it.
std::optional<Head> read_head_at(store::ReadTxn& txn, std::int64_t number);

// The row that stands at the cursor of a query made with kEventColumns.
inline constexpr const char* kEventColumns =
    "number, epoch, at, device, person, session, system_user, purpose, action, client, record, "
    "reason, outcome, detail, previous_hash, hash, mac";
StoredEvent event_at(const store::Statement& row);

// Writes the event as the next of the chain: fills in number, previous hash, hash and MAC.
void append_event(store::Connection& connection, StoredEvent& event, const Key256& audit_key);

}  // namespace alcove::audit
