// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "server/features/book_import/book_rows.h"
#include "server/formats/ical_import.h"
#include "server/formats/recurrence.h"

namespace alcove::book_import {
namespace {

// The same series from its first date on or after `from`, what COUNT has counted by then taken off.
// None: it is over.
Result<std::optional<recurrence::Series>> from_on(recurrence::Series series, LocalDateTime from) {
  if (series.start >= from) return std::optional(std::move(series));
  const std::vector<LocalDateTime> exdates = std::exchange(series.exdates, {});
  ALCOVE_ASSIGN(const recurrence::Expansion dates,
                recurrence::expand(series, recurrence::kMaxInstances));
  const auto first =
      std::find_if(dates.instances.begin(), dates.instances.end(),
                   [&](const recurrence::Instance& one) { return one.local >= from; });
  if (first == dates.instances.end()) return std::optional<recurrence::Series>();
  if (series.rule.count) *series.rule.count -= static_cast<int>(first - dates.instances.begin());
  // A date that the clock skips is shown later than the rule has it.
  const auto of_day = series.start - std::chrono::floor<std::chrono::days>(series.start);
  series.start = std::chrono::floor<std::chrono::days>(first->local) + of_day;
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
      if (event.cancelled ||
          (event.rule.empty() && event.start < std::chrono::floor<std::chrono::days>(now_))) {
        ++outcome_.past;
      } else if (auto line = line_of(std::move(event))) {
        lines.push_back(std::move(*line));
      }
    }
    for (ical::ReadEvent& event : calendar.faulty) {
      if (event.cancelled) continue;
      event.rule.clear();
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
    if (event.rule.empty() || take_rule(event, line)) return line;
    return std::nullopt;
  }

  // Whether it has dates to come, or is told.
  bool take_rule(const ical::ReadEvent& event, VisitLine& line) {
    const auto rule = rules::parse_recurrence_rule(event.rule);
    const auto wrong = [&](const Error& error) {
      blame(event.line, "RRULE", error.detail);
      line.wrong.insert("rule");
      return true;
    };
    if (!rule) return wrong(rule.error());
    auto series = from_on({event.start, zone_, *rule, event.exdates}, now_);
    if (!series) return wrong(series.error());
    if (!series->has_value()) {
      ++outcome_.past;
      return false;
    }
    line.start = (*series)->start;
    line.rule = rules::format_recurrence_rule((*series)->rule);
    line.taken_out = (*series)->exdates;
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
