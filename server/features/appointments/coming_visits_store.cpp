// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments.h"

namespace alcove::appointments {

std::vector<Appointment> coming_of(store::ReadTxn& txn, const ClientId& client, UtcTime from,
                                   std::int64_t limit) {
  store::Statement row = txn.query(
      "SELECT id FROM appointment WHERE client = $client AND start_at >= $from "
      "AND state IN ('scheduled', 'confirmed') ORDER BY start_at, id LIMIT $limit");
  row.bind("$client", client).bind("$from", from).bind("$limit", limit);
  std::vector<Appointment> all;
  while (row.next()) all.push_back(find_appointment(txn, row.id<AppointmentId>(0)).value());
  return all;
}

}  // namespace alcove::appointments
