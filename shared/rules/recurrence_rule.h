// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/time.h"

// How a series repeats: the part of RFC 5545's recurrence rules that all programs read alike.
// Everything else is refused, also where the RFC's own examples use it:
//
//   FREQ        DAILY, WEEKLY, MONTHLY, YEARLY
//   INTERVAL    1 to 999
//   COUNT       1 to 9999, never beside UNTIL
//   UNTIL       a time in UTC (20261224T150000Z), itself included
//   WKST        the first day of the week, Monday unless said
//   BYDAY       plain days (MO,WE) with DAILY and WEEKLY; with MONTHLY either days with a number
//               (2MO, -1FR; 1 to 5 from either end), or plain days beside BYSETPOS
//   BYMONTHDAY  1 to 31 or -1 to -31, with MONTHLY and without BYDAY
//   BYSETPOS    1 to 31 or -1 to -31, with MONTHLY and plain days, no further than a month goes
//   BYMONTH     1 to 12, with MONTHLY and YEARLY
//
// Pure and thread-safe. Which days a rule comes to is server/formats/recurrence.h.
namespace alcove::rules {

inline constexpr std::size_t kMaxRuleText = 512;     // bytes
inline constexpr std::size_t kMaxListedValues = 64;  // of one part, as written
inline constexpr int kMaxRuleInterval = 999;         // days, weeks, months or years
inline constexpr int kMaxRuleCount = 9999;           // instances, those taken out included
inline constexpr int kMaxNthWeekday = 5;             // of a month, from either end
inline constexpr int kMaxMonthDay = 31;              // from either end; of BYSETPOS too
inline constexpr int kMaxMonth = 12;

enum class Frequency : std::uint8_t { kDaily, kWeekly, kMonthly, kYearly };

struct RuleDay {
  int nth = 0;  // of the month: 2 the second, -1 the last; 0 every one
  std::chrono::weekday day;

  friend bool operator==(const RuleDay&, const RuleDay&) = default;
};

struct RecurrenceRule {
  Frequency frequency = Frequency::kWeekly;
  int interval = 1;
  std::optional<int> count;
  std::optional<UtcTime> until;  // whole seconds, the years of parse_date
  std::chrono::weekday week_start = std::chrono::Monday;
  // Each ascending (days: by number, then from Monday on), every value once. Empty: not limited.
  std::vector<RuleDay> by_day;
  std::vector<int> by_month_day;
  std::vector<int> by_set_pos;
  std::vector<int> by_month;

  friend bool operator==(const RecurrenceRule&, const RecurrenceRule&) = default;
};

// "FREQ=WEEKLY;BYDAY=MO", its parts in any order, in small or capital letters. Errors have the
// field "rule" and a detail that names the refused part: kMalformed (no rule at all, a part twice
// or empty or unknown), kOutOfRange (a value beyond its limit, or outside of what is supported),
// kTooLarge (the text), kTooMany (values of a part), kMissingField (FREQ).
Result<RecurrenceRule> parse_recurrence_rule(std::string_view text);

// The one spelling of a rule: capital letters, the parts in the order above, what goes without
// saying left out. Read back it is the same rule.
std::string format_recurrence_rule(const RecurrenceRule& rule);

}  // namespace alcove::rules
