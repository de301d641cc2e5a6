// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

// The system's calls on files below one folder, of which one fails: the linker leads every such
// call of the program through here (CMakeLists.txt).
namespace alcove::testing {

enum class Call : std::uint8_t { kOpen, kRead, kWrite, kSync, kRename };
inline constexpr Call kCalls[] = {Call::kOpen, Call::kRead, Call::kWrite, Call::kSync,
                                  Call::kRename};
const char* word_of(Call call);

// From its making until its end; one at a time. Thread-safe.
class FailingCalls {
 public:
  explicit FailingCalls(const std::filesystem::path& folder);
  ~FailingCalls();
  FailingCalls(const FailingCalls&) = delete;
  FailingCalls& operator=(const FailingCalls&) = delete;

  // Counts anew, and lets the call of that number fail (the first is 1; 0: none) with this errno.
  // With ENOSPC a write takes half of its bytes first where there are several, as a disk does.
  static void fail(Call call, std::size_t number, int problem);
  static void let_all_pass();
  struct Wanted {
    Call call = Call::kOpen;
    std::size_t number = 0;
    int problem = 0;
  };
  // What `fail` was told last.
  static Wanted wanted();
  // What comes from now on is no part of the count.
  static void stop_counting();
  // How many calls of that kind there were since.
  static std::size_t count(Call call);
  // Whether the one that was to fail has been made.
  static bool has_failed();
};

}  // namespace alcove::testing
