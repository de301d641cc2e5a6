// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <vector>

#include "server/features/absences/absence_store.h"

// What was written down of a change: who is to be told, who tried, and who knows by now.
namespace alcove::absences {

struct Calls {
  std::vector<ToTell> visits;
  std::vector<StoredTry> tries;
};
Calls calls_of(store::ReadTxn& txn, const AbsenceId& id);

// As the last try of each says: a slip is put right by the next one. Of a session that was moved
// also who has confirmed since.
std::set<ClientId> told_in(store::ReadTxn& txn, const Absence& absence, const Calls& calls);

}  // namespace alcove::absences
