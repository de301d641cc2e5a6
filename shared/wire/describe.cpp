// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/describe.h"

#include <fmt/format.h>

namespace alcove::wire::detail {

std::string text_type(const Text& limit) {
  const char* kind = limit.secret ? "secret" : limit.multi_line ? "text of many lines" : "text";
  return fmt::format("{}, {} to {} characters", kind, limit.min, limit.max);
}

std::string range_type(const Range& limit) {
  return fmt::format("whole number, {} to {}", limit.min, limit.max);
}

}  // namespace alcove::wire::detail
