// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/audit/ledger.h"
#include "server/features/appointments/appointments.h"
#include "shared/api/absence_calls.h"

// The face of absences: somebody is away or the clinic is closed, and what is booked then is
// cancelled or given to colleagues in one step; and the lists of whom to tell, of moved sessions
// too. README.md beside this file tells routes, tables and invariants. Thread-safe in the sense of
// the transaction that it is handed; keeps no state.
namespace alcove::absences {

// Outlives the router.
struct Setting {
  const appointments::Site& site;
  // Whether there is a note of the visit: such a visit stays. Not set: there are no notes.
  std::function<bool(store::ReadTxn&, const AppointmentId&)> documented{};
};

// What the book asks of whoever keeps whom to tell of a session that was moved
// (`Site::meeting_telling`).
appointments::MeetingTelling session_telling();

void add_routes(http::Router& router, const audit::Ledger& ledger, const Setting& setting);

// What the routes do, for the synthetic clinic and tests: the same checks, history and events.
Result<api::absences::Preview> preview(const access::Principal& principal,
                                       const api::absences::Edit& edit, store::ReadTxn& txn,
                                       const Setting& setting, UtcTime now);
Result<api::absences::Applied> apply(const access::Principal& principal,
                                     const api::absences::ApplyRequest& request,
                                     audit::WriteTxn& txn, const Setting& setting);
Result<api::absences::CallTry> log_try(const access::Principal& principal,
                                       const api::absences::TryRequest& request,
                                       audit::WriteTxn& txn, const Setting& setting);
Result<http::Answer<api::absences::ListsReply>> lists(const access::Principal& principal,
                                                      const wire::Nothing& request,
                                                      store::ReadTxn& txn, const Setting& setting,
                                                      UtcTime now);
Result<http::Answer<api::absences::CallsReply>> calls(const access::Principal& principal,
                                                      const api::absences::CallsRequest& request,
                                                      store::ReadTxn& txn, const Setting& setting,
                                                      UtcTime now);

}  // namespace alcove::absences
