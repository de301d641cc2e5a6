// SPDX-License-Identifier: Apache-2.0
#include "server/features/chart/chart_store.h"

namespace alcove::chart {

bool chart_was_opened(store::ReadTxn& txn, const SessionId& session, const ClientId& client) {
  store::Statement row = txn.query(
      "SELECT 1 FROM audit_event WHERE action = 'chart.open' AND session = $session AND client = "
      "$client LIMIT 1");
  row.bind("$session", session).bind("$client", client);
  return row.next();
}

}  // namespace alcove::chart
