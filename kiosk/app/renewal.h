// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/base/error.h"

// Between two clients the lobby's program replaces itself: the same file, arguments and process id,
// and a memory in which nothing is left of the client before. Nothing is handed over but what the
// caller names, and every other open file but the standard three is closed.
namespace alcove::shell {

struct Renewal {
  std::vector<std::string> arguments{};    // of the program, its own name first
  std::vector<std::string> environment{};  // "NAME=value", put in place of what there is
  std::vector<int> left_open{};            // files that the new program finds open
};

// Returns only when it did not work (kUnavailable): the program goes on as it is. Whatever other
// threads were doing ends where it stands; close what has to be closed properly first.
Error replace_program(const Renewal& renewal);

}  // namespace alcove::shell
