// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>

#include "server/audit/ledger.h"
#include "server/features/appointments/appointments.h"
#include "shared/api/series.h"
#include "shared/api/series_settle.h"

// The face of series: visits that come again by a rule. README.md beside this file tells routes,
// tables and invariants. Everything here is thread-safe in the sense of the transaction that it is
// handed; it keeps no state of its own.
namespace alcove::series {

// What series are told of the rest of the house. Outlives the router.
struct Setting {
  const appointments::Site& site;
  RandomSource& random;  // for the ids of appointments that the box makes
  // Whether there is a note of the visit: such a visit never changes. Not set: there are no notes.
  std::function<bool(store::ReadTxn&, const AppointmentId&)> documented{};
};

void add_routes(http::Router& router, const audit::Ledger& ledger, const Setting& setting);

// Whose series it is; nothing where there is none. Whoever asks accounts for it.
std::optional<ClientId> whose(store::ReadTxn& txn, const api::series::SeriesId& id);

// Says of each visit of a series by which rule it comes again; the rows are already what whoever
// asks may see.
void add_repeats(store::ReadTxn& txn, std::span<api::appointments::BoardRow> rows);

// What the routes do, for the synthetic clinic and tests: the same checks, history and events.
Result<api::series::Preview> preview(const access::Principal& principal,
                                     const api::series::Edit& edit, store::ReadTxn& txn,
                                     const Setting& setting, UtcTime now);
Result<api::series::Applied> apply(const access::Principal& principal,
                                   const api::series::ApplyRequest& request, audit::WriteTxn& txn,
                                   const Setting& setting);
Result<api::series::Series> settle(const access::Principal& principal,
                                   const api::series::SettleRequest& request, audit::WriteTxn& txn,
                                   const Setting& setting);

// The work of a night: every series has its dates of the year ahead in the book, and those that
// have no place there are listed. A write for each series that needs one.
struct Extended {
  std::int64_t booked = 0;
  std::int64_t colliding = 0;
};
Extended extend_all(audit::Ledger& ledger, const Setting& setting);

}  // namespace alcove::series
