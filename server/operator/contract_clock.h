// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

// A person says that the machine's clock is right, though it was set. Answered by a running server
// only, also by one that waits for just that.
inline constexpr Command<wire::Nothing, StatusReply> kClockConfirm{"clock_confirm"};

}  // namespace alcove::operation
