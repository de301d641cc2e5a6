// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/time.h"

// The clock that a calendar file brings itself (VTIMEZONE, RFC 5545, 3.6.5), as calendar programs
// write it: stretches of time that begin once, or every year on a weekday of a month. One that
// repeats otherwise is not read. Pure and thread-safe.
namespace alcove::ical {

inline constexpr std::size_t kMaxStretches = 50;  // of one zone
inline constexpr std::size_t kMaxFileZones = 50;  // of one file

struct Yearly {
  std::chrono::month month{};
  int nth = 0;  // of the month: 2 the second, -1 the last
  std::chrono::weekday day{};
};
struct Stretch {
  LocalDateTime start;           // on the clock that went before
  std::chrono::minutes from{0};  // ahead of UTC, before
  std::chrono::minutes to{0};    // and from then on
  std::optional<Yearly> yearly{};
  std::optional<UtcTime> until{};  // the last time at which it can begin
};

class FileZone {
 public:
  explicit FileZone(std::vector<Stretch> stretches) : stretches_(std::move(stretches)) {}

  // Ahead of UTC at that moment.
  std::chrono::minutes offset_at(UtcTime time) const;

 private:
  std::vector<Stretch> stretches_;  // one at least
};

// Those of a file that can be read, by TZID; of two of one name the first.
std::map<std::string, FileZone> zones_of_file(std::string_view text);

}  // namespace alcove::ical
