// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/device_store.h"
#include "server/operator/contract_staff.h"
#include "server/operator/contract_terminals.h"

// Terminals and people as every command of the operator tells of them.
namespace alcove::operation {

TerminalRow terminal_row(const access::DeviceRecord& device);
StaffRow staff_row(const access::StaffRecord& staff);

}  // namespace alcove::operation
