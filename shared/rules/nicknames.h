// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Which given names are short for which, English and Spanish; sources and licences stand in
// data/NOTICE. Read-only after the first use and thread-safe.
namespace alcove::rules {

// The names that stand beside this folded one in the lists, either way round: for "bill" among
// others "william" and "billy", for "william" among others "bill". Not the nicknames of nicknames.
const std::vector<std::string>& nicknames_of(std::string_view folded);

bool are_nicknames(std::string_view folded_a, std::string_view folded_b);

}  // namespace alcove::rules
