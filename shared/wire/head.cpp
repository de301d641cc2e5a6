// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/head.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "shared/base/bytes.h"

namespace alcove::wire {
namespace {

bool read_number(std::string_view text, std::int64_t& out) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc() && end == text.data() + text.size() && out >= 0;
}

}  // namespace

std::string format_head(const Head& head) {
  return fmt::format("{}.{}.{}", head.epoch, head.number, to_hex(head.hash));
}

Result<Head> parse_head(std::string_view text) {
  const Error refusal{ErrorCode::kMalformed, {}, "a head is written epoch.number.hash"};
  const std::size_t first = text.find('.');
  const std::size_t second = text.find('.', first == std::string_view::npos ? first : first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return refusal;
  Head head;
  const Result<Bytes> hash = from_hex(text.substr(second + 1));
  if (!read_number(text.substr(0, first), head.epoch) ||
      !read_number(text.substr(first + 1, second - first - 1), head.number) || !hash ||
      hash->size() != head.hash.size()) {
    return refusal;
  }
  std::copy(hash->begin(), hash->end(), head.hash.begin());
  return head;
}

}  // namespace alcove::wire
