// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "server/store/connection.h"

namespace alcove::store {

// Reads and authenticates every page of the store through a connection of its own, and checks every
// index and reference. Empty when all is good, else what was found, at most 20: kCorrupt for what
// was read and is damaged or was altered; another code for what could not be read, kStorageFault
// where the disk does not answer. `progress` (may be empty) hears pages done and pages in all.
std::vector<Error> find_bad_pages(const std::filesystem::path& file, const Key256& page_key,
                                  const ConnectionOptions& options,
                                  const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace alcove::store
