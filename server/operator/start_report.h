// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/operator/box.h"
#include "server/operator/contract_start.h"
#include "shared/api/administration_box.h"

namespace alcove::operation {

// Checks a box that a server has just opened. After an unclean end every page, index and reference
// and the whole audit chain are read before anybody is served; otherwise what the opening itself
// has looked at is enough. kCorrupt with the first finding: nothing was changed.
Result<StartReport> check_start(Box& box);

// One line for the journal, and for `alcovectl status`.
std::string start_words(const StartReport& report);

// For the administrators' screens, until the box is started after it ended as asked.
std::optional<api::administration::StartedAgain> started_again(const Box& box);

}  // namespace alcove::operation
