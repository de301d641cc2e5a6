// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/ledger.h"
#include "server/features/absences/absences.h"
#include "server/features/appointments/appointments.h"
#include "shared/api/reminder_papers.h"

// The face of reminders: whom to remind of a day's visits, who
// tried, and the papers for it. README.md beside this file tells routes, tables and invariants.
// Thread-safe in the sense of the transaction that it is handed; keeps no state.
namespace alcove::reminders {

// `ledger` and `absences`, with its site, outlive the router.
void add_routes(http::Router& router, const audit::Ledger& ledger,
                const absences::Setting& absences);

// What the routes do, for the synthetic clinic and tests: the same checks and events.
Result<api::reminders::Letterhead> set_letterhead(const access::Principal& principal,
                                                  const api::reminders::Letterhead& request,
                                                  audit::WriteTxn& txn);
Result<api::reminders::ReminderTry> log_try(const access::Principal& principal,
                                            const api::reminders::TryRequest& request,
                                            audit::WriteTxn& txn);

}  // namespace alcove::reminders
