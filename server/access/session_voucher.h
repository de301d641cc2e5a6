// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/ledger.h"
#include "shared/api/session_voucher.h"

// The box's word that a session was opened, which outlives the loss of the box: a restored one
// holds the same key. Thread-safe.
namespace alcove::access {

// Whether this box, or the one whose backup it was made of, gave that voucher.
bool is_voucher_of(const audit::Ledger& ledger, const api::session::Voucher& voucher,
                   const SessionId& session, const StaffId& staff, const DeviceId& device);

}  // namespace alcove::access
