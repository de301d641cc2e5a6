// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/audit/write_txn.h"

namespace alcove::access {

// What must hold for a change, looked at within its write and before anything of it is done: a
// refusal leaves everything as it was. None: nothing more is asked.
using Proviso = std::function<Result<void>(audit::WriteTxn&)>;

inline Result<void> hold_to(const Proviso& proviso, audit::WriteTxn& txn) {
  return proviso ? proviso(txn) : Result<void>{};
}

}  // namespace alcove::access
