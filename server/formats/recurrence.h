// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/time.h"
#include "shared/rules/recurrence_rule.h"

// Which days and times a series comes to. Pure and thread-safe; no store, no clock. The days are
// libical's, of a rule within the subset of shared/rules/recurrence_rule.h; COUNT, UNTIL, days
// taken out, days added and daylight saving are counted here.
namespace alcove::recurrence {

inline constexpr std::size_t kMaxInstances = 9999;  // of one answer
inline constexpr std::size_t kMaxExdates = 1000;    // of one series
inline constexpr std::size_t kMaxRdates = 1000;     // of one series

// Wall-clock time stays across daylight saving: 10:00 in winter is 10:00 in summer.
struct Series {
  LocalDateTime start;  // the first instance; the rule must come to it
  Zone zone;
  rules::RecurrenceRule rule;
  std::vector<LocalDateTime> exdates;  // instances taken out, by the wall-clock time of the rule
  // Instances besides those of the rule, each with a time of its own, in any order. Not before the
  // start; one to which the rule comes too is one instance.
  std::vector<LocalDateTime> rdates{};
};

struct Instance {
  LocalDateTime local;  // as the clock on the wall shows it
  UtcTime utc;
  bool shifted_from_gap = false;  // the rule's own time does not exist on this day: moved forward
  LocalDateTime said;             // by the rule, or by the day added; other than local when shifted

  friend bool operator==(const Instance&, const Instance&) = default;
};

enum class More : std::uint8_t {
  kNone,
  kFollow,
  kYearsEnd,  // none up to the last year that is known here, though the rule itself goes on
};

struct Expansion {
  std::vector<Instance> instances;             // ascending, no two at one instant
  More more = More::kNone;                     // whether the series goes on behind the last of them
  std::vector<LocalDateTime> strange_exdates;  // those to which nothing comes
};

// The first `limit` instances (1 to kMaxInstances). A time that daylight saving skips moves forward
// by what was skipped and is flagged; a time that comes twice is the first of the two. Instances
// taken out count towards COUNT, days added do not, and stay where the rule has ended. What is
// taken out is taken out, days added too. UNTIL is compared with instants and belongs to the
// series. Every series ends with the year 2199, the last that parse_date knows: so ends the search
// too.
//
// Errors: kOutOfRange, field "start" when the rule does not come to it; field "rule" when it is
// outside of the subset or ends before the start; field "limit"; field "rdate" when one lies before
// the start; kTooMany, fields "exdates" and "rdate".
Result<Expansion> expand(const Series& series, std::size_t limit);

// Of `dates` those on a day to which the rule does not come, whatever their time; in their order.
// Days added and taken out do not count. Errors: those of expand.
Result<std::vector<LocalDateTime>> off_the_rule(Series series,
                                                const std::vector<LocalDateTime>& dates);

}  // namespace alcove::recurrence
