// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/write_txn.h"
#include "shared/api/contact_wishes.h"

// The SQL of how clients ask to be reached: rows in, rows out, nothing decided.
namespace alcove::clients {

// Revision 0 and what holds without any, where nobody has written any down.
api::clients::WishesReply stored_wishes(store::ReadTxn& txn, const ClientId& client);
void insert_wishes(audit::WriteTxn& txn, const api::clients::WishesReply& wishes);

}  // namespace alcove::clients
