// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/check_in/check_in.h"

// The desk's side: corrections with both values, what was signed, calls for help.
namespace alcove::check_in {

Result<http::Answer<api::check_in::OfClientReply>> read_of_client(
    const access::Principal& principal, const api::check_in::OfClientRequest& request,
    store::ReadTxn& txn, const appointments::Site& site, UtcTime now, const Hooks& hooks);

Result<wire::Nothing> decide(const access::Principal& principal,
                             const api::check_in::DecideRequest& request, audit::WriteTxn& txn,
                             const appointments::Site& site);

Result<http::Answer<api::check_in::HelpCalls>> read_help_calls(store::ReadTxn& txn);
Result<http::Answer<api::check_in::WaitingCalls>> read_waiting_calls(store::ReadTxn& txn);
Result<wire::Nothing> answer_call(const api::check_in::AnswerCallRequest& request,
                                  audit::WriteTxn& txn);

}  // namespace alcove::check_in
