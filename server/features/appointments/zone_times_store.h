// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/features/appointments/zone_times.h"

// The SQL of zone_times.h: rows in, rows out, nothing decided.
namespace alcove::appointments {

// Those that hold their time and begin after `now`.
std::vector<Appointment> visits_to_come(store::ReadTxn& txn, UtcTime now);
// What is computed of the visit; what was said of it stays, and so does its revision.
void put_times(audit::WriteTxn& txn, const Appointment& appointment, UtcTime held_until);
void insert_zone_report(audit::WriteTxn& txn, const ZoneReport& report);

}  // namespace alcove::appointments
