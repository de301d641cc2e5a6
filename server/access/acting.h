// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/principal.h"
#include "server/store/read_txn.h"
#include "shared/api/spool.h"

namespace alcove::access {

// Who wrote a record that a terminal brings home, as the access decision knows them now: the
// terminal, and the person with the roles of today. That they were there is the spool's to find
// out. kNotFound when the terminal or the person is not known here.
Result<Principal> acting(store::ReadTxn& txn, const api::spool::Record& record);

// The same for an acknowledged write of a route, if they may still use it: with the purpose that
// was stated then. Errors: also those of may_use (access_decision.h).
Result<Principal> acting(store::ReadTxn& txn, const api::spool::Record& record,
                         wire::Permission permission, wire::Stations stations,
                         wire::WhenLocked when_locked);

}  // namespace alcove::access
