// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments_store.h"

namespace alcove::appointments {

void delete_appointment(audit::WriteTxn& txn, const AppointmentId& id) {
  txn.change("DELETE FROM appointment_step WHERE appointment = $id").bind("$id", id).execute();
  txn.change("DELETE FROM appointment WHERE id = $id").bind("$id", id).execute();
}

}  // namespace alcove::appointments
