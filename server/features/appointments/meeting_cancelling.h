// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/appointments.h"
#include "server/features/appointments/meeting_store.h"
#include "shared/api/meeting_cancelling.h"

namespace alcove::appointments {

// What it comes to, place by place, that `by` cancels the meeting now; of a cancelled one, what it
// came to, whoever did it. Of a moved one also who knows of the time that it has now.
api::appointments::CancellingReply cancelling_of(store::ReadTxn& txn, const Meeting& meeting,
                                                 api::appointments::CancelledBy by, UtcTime now,
                                                 const Site& site);

// How many know of the time that a moved meeting has now.
std::int64_t count_knowing(const api::appointments::CancellingReply& reply);

}  // namespace alcove::appointments
