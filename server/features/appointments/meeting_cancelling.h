// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/appointments/meeting_store.h"
#include "shared/api/meeting_cancelling.h"

namespace alcove::appointments {

// What cancelling the meeting comes to, place by place; of a cancelled one, what it came to.
api::appointments::CancellingReply cancelling_of(store::ReadTxn& txn, const Meeting& meeting);

}  // namespace alcove::appointments
