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
    const auto rule = rules::parse_recurrence_rule(event.rule.empty() ? kOneDate : event.rule);
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
