// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "shared/api/waiting_room.h"

// What a display in the waiting room shows. See README.md. Keeps nothing.
namespace alcove::waiting_room {

// Ledger and site outlive the router.
void add_routes(http::Router& router, const audit::Ledger& ledger, const appointments::Site& site);

api::waiting_room::DisplayReply read_display(store::ReadTxn& txn, const appointments::Site& site,
                                             UtcTime now);

}  // namespace alcove::waiting_room
