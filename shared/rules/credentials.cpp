// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/credentials.h"

#include <algorithm>

namespace alcove::rules {
namespace {

constexpr std::string_view kBetween = ",;/";

// As two of them are compared.
std::string bare(std::string_view credential) {
  std::string out;
  for (const char c : credential) {
    if (c == ' ' || c == '.' || c == '-') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

}  // namespace

std::vector<std::string> credentials_in(std::string_view typed) {
  std::vector<std::string> all;
  while (!typed.empty()) {
    const std::size_t end = std::min(typed.find_first_of(kBetween), typed.size());
    std::string_view one = typed.substr(0, end);
    typed.remove_prefix(std::min(end + 1, typed.size()));
    const std::size_t first = one.find_first_not_of(' ');
    if (first == std::string_view::npos) continue;
    one = one.substr(first, one.find_last_not_of(' ') - first + 1);
    all.emplace_back(one);
  }
  return all;
}

std::string credentials_line(const std::vector<std::string>& credentials) {
  std::string line;
  for (const std::string& one : credentials) line += (line.empty() ? "" : ", ") + one;
  return line;
}

bool has_credential(std::string_view held, const std::vector<std::string>& asked) {
  if (asked.empty()) return true;
  const std::vector<std::string> all = credentials_in(held);
  return std::any_of(all.begin(), all.end(), [&](const std::string& one) {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const std::string& other) { return bare(one) == bare(other); });
  });
}

bool are_credentials(const std::vector<std::string>& asked) {
  for (auto one = asked.begin(); one != asked.end(); ++one) {
    if (bare(*one).empty() || one->find_first_of(kBetween) != std::string::npos) return false;
    const bool again = std::any_of(
        asked.begin(), one, [&](const std::string& other) { return bare(other) == bare(*one); });
    if (again) return false;
  }
  return true;
}

}  // namespace alcove::rules
