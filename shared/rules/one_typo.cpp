// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/one_typo.h"

#include <algorithm>

namespace alcove::rules {
namespace {

// The letters as views: comparing them compares code points without decoding.
std::vector<std::string_view> letters(std::string_view word) {
  std::vector<std::string_view> list;
  for (std::size_t from = 0; from < word.size();) {
    std::size_t end = from + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    list.push_back(word.substr(from, end - from));
    from = end;
  }
  return list;
}

}  // namespace

bool within_one_typo(std::string_view a, std::string_view b) {
  if (a == b) return true;
  std::vector<std::string_view> longer = letters(a);
  std::vector<std::string_view> shorter = letters(b);
  if (longer.size() < shorter.size()) std::swap(longer, shorter);
  if (longer.size() > shorter.size() + 1) return false;
  const auto [first, second] =
      std::mismatch(shorter.begin(), shorter.end(), longer.begin(), longer.end());
  const std::vector<std::string_view> rest_short(first, shorter.end());
  const std::vector<std::string_view> rest_long(second, longer.end());
  const auto same_after = [&](std::size_t in_short, std::size_t in_long) {
    return std::equal(rest_short.begin() + static_cast<std::ptrdiff_t>(in_short), rest_short.end(),
                      rest_long.begin() + static_cast<std::ptrdiff_t>(in_long), rest_long.end());
  };
  if (rest_short.size() < rest_long.size()) return same_after(0, 1);
  if (same_after(1, 1)) return true;
  return rest_short.size() >= 2 && rest_short[0] == rest_long[1] && rest_short[1] == rest_long[0] &&
         same_after(2, 2);
}

std::vector<std::string> typo_keys(std::string_view word) {
  const std::vector<std::string_view> parts = letters(word);
  std::vector<std::string> keys;
  if (parts.size() < kMinLettersForTypo) return keys;
  for (std::size_t left_out = 0; left_out < parts.size(); ++left_out) {
    // Leaving out either of two equal neighbours gives the same key.
    if (left_out > 0 && parts[left_out] == parts[left_out - 1]) continue;
    std::string key;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != left_out) key += parts[i];
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace alcove::rules
