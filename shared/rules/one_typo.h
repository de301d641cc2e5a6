// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// One slip of the finger: a letter too many, a letter missing, a wrong letter, or two neighbours
// swapped (Damerau-Levenshtein distance 1). Words are folded names in UTF-8; a letter is a code
// point. Pure and thread-safe.
namespace alcove::rules {

// In a search, words shorter than this are never mistyped: "Ana" and "Ada" are two names.
inline constexpr std::size_t kMinLettersForTypo = 4;

// True also when the words are the same. Says nothing about their length.
bool within_one_typo(std::string_view a, std::string_view b);

// The word with each of its letters left out, once each; nothing for a word shorter than
// kMinLettersForTypo. Two such words are within one typo only if one of them, or one of its keys,
// is the other or one of the other's keys. So an index of these keys finds every word within one
// typo of what was typed by looking up a dozen strings; within_one_typo then throws out the few
// that are two slips apart.
std::vector<std::string> typo_keys(std::string_view word);

}  // namespace alcove::rules
