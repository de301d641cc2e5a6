// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/error.h"

// Between two clients the lobby's program replaces itself: the same file, arguments and process id,
// and a memory in which nothing is left of the client before. Nothing is handed over but what the
// caller names, and every other open file but the standard three is closed.
namespace alcove::shell {

// A file as it was open at one moment; the number alone may be another file's by now.
struct OpenFile {
  int number = -1;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};
// Everything but the standard three. At the start of a program: what it was started with. Whoever
// started it may watch that (cage knows by a pipe that its program runs), so it stays open.
std::vector<OpenFile> open_files();

struct Renewal {
  std::vector<std::string> arguments{};    // of the program, its own name first
  std::vector<std::string> environment{};  // "NAME=value", put in place of what there is
  std::vector<OpenFile> started_with{};    // left open where they still are the same
  std::vector<int> left_open{};            // and these
};

// Returns only when it did not work (kUnavailable): the program goes on as it is. Whatever other
// threads were doing ends where it stands; close what has to be closed properly first.
Error replace_program(const Renewal& renewal);

}  // namespace alcove::shell
