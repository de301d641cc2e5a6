// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>

#include "server/store/read_txn.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"

namespace alcove::hello {

inline constexpr std::string_view kAlarmAction = "terminal.head_unknown";
// A stopped terminal asks every few seconds, so that it goes on by itself when it can: the same
// alarm is an event once in this time.
inline constexpr std::chrono::hours kAlarmAgain{1};

// Whether the newest that the chain has of this terminal is an alarm whose detail begins with
// `what`, from `since` to `until`.
bool has_told(store::ReadTxn& txn, const DeviceId& terminal, std::string_view what, UtcTime since,
              UtcTime until);

}  // namespace alcove::hello
