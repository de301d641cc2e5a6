// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/operator/contract.h"

namespace alcove::operation {

std::string head_words(const HeadFacts& head);

// What `verify` found, for the operator: one line that says good or bad, each problem in a line of
// its own, and what to do. Only what was read and is not as it should be is called altered.
std::string verify_words(const VerifyReply& reply);

}  // namespace alcove::operation
