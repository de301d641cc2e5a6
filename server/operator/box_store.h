// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/crypto/crypto.h"
#include "shared/wire/fields.h"

// The SQL of the operator's room: rows in, rows out, nothing decided.
namespace alcove::operation {

struct BoxFacts {
  StoreId store;
  UtcTime created;
  std::string clinic;
  std::string zone;
  std::int64_t key_generation = 0;
  std::int64_t backup_within_hours = 26;  // without a good backup for longer, the box says so
};
void insert_box(audit::WriteTxn& txn, const BoxFacts& facts);
std::optional<BoxFacts> find_box(store::ReadTxn& txn);
void set_backup_within_hours(audit::WriteTxn& txn, std::int64_t hours);
void set_key_generation(audit::WriteTxn& txn, std::int64_t generation);

void insert_set_up_code(audit::WriteTxn& txn, const crypto::Hash256& hash, UtcTime expires);
bool any_set_up_code_used(store::ReadTxn& txn);

struct TableRows {
  std::string table;
  std::int64_t rows = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("table", self.table, wire::line(1, 64));
    visit("rows", self.rows, wire::range(0, INT64_MAX));
  }
  friend bool operator==(const TableRows&, const TableRows&) = default;
};
// Every table of the store, by name.
std::vector<TableRows> count_rows(store::ReadTxn& txn);

std::int64_t schema_number(store::ReadTxn& txn);

// Every condition that is there must hold. Newest first, at most `limit`, before event `before`.
struct EventFilter {
  std::optional<std::vector<ClientId>> clients{};
  std::optional<std::vector<StaffId>> people{};
  std::optional<std::vector<DeviceId>> devices{};
  std::optional<UtcTime> from{};
  std::optional<UtcTime> until{};
  std::optional<std::int64_t> before{};
  std::int64_t limit = 50;
};
std::vector<audit::StoredEvent> find_events(store::ReadTxn& txn, const EventFilter& filter);

// The newest tries to take a backup, newest first.
std::vector<audit::StoredEvent> newest_backup_tries(store::ReadTxn& txn, std::int64_t limit);

// When a terminal last said that it had seen a state which this store does not hold, from `since`
// on.
std::optional<UtcTime> newest_unknown_head_at(store::ReadTxn& txn, UtcTime since);

// Whether there is an event of restore_check.h after that one.
bool restore_checked_after(store::ReadTxn& txn, std::int64_t number);

// Whether that terminal has gone on after the event that began an epoch: somebody confirmed it
// there, or, on one that had seen nothing yet and was not asked, has signed in.
bool went_on_after(store::ReadTxn& txn, const DeviceId& terminal, std::int64_t number);

}  // namespace alcove::operation
