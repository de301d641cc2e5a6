// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/write_txn.h"
#include "shared/api/day_close.h"

// The SQL of closing a day: rows in, rows out, nothing decided.
namespace alcove::day_close {

using api::day_close::Closing;

// As it stands; revision 0 where nobody ever closed it.
Closing find_closing(store::ReadTxn& txn, LocalDate day);
// The new newest, under the actor of the transaction; its `made` is there.
void add_revision(audit::WriteTxn& txn, const Closing& closing);

}  // namespace alcove::day_close
