// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "server/features/book_import/book_rows.h"
#include "server/formats/ical_import.h"
#include "server/formats/recurrence.h"
#include "shared/api/series_record.h"

namespace alcove::book_import {
namespace {

// An event that repeats by no rule, but has dates added.
constexpr const char* kOnce = "FREQ=WEEKLY;COUNT=1";

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
  const auto of_day = series.start - std::chrono::floor<std::chrono::days>(series.start);
  bare.exdates.clear();
  for (const LocalDateTime one : series.rdates) {
    bare.exdates.push_back(std::chrono::floor<std::chrono::days>(one) + of_day);
  }
  // Two on a day are one here.
  ALCOVE_ASSIGN(const recurrence::Expansion days, recurrence::expand(bare, 1));
  if (days.strange_exdates.size() == series.rdates.size()) return {};
  return Error{ErrorCode::kOutOfRange, "rdate", "a series has one date a day"};
}

// The same series from its first date on or after `from`, what COUNT has counted by then taken off.
// Where the rule is over, the first date that was added stands for it. None: all is over.
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
    series.rule = rules::parse_recurrence_rule(kOnce).value();
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

class CalendarReader {
 public:
  CalendarReader(const CalendarFile& file, const std::string& service, const Zone& zone,
                 UtcTime now, Outcome& outcome)
      : file_(file),
        name_("calendar of " + file.clinician),
        service_(service),
        zone_(zone),
        now_(zone.to_local(now)),
        outcome_(outcome) {}

  std::vector<VisitLine> read() {
    ical::ReadCalendar calendar = ical::read(file_.text, zone_, kMaxVisits);
    for (ical::ReadProblem& one : calendar.problems) {
      blame(one.line, std::move(one.part), std::move(one.reason));
    }
    std::vector<VisitLine> lines;
    for (ical::ReadEvent& event : calendar.events) {
      const bool once = event.rule.empty() && event.rdates.empty();
      if (event.cancelled || (once && event.start < std::chrono::floor<std::chrono::days>(now_))) {
        ++outcome_.past;
      } else if (auto line = line_of(std::move(event))) {
        lines.push_back(std::move(*line));
      }
    }
    for (ical::ReadEvent& event : calendar.faulty) {
      if (event.cancelled) continue;
      event.rule.clear();
      event.rdates.clear();
      if (auto line = line_of(std::move(event))) {
        line->wrong = {"start", "minutes", "rule"};
        lines.push_back(std::move(*line));
      }
    }
    return lines;
  }

 private:
  void blame(std::int64_t line, std::string part, std::string reason) {
    outcome_.problems.add({name_, line, std::move(part), std::move(reason)});
  }

  std::optional<VisitLine> line_of(ical::ReadEvent event) {
    VisitLine line;
    line.line = event.line;
    line.from = VisitLine::From::kCalendar;
    line.file = name_;
    line.called = std::move(event.summary);
    line.clinician = file_.clinician;
    line.services = std::move(event.categories);
    std::erase(line.services, "");
    if (line.services.empty() && !service_.empty()) line.services.push_back(service_);
    line.room = std::move(event.location);
    line.start = event.start;
    line.minutes = event.minutes;
    const bool once = event.rule.empty() && event.rdates.empty();
    if (once || take_rule(event, line)) return line;
    return std::nullopt;
  }

  // Whether it has dates to come, or is told.
  bool take_rule(const ical::ReadEvent& event, VisitLine& line) {
    const auto rule = rules::parse_recurrence_rule(event.rule.empty() ? kOnce : event.rule);
    const auto wrong = [&](const Error& error) {
      blame(event.line, error.field == "rdate" ? "RDATE" : "RRULE", error.detail);
      line.wrong.insert("rule");
      return true;
    };
    if (!rule) return wrong(rule.error());
    auto series = from_on({event.start, zone_, *rule, event.exdates, event.rdates}, now_);
    if (!series) return wrong(series.error());
    if (!series->has_value()) {
      ++outcome_.past;
      return false;
    }
    line.start = (*series)->start;
    line.rule = rules::format_recurrence_rule((*series)->rule);
    line.taken_out = (*series)->exdates;
    line.extra_dates = (*series)->rdates;
    if (line.extra_dates.size() > api::series::kMaxExtraDates) {
      return wrong({ErrorCode::kTooMany, "rdate",
                    fmt::format("at most {} dates are added", api::series::kMaxExtraDates)});
    }
    return true;
  }

  const CalendarFile& file_;
  std::string name_;
  const std::string& service_;
  const Zone& zone_;
  LocalDateTime now_;
  Outcome& outcome_;
};

}  // namespace

std::vector<VisitLine> read_calendar(const CalendarFile& file, const std::string& service,
                                     const Zone& zone, UtcTime now, Outcome& outcome) {
  return CalendarReader(file, service, zone, now, outcome).read();
}

}  // namespace alcove::book_import
