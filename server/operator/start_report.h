// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/operator/box.h"
#include "server/operator/contract_start.h"

namespace alcove::operation {

// Checks a box that a server has just opened. After an unclean end every page, index and reference
// and the whole audit chain are read before anybody is served; otherwise what the opening itself
// has looked at is enough. kCorrupt with the first finding: nothing was changed.
Result<StartReport> check_start(Box& box);

// One line for the journal, and for `alcovectl status`.
std::string start_words(const StartReport& report);

}  // namespace alcove::operation
