// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <utility>

#include "server/features/book_import/book_rows.h"
#include "server/formats/recurrence.h"

// What of the former book is over when it comes in.
namespace alcove::book_import {
namespace {

// Leaves of the dates that are added those to which the rule does not come by itself, ascending.
// One that is taken out too is neither. A day has one date of a series.
Result<void> settle_added(recurrence::Series& series) {
  if (series.rdates.empty()) return {};
  ALCOVE_TRY(recurrence::expand(series, 1));
  // As if the rule were without them: those that are none of its dates are told.
  recurrence::Series bare = series;
  bare.exdates = std::exchange(bare.rdates, {});
  ALCOVE_ASSIGN(const recurrence::Expansion found, recurrence::expand(bare, 1));
  series.rdates = found.strange_exdates;
  std::erase_if(series.rdates,
                [&](LocalDateTime one) { return std::erase(series.exdates, one) > 0; });
  const std::vector<LocalDateTime>& added = series.rdates;
  ALCOVE_ASSIGN(const std::vector<LocalDateTime> off, recurrence::off_the_rule(bare, added));
  const bool twice = std::ranges::adjacent_find(added, {}, date_of) != added.end();
  if (off.size() == added.size() && !twice) return {};
  return Error{ErrorCode::kOutOfRange, "rdate", "a series has one date a day"};
}

// Whether something of the line is still to come. A series that began earlier goes on from its next
// date. What is wrong with its rule is for the booking to say.
bool goes_on(VisitLine& line, const Zone& zone, LocalDateTime now) {
  if (line.wrong.contains("start") || line.wrong.contains("rule")) return true;
  if (line.rule.empty()) return line.start >= std::chrono::floor<std::chrono::days>(now);
  const auto rule = rules::parse_recurrence_rule(line.rule);
  if (!rule || line.start >= now) return true;
  const auto series = from_on({line.start, zone, *rule, {}}, now);
  if (!series) return true;
  if (!series->has_value()) return false;
  line.start = (*series)->start;
  line.rule = rules::format_recurrence_rule((*series)->rule);
  return true;
}

}  // namespace

Result<std::optional<recurrence::Series>> from_on(recurrence::Series series, LocalDateTime from) {
  ALCOVE_TRY(settle_added(series));
  if (series.start >= from) return std::optional(std::move(series));
  std::vector<LocalDateTime> added = std::exchange(series.rdates, {});
  std::erase_if(added, [&](LocalDateTime one) { return one < from; });
  const std::vector<LocalDateTime> exdates = std::exchange(series.exdates, {});
  ALCOVE_ASSIGN(const recurrence::Expansion dates,
                recurrence::expand(series, recurrence::kMaxInstances));
  const auto first =
      std::find_if(dates.instances.begin(), dates.instances.end(),
                   [&](const recurrence::Instance& one) { return one.local >= from; });
  if (first != dates.instances.end()) {
    if (series.rule.count) *series.rule.count -= static_cast<int>(first - dates.instances.begin());
    series.start = first->said;  // a date that the clock skips is shown later
  } else if (!added.empty()) {
    series.rule = rules::parse_recurrence_rule(kOneDate).value();
    series.start = added.front();
    added.erase(added.begin());
  } else {
    return std::optional<recurrence::Series>();
  }
  series.rdates = std::move(added);
  for (const LocalDateTime one : exdates) {
    if (one >= series.start) series.exdates.push_back(one);
  }
  return std::optional(std::move(series));
}

void leave_out_past(std::vector<VisitLine>& lines, const Zone& zone, UtcTime now,
                    Outcome& outcome) {
  const LocalDateTime on_the_wall = zone.to_local(now);
  outcome.past += static_cast<std::int64_t>(
      std::erase_if(lines, [&](VisitLine& line) { return !goes_on(line, zone, on_the_wall); }));
}

}  // namespace alcove::book_import
