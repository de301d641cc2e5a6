// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/operator/contract_staff.h"

namespace alcove::ctl {

// One person in a line that ends: sign-in name, name, credential, roles, and what is not as usual.
std::string staff_line(const operation::StaffRow& row);

}  // namespace alcove::ctl
