// SPDX-License-Identifier: Apache-2.0
#include "server/features/absences/call_lists.h"

#include "server/features/absences/absence_rules.h"
#include "server/features/appointments/appointments.h"

namespace alcove::absences {

Calls calls_of(store::ReadTxn& txn, const AbsenceId& id) {
  return {visits_of(txn, id), tries_of(txn, id)};
}

std::set<ClientId> told_in(store::ReadTxn& txn, const Absence& absence, const Calls& calls) {
  std::set<ClientId> told;
  for (const StoredTry& one : calls.tries) {
    if (tells(one.one.outcome)) {
      told.insert(one.client);
    } else {
      told.erase(one.client);
    }
  }
  if (!absence.meeting) return told;
  for (const ToTell& one : calls.visits) {
    const auto place = appointments::find_appointment(txn, one.appointment);
    if (!place) throw Fault(ErrorCode::kCorrupt, "a list of a place that is not there");
    if (place->state == rules::AppointmentState::kConfirmed) told.insert(one.client);
  }
  return told;
}

}  // namespace alcove::absences
