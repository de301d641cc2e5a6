// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/access/access_table.h"
#include "server/store/read_txn.h"
#include "shared/base/ids.h"

namespace alcove::access {

// How a person stands to a client, as the features know it together: the care team, today's
// appointment, a safety alert that the person answers. Put together once, where the server is
// wired, and handed to every feature that opens clinical content. kOwn is never among its answers:
// whose a record is, the feature that keeps it knows.
using FindRelation =
    std::function<Relation(store::ReadTxn&, const ClientId& client, const StaffId& staff)>;

}  // namespace alcove::access
