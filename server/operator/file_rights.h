// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "server/operator/box_paths.h"

namespace alcove::operation {

// Refuses (kStorageFault) when the user of this program may not open one of these files and folders
// of the box, with whose it is and the command that gives it back. What is not there is passed
// over, and what the system refuses for another reason is told by what opens it.
Result<void> check_may_open(const BoxPaths& paths, const std::vector<std::filesystem::path>& files);

}  // namespace alcove::operation
