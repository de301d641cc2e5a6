// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/clients/client_rules.h"
#include "server/store/read_txn.h"
#include "shared/api/client_finding.h"

// Finding clients on one snapshot. Nothing here is accounted for in the audit chain: the route is.
namespace alcove::clients {

// kOutOfRange with field "text" for a query with nothing in it to search for.
Result<api::clients::SearchReply> search(store::ReadTxn& txn, const std::string& text,
                                         LocalDate today);

// Who may be this person already, the likeliest first, at most kMaxDuplicates. `details` were
// checked. The client itself, if it is registered already, is left out.
std::vector<api::clients::Duplicate> find_duplicates(
    store::ReadTxn& txn, const api::clients::Details& details,
    const std::optional<ClientId>& itself = std::nullopt);

}  // namespace alcove::clients
