// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/session_store.h"

namespace alcove::access {

// The reason of a restore: nobody goes on with a token that the backup knew, because who signed
// out, was locked out or reset after it does not stand in there. When such a session really ended
// is not known, so its SessionLife reaches to when it would have run out.
inline constexpr const char* kEndedByRestore = "restored";

// Everybody's; otherwise as end_session.
std::vector<SessionId> end_every_session(audit::WriteTxn& txn, const char* why);

}  // namespace alcove::access
