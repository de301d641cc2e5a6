// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/operator/contract.h"

namespace alcove::operation {

std::string head_words(const HeadFacts& head);

// What `verify` found, for the operator: one line that says good or bad, each problem in a line of
// its own, and what to do. Only what was read and is not as it should be is called altered.
std::string verify_words(const VerifyReply& reply);

// What it comes to when a part of the check stops with that error: kUnanswered for what could not
// be read (the disk does not answer or is full, the store is in use, too much is read at once), and
// else kAltered.
Verdict verdict_of(ErrorCode code);

}  // namespace alcove::operation
