// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/fill.h"

#include <algorithm>

#include "shared/base/check.h"

namespace alcove::text {

std::string fill(std::string_view message, std::initializer_list<Argument> arguments) {
  std::string out;
  while (true) {
    const std::size_t open = message.find('{');
    if (open == std::string_view::npos) break;
    const std::size_t close = message.find('}', open);
    ALCOVE_CHECK(close != std::string_view::npos);
    const std::string_view name = message.substr(open + 1, close - open - 1);
    const auto* const found =
        std::find_if(arguments.begin(), arguments.end(),
                     [&](const Argument& argument) { return argument.name == name; });
    ALCOVE_CHECK(found != arguments.end());
    out.append(message.substr(0, open));
    out.append(found->value);
    message.remove_prefix(close + 1);
    // "p. m." or "Jr." at the end of a sentence has its full stop already.
    if (!out.empty() && out.back() == '.' && !message.empty() && message.front() == '.') {
      message.remove_prefix(1);
    }
  }
  out.append(message);
  return out;
}

}  // namespace alcove::text
