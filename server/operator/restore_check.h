// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/epochs.h"
#include "server/audit/write_txn.h"
#include "server/operator/contract_restore.h"

// A restore brings back access as it was when the backup was taken: whoever was locked out, reset
// or given other roles after it, and every terminal that was taken out of service after it. The box
// cannot know who that is, because it went with what was lost. So a restore ends every session,
// lists who and what can come in, and the box says so until a person has looked.
namespace alcove::operation {

// Nobody goes on with a token that the backup knew. Within the restored store, after its new epoch
// has begun.
void end_restored_sessions(audit::WriteTxn& txn);

// Fills `terminals` and `people`.
void list_who_comes_in(store::ReadTxn& txn, RestoreReply& reply);

// The newest restore, unless somebody has said that they looked (kRestoreChecked).
std::optional<audit::NewestEpoch> unchecked_restore(store::ReadTxn& txn);

// The terminals in service that were enrolled before the newest restore and on which nobody has
// confirmed it since: the lobby's first, for a call for help may lie there.
struct UnconfirmedTerminals {
  UtcTime restored_at;
  std::vector<std::string> names;
};
UnconfirmedTerminals unconfirmed_terminals(store::ReadTxn& txn);

}  // namespace alcove::operation
