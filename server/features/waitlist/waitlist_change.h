// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/features/waitlist/waitlist.h"
#include "server/features/waitlist/waitlist_store.h"

// What every change of the waitlist has in common: who may, whether it still waits, and what it
// leaves behind.
namespace alcove::waitlist {

// The access decision for the client's record. kForbidden.
Result<void> may_change(const access::Principal& principal, store::ReadTxn& txn,
                        const ClientId& client);
// kNotFound, kForbidden.
Result<Entry> entry_to_change(const access::Principal& principal, audit::WriteTxn& txn,
                              const WaitEntryId& id);
// kConflict, kTooMany.
Result<void> check_revision(const audit::WriteTxn& txn, const Entry& entry,
                            std::int64_t base_revision);
Result<void> check_waits(const Entry& entry);  // kWrongState

// Who makes this change now, and where.
api::availability::Made made_now(const access::Principal& principal, const audit::WriteTxn& txn);
std::optional<api::clinic_setup::Service> service_of(store::ReadTxn& txn,
                                                     const api::waitlist::ServiceId& id,
                                                     const appointments::Site& site, UtcTime now);

// Writes the entry as booked; the caller accounts for it.
Entry end_waiting(const access::Principal& principal, audit::WriteTxn& txn, Entry entry,
                  const AppointmentId& booked, const appointments::Site& site);

// The event in the chain and the news to the terminals.
void account(audit::WriteTxn& txn, const char* action, const Entry& entry, std::string detail);

}  // namespace alcove::waitlist
