// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments.h"

namespace alcove::appointments {

using store::Statement;

FirstVisits first_visits(store::ReadTxn& txn, const ClientId& client,
                         const api::appointments::ServiceId& service, UtcTime since) {
  Statement booked = txn.query(
      "SELECT min(step.at) FROM appointment JOIN appointment_step AS step "
      "ON step.appointment = appointment.id WHERE client = $client AND service = $service "
      "AND state != 'entered_in_error' AND step.revision = 1 AND step.at >= $since");
  booked.bind("$client", client).bind("$service", service).bind("$since", since);
  booked.next();
  Statement kept = txn.query(
      "SELECT min(start_at) FROM appointment WHERE client = $client AND service = $service "
      "AND state IN ('in_session', 'checked_out') AND start_at >= $since");
  kept.bind("$client", client).bind("$service", service).bind("$since", since);
  kept.next();
  return {booked.maybe_time(0), kept.maybe_time(0)};
}

}  // namespace alcove::appointments
