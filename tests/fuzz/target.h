// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/bytes.h"

// What every fuzz target shares. A target is one source of this folder: it hands the input to the
// code that reads such bytes from outside, and ends the program when one of that code's promises
// does not hold, as the sanitizers do for what no promise may do. The same source is linked with
// clang's libFuzzer (tests/fuzz/run) and with driver.cpp, for g++ (tests/run).

// libFuzzer's own name.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace alcove::fuzz {

// Inputs beyond those of the kept corpus, where a target can make them: in step with the code.
std::vector<std::string> made_seeds();

// Prints the promise that was broken, never a value, and ends the program.
void require(bool holds, const char* promise);

// Scratch folders go to a memory file system where there is one. Call it before the first of them.
void work_in_memory();

// Takes an input apart from its front; at its end there are zeros.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}
  bool at_end() const { return rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const std::uint8_t first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }
  // As many as there are, at most `count`.
  ByteView take(std::size_t count) {
    const ByteView taken = rest_.first(std::min(count, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  // Up to the next line feed, which goes too.
  std::string_view line() {
    const std::string_view all = as_text(rest_);
    const std::size_t end = std::min(all.find('\n'), all.size());
    rest_ = rest_.subspan(std::min(end + 1, rest_.size()));
    return all.substr(0, end);
  }
  ByteView rest() const { return rest_; }

 private:
  ByteView rest_;
};

}  // namespace alcove::fuzz
