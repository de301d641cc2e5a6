// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace alcove::text {

// One named value for a placeholder.
struct Argument {
  std::string_view name;
  std::string_view value;
};

// The message with every "{name}" replaced by its argument. Values are put in as they are: braces
// and stars inside a value stay braces and stars; a full stop at a value's end is the sentence's
// too. A placeholder without an argument is our own bug.
std::string fill(std::string_view message, std::initializer_list<Argument> arguments);

}  // namespace alcove::text
