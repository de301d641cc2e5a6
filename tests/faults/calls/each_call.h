// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <string>

#include "shared/base/error.h"
#include "tests/faults/calls/failing_calls.h"

namespace alcove::testing {

// All of tests/faults/run; every day some of each kind.
inline bool every_call() {
  return std::getenv("ALCOVE_EVERY_CALL") != nullptr;  // NOLINT(concurrency-mt-unsafe)
}

// Plays `story` once with nothing that fails, to count its calls, and then once for each of them
// with that one failing: in each of the ways in which a disk refuses. `story` says whether the
// failure was felt: anything was refused, that is, and not made good unseen.
inline void fail_each_call(const std::string& name, std::size_t every_day,
                           const std::function<bool()>& story) {
  std::size_t seen = 0;
  std::size_t refused = 0;
  for (const Call call : kCalls) {
    FailingCalls::fail(call, 0, 0);
    REQUIRE_FALSE(story());
    const std::size_t calls = FailingCalls::count(call);
    const std::size_t step = every_call() ? 1 : std::max<std::size_t>(1, calls / every_day);
    std::size_t played = 0;
    std::size_t felt = 0;
    for (const int problem : {EIO, ENOSPC}) {
      if (problem == ENOSPC && call == Call::kRead) continue;
      for (std::size_t number = 1; number <= calls; number += step) {
        INFO(name << ": " << word_of(call) << " " << number << " of " << calls << " fails with "
                  << problem);
        FailingCalls::fail(call, number, problem);
        felt += story() ? 1 : 0;
        FailingCalls::let_all_pass();
        ++played;
      }
    }
    fmt::print("every failing {} of {}: {} calls, {} failures played, {} refused something\n",
               word_of(call), name, calls, played, felt);
    seen += calls;
    refused += felt;
  }
  // A story whose calls go past the recording has proved nothing.
  REQUIRE(seen > 0);
  REQUIRE(refused > 0);
}

// The folders of every Scratch.
inline std::filesystem::path scratch_folders() {
  return std::filesystem::canonical(std::filesystem::temp_directory_path()) / "alcove-test-";
}

// Makes it again where the first try was refused; `felt` says so.
template <class Make>
auto made_in_the_end(const Make& make, bool& felt) {
  try {
    if (auto made = make()) return made;
  } catch (const Fault&) {
    // As good as a refusal.
  }
  felt = true;
  return make();
}

}  // namespace alcove::testing
