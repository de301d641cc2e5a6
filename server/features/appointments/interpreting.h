// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff_languages.h"
#include "server/features/appointments/resource_rules.h"
#include "server/features/appointments/resource_store.h"
#include "shared/api/appointment_record.h"
#include "shared/api/client_record.h"

namespace alcove::appointments {

// Whether somebody has to interpret: the client's record says that one is needed, and nobody has
// said that the clinician speaks that language. Of a session of several it is asked of who leads.
inline bool needs_interpreter(store::ReadTxn& txn, const api::clients::Details& client,
                              const StaffId& clinician) {
  return client.needs_interpreter && !access::speaks(txn, clinician, client.language);
}

// The same of a visit: not where somebody who interprets into that language is booked for it.
inline bool lacks_interpreter(store::ReadTxn& txn, const api::clients::Details& client,
                              const api::appointments::Appointment& visit) {
  return needs_interpreter(txn, client, visit.clinician) &&
         !one_interprets(resources_of(txn, visit.resources), client.language);
}

}  // namespace alcove::appointments
