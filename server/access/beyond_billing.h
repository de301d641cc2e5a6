// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/access_decision.h"

namespace alcove::access {

// Beside kScheduleRead, for what stands around the book and on no bill: who waits and why, who
// belongs to a group, whom to call after an absence or a cancelled session. Granted to whoever
// changes the book or sees to privacy, so not to the biller, who bills visits
// (45 CFR 164.502(b); docs/decisions/0085-what-the-biller-does-not-see.md). kForbidden, as
// decide().
inline Result<void> decide_beyond_billing(const Principal& principal, Relation relation) {
  if (decide(principal, wire::Permission::kScheduleWrite, relation)) return {};
  return decide(principal, wire::Permission::kAuditRead, relation);
}

}  // namespace alcove::access
