// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/principal.h"
#include "server/audit/write_txn.h"
#include "server/features/appointments/appointments.h"
#include "server/http/router.h"
#include "shared/api/waitlist_report.h"
#include "shared/api/waitlist_steps.h"

// The face of the waitlist: who waits for a visit, who could have a time that fell free, and how
// long people waited. README.md beside this file tells routes, tables and invariants. Thread-safe
// in the sense of the transaction that it is handed; keeps no state of its own.
namespace alcove::waitlist {

// `ledger` and `site` outlive the router.
void add_routes(http::Router& router, const audit::Ledger& ledger, const appointments::Site& site);

// Whose the entry is; for what was set aside.
std::optional<ClientId> client_of(store::ReadTxn& txn, const api::waitlist::WaitEntryId& entry);
std::optional<ClientId> client_of(store::ReadTxn& txn, const api::waitlist::WaitOfferId& offer);

// What the routes do, for the synthetic clinic and tests: the same checks, history and events.
Result<api::waitlist::Entry> set_entry(const access::Principal& principal,
                                       const api::waitlist::SetRequest& request,
                                       audit::WriteTxn& txn, const appointments::Site& site);
Result<api::waitlist::Entry> close(const access::Principal& principal,
                                   const api::waitlist::CloseRequest& request, audit::WriteTxn& txn,
                                   const appointments::Site& site);
Result<api::waitlist::Entry> reopen(const access::Principal& principal,
                                    const api::waitlist::ReopenRequest& request,
                                    audit::WriteTxn& txn, const appointments::Site& site);
Result<api::waitlist::Try> log_try(const access::Principal& principal,
                                   const api::waitlist::TryRequest& request, audit::WriteTxn& txn,
                                   const appointments::Site& site);
Result<api::waitlist::Offer> offer(const access::Principal& principal,
                                   const api::waitlist::OfferRequest& request, audit::WriteTxn& txn,
                                   const appointments::Site& site);
Result<appointments::Appointment> take_offer(const access::Principal& principal,
                                             const api::waitlist::TakeRequest& request,
                                             audit::WriteTxn& txn, const appointments::Site& site);
Result<api::waitlist::Offer> decline_offer(const access::Principal& principal,
                                           const api::waitlist::DeclineRequest& request,
                                           audit::WriteTxn& txn, const appointments::Site& site);

// Of the book's site (`zone_followers`): the times that are offered stay at what was said on the
// wall. Until when one may be thought about is an instant, and stays.
void follow_zone(audit::WriteTxn& txn, const appointments::Site& site);

}  // namespace alcove::waitlist
