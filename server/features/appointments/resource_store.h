// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/resources.h"

// The SQL of interpreters and equipment: rows in, rows out, nothing decided.
namespace alcove::appointments {

std::vector<api::resources::Resource> list_resources(store::ReadTxn& txn);  // by name
std::optional<api::resources::Resource> find_resource(store::ReadTxn& txn,
                                                      const api::resources::ResourceId& id);
// Adds, or changes what has that id.
void put_resource(audit::WriteTxn& txn, const api::resources::Resource& resource);
// Visits that take it, hold their time and have not ended; a session of several is one.
std::int64_t count_coming_with(store::ReadTxn& txn, const api::resources::ResourceId& id,
                               UtcTime now);

// Ids as a visit's row has them. Fault (kCorrupt) for what is none, or not there.
std::vector<api::resources::ResourceId> resources_in(const store::Statement& row, int column);
std::vector<api::resources::Resource> resources_of(
    store::ReadTxn& txn, const std::vector<api::resources::ResourceId>& ids);
std::vector<api::resources::TakenResource> taken_of(
    store::ReadTxn& txn, const std::vector<api::resources::ResourceId>& ids);

}  // namespace alcove::appointments
