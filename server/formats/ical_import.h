// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/time.h"

// The appointments of somebody's calendar file, as RFC 5545 writes it and as Google and Outlook
// export it. Of each event what a booking needs is read, with the line of the file it stands on;
// what would change its meaning and is not read (a moved date of a series, a whole day, another
// zone) is a problem that names the part. Pure and thread-safe.
namespace alcove::ical {

inline constexpr std::size_t kMaxLineBytes = 16384;    // of one line, unfolded
inline constexpr std::size_t kMaxReadExdates = 1000;   // of one event
inline constexpr std::size_t kMaxReadRdates = 1000;    // of one event
inline constexpr std::size_t kMaxReadProblems = 1000;  // after which reading ends

struct ReadEvent {
  std::int64_t line = 0;  // on which the event begins
  std::string summary;
  std::string location;
  std::vector<std::string> categories;
  LocalDateTime start;  // on the wall of the zone that was asked for
  std::int64_t minutes = 0;
  std::string rule;  // as it is written; empty: once
  std::vector<LocalDateTime> exdates;
  std::vector<LocalDateTime> rdates;  // dates besides the start and the rule's
  bool cancelled = false;
};

struct ReadProblem {
  std::int64_t line = 0;
  std::string part;    // "RRULE"; empty: of the file
  std::string reason;  // never what stands in the file
  friend bool operator==(const ReadProblem&, const ReadProblem&) = default;
};

struct ReadCalendar {
  std::vector<ReadEvent> events;  // those without a problem, as they stand in the file
  std::vector<ReadEvent> faulty;  // the others: nothing of their times is to be relied on
  std::vector<ReadProblem> problems;
};

// A time without a zone is one on the wall of `zone`; one in UTC is brought there; one of another
// zone is taken where its clock shows the same from then on for two years (by any name that
// outlook_zones.h knows, or by the rules that the file brings itself), and is a problem elsewhere.
ReadCalendar read(std::string_view text, const Zone& zone, std::size_t max_events);

}  // namespace alcove::ical
