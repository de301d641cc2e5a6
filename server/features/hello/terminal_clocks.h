// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>

#include "shared/base/ids.h"
#include "shared/base/time.h"

// What the terminals' clocks say, against the box's: each terminal tells its own time with its
// hello. One wrong terminal says nothing about the box; most of them do.
namespace alcove::hello {

inline constexpr std::chrono::minutes kClocksApart{3};
inline constexpr std::size_t kFewestClocks = 2;  // of one other clock nobody can say which is wrong

// Thread-safe.
class TerminalClocks {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::hours kRemembered{24};
  static constexpr std::size_t kMostClocks = 1000;  // a terminal more is not noted

  // `ahead`: the terminal's time less the box's; negative: behind.
  void note(const DeviceId& device, std::chrono::milliseconds ahead,
            Steady now = std::chrono::steady_clock::now());

  struct Difference {
    std::size_t apart = 0;  // terminals that are apart from the box, all to the same side
    std::size_t all = 0;    // terminals that said their time within kRemembered
    std::chrono::milliseconds ahead{};  // the one in the middle of those that are apart
  };
  // Nothing unless kFewestClocks have told, and more than half of all are apart by kClocksApart or
  // more, to the same side.
  std::optional<Difference> difference(Steady now = std::chrono::steady_clock::now());

 private:
  struct Heard {
    std::chrono::milliseconds ahead;
    Steady at;
  };
  std::mutex mutex_;
  std::map<DeviceId, Heard> heard_;
};

}  // namespace alcove::hello
