// SPDX-License-Identifier: Apache-2.0
#include "server/features/hello/alarm.h"

namespace alcove::hello {

bool has_told(store::ReadTxn& txn, const DeviceId& terminal, std::string_view what, UtcTime since,
              UtcTime until) {
  store::Statement row = txn.query(
      "SELECT action, detail, at FROM audit_event WHERE device = $terminal ORDER BY number DESC "
      "LIMIT 1");
  row.bind("$terminal", terminal);
  if (!row.next()) return false;
  const UtcTime at = row.time(2);
  return row.text(0) == kAlarmAction && row.text(1).starts_with(what) && since < at && at <= until;
}

}  // namespace alcove::hello
