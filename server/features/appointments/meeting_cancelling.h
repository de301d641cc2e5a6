// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/meeting_store.h"
#include "shared/api/meeting_cancelling.h"

namespace alcove::appointments {

// What it comes to, place by place, that `by` cancels the meeting now; of a cancelled one, what it
// came to, whoever did it.
api::appointments::CancellingReply cancelling_of(store::ReadTxn& txn, const Meeting& meeting,
                                                 api::appointments::CancelledBy by, UtcTime now);

}  // namespace alcove::appointments
