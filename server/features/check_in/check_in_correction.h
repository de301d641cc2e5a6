// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/check_in/check_in.h"
#include "server/features/check_in/correction_store.h"
#include "shared/api/check_in_correction.h"

// "This was somebody else": what was done under the wrong name goes to the right client.
namespace alcove::check_in {

Result<http::Answer<api::check_in::Correction>> read_preview(
    const access::Principal& principal, const api::check_in::PreviewRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now, const Hooks& hooks);

// Ends the check-in, where it still goes on, by `end_there`, within the same transaction.
using EndThere = std::function<void(audit::WriteTxn&, const CheckInRow&)>;
Result<api::check_in::Correction> correct(const access::Principal& principal,
                                          const api::check_in::CorrectRequest& request,
                                          audit::WriteTxn& txn, const appointments::Site& site,
                                          const Hooks& hooks, const EndThere& end_there);

// What still comes from the terminal's spool after the check-in was put right.
void withdraw(audit::WriteTxn& txn, const ProposalId& proposal, const ClientId& client);
void make_void(audit::WriteTxn& txn, const ConsentId& consent, const ClientId& client,
               const CorrectionRow& why);

}  // namespace alcove::check_in
