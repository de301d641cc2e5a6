// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdio>
#include <string>

#include "shared/base/check.h"

namespace alcove::testing {

// What a program prints; it has to end well.
inline std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  ALCOVE_CHECK(pipe != nullptr);
  std::string out;
  std::array<char, 4096> piece{};
  while (const std::size_t got = fread(piece.data(), 1, piece.size(), pipe)) {
    out.append(piece.data(), got);
  }
  ALCOVE_CHECK(pclose(pipe) == 0);
  return out;
}

}  // namespace alcove::testing
