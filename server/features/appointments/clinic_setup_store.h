// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/clinic_setup.h"

// The SQL of rooms, services and the clinic's rules: rows in, rows out, nothing decided.
namespace alcove::appointments {

std::vector<api::clinic_setup::Room> list_rooms(store::ReadTxn& txn);  // by name
std::vector<api::clinic_setup::Service> list_services(store::ReadTxn& txn);
std::optional<api::clinic_setup::Room> find_room(store::ReadTxn& txn, const RoomId& id);
std::optional<api::clinic_setup::Service> find_service(store::ReadTxn& txn,
                                                       const api::appointments::ServiceId& id);
api::clinic_setup::Rules read_rules(store::ReadTxn& txn);

// Adds, or changes what has that id.
void put_room(audit::WriteTxn& txn, const api::clinic_setup::Room& room);
void put_service(audit::WriteTxn& txn, const api::clinic_setup::Service& service);
void put_rules(audit::WriteTxn& txn, const api::clinic_setup::Rules& rules);

// Appointments and meetings that hold the room and have not ended.
std::int64_t count_coming_in_room(store::ReadTxn& txn, const RoomId& room, UtcTime now);

}  // namespace alcove::appointments
