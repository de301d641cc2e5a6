// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "server/store/connection.h"

namespace alcove::store {

// Copies one consistent snapshot of the store into a new file under the same key, fsynced. Writers
// go on meanwhile. Throws Fault: kAlreadyExists, kNoSpace, kStorageFault; what was written of the
// copy is removed then. `progress` (may be empty) hears pages done and pages in all.
void copy_pages(Connection& source, const std::filesystem::path& target, const Key256& page_key,
                const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace alcove::store
