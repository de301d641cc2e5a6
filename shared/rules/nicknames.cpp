// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/nicknames.h"

#include <algorithm>
#include <map>

#include "shared/base/check.h"
#include "shared/rules/name_folding.h"

namespace alcove::embedded {
extern const std::string_view nicknames_en;
extern const std::string_view nicknames_es;
}  // namespace alcove::embedded

namespace alcove::rules {
namespace {

using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

void add_row(Lists& lists, std::string_view row) {
  const std::string name = fold_name(take_until(row, ','));
  ALCOVE_CHECK(!name.empty() && !row.empty());
  while (!row.empty()) {
    const std::string nickname = fold_name(take_until(row, ','));
    if (nickname == name) continue;
    lists[name].push_back(nickname);
    lists[nickname].push_back(name);
  }
}

Lists read_lists() {
  Lists lists;
  for (std::string_view file : {embedded::nicknames_en, embedded::nicknames_es}) {
    while (!file.empty()) {
      const std::string_view row = take_until(file, '\n');
      if (!row.empty() && row.front() != '#') add_row(lists, row);
    }
  }
  for (auto& [name, others] : lists) {
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
  }
  return lists;
}

}  // namespace

const std::vector<std::string>& nicknames_of(std::string_view folded) {
  static const Lists lists = read_lists();
  static const std::vector<std::string> none;
  const auto found = lists.find(folded);
  return found == lists.end() ? none : found->second;
}

bool are_nicknames(std::string_view folded_a, std::string_view folded_b) {
  const std::vector<std::string>& others = nicknames_of(folded_a);
  return std::binary_search(others.begin(), others.end(), folded_b);
}

}  // namespace alcove::rules
