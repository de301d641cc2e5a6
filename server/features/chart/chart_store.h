// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/store/read_txn.h"
#include "shared/base/ids.h"

namespace alcove::chart {

// Whether the session has opened this client's chart already, as the audit chain tells.
bool chart_was_opened(store::ReadTxn& txn, const SessionId& session, const ClientId& client);

}  // namespace alcove::chart
