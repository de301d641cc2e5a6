// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/features/appointments/meeting_store.h"
#include "server/features/appointments/zone_times.h"

// The SQL of zone_times.h: rows in, rows out, nothing decided.
namespace alcove::appointments {

// Those that begin after `now`, whatever their state: what was cancelled can come back.
std::vector<Appointment> visits_to_come(store::ReadTxn& txn, UtcTime now);
std::vector<Meeting> meetings_to_come(store::ReadTxn& txn, UtcTime now);
// What is computed of them; what was said of them stays, and so does the revision. The places of a
// meeting are visits by themselves.
void put_times(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until);
void put_times(audit::WriteTxn& txn, const Meeting& meeting, UtcTime held_until);
void insert_zone_report(audit::WriteTxn& txn, const ZoneReport& report);

}  // namespace alcove::appointments
