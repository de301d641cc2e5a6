// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/clients/client_rules.h"
#include "server/store/read_txn.h"
#include "shared/api/client_history.h"

// The SQL of clients: rows in, rows out, nothing decided. The index of names and phones is
// client_index_store.h.
namespace alcove::clients {

std::optional<api::clients::Client> find_client(store::ReadTxn& txn, const ClientId& id);
std::optional<std::int64_t> record_number_of(store::ReadTxn& txn, const ClientId& id);
bool is_on_care_team(store::ReadTxn& txn, const ClientId& client, const StaffId& staff);

// The number that the next client gets.
std::int64_t next_record_number(store::ReadTxn& txn);

// All of them with details that were checked. Only `details` of an edit and `care_team` may differ
// from what is stored.
void insert_client(audit::WriteTxn& txn, const api::clients::Client& client);
void update_client(audit::WriteTxn& txn, const api::clients::Client& client);

// The client goes, with everything that is the client's alone but the index of names; what stays
// is which number and which id it had. Fault when something else refers to it.
void delete_client(audit::WriteTxn& txn, const api::clients::Client& client);

// Who changed something, as history keeps it.
struct Author {
  StaffId person;
  std::string person_name;
  std::string terminal_name;
};

void insert_changes(audit::WriteTxn& txn, const api::clients::Client& after, const Author& author,
                    const std::vector<FieldChange>& changes);

// The newest first, from `before` on down; one more than `limit` where there are more. The numbers
// are those to go on from.
struct NumberedChange {
  std::int64_t number = 0;
  api::clients::Change change;
};
std::vector<NumberedChange> read_changes(store::ReadTxn& txn, const ClientId& client,
                                         std::optional<std::int64_t> before, std::size_t limit);

}  // namespace alcove::clients
