// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/reminder_papers.h"

// The SQL of reminders: rows in, rows out, nothing decided.
namespace alcove::reminders {

using api::reminders::Letterhead;
using api::reminders::ReminderTry;
using api::reminders::ReminderTryId;
using api::waitlist::Made;

Letterhead read_letterhead(store::ReadTxn& txn);
// When it was written last.
std::optional<UtcTime> letterhead_at(store::ReadTxn& txn);
void insert_letterhead(audit::WriteTxn& txn, const Letterhead& letterhead, const Made& made);

struct StoredTry {
  ClientId client{};
  std::set<AppointmentId> visits{};
  ReminderTry one{};
};
bool has_try(store::ReadTxn& txn, const ReminderTryId& id);
void insert_try(audit::WriteTxn& txn, LocalDate day, const StoredTry& made);
// By client, the first one first.
std::map<ClientId, std::vector<StoredTry>> tries_of(store::ReadTxn& txn, LocalDate day);

}  // namespace alcove::reminders
