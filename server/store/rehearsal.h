// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace alcove::store {

// The copy beside the store on which a change of its schema is tried first.
std::filesystem::path rehearsal_of(const std::filesystem::path& store);

// Removes what a program that was killed in the middle of that left behind, as large as the store.
void remove_rehearsal(const std::filesystem::path& store);

}  // namespace alcove::store
