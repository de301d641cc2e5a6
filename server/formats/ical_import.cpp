// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "server/formats/ical_lines.h"
#include "server/formats/ical_zone.h"
#include "server/formats/outlook_zones.h"
#include "server/formats/utf8.h"
#include "shared/base/result.h"

namespace alcove::ical {
namespace {

using std::chrono::days;
using std::chrono::minutes;

Error bad(std::string part, std::string reason) {
  return {ErrorCode::kOutOfRange, std::move(part), std::move(reason)};
}

std::optional<int> digits(std::string_view text) {
  if (text.empty() || text.size() > 6) return std::nullopt;
  int value = 0;
  for (const char one : text) {
    if (one < '0' || one > '9') return std::nullopt;
    value = value * 10 + (one - '0');
  }
  return value;
}

// "20261201T100000" (RFC 5545, 3.3.5), to the minute.
std::optional<LocalDateTime> basic_time(std::string_view text) {
  if (text.size() != 15 || text[8] != 'T') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(4, 2));
  const auto day = digits(text.substr(6, 2));
  const auto hour = digits(text.substr(9, 2));
  const auto minute = digits(text.substr(11, 2));
  if (!year || !month || !day || !hour || !minute || text.substr(13) != "00") return std::nullopt;
  // Through the one door for dates, with its limits.
  const Result<LocalDateTime> time = parse_local(
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", *year, *month, *day, *hour, *minute));
  return time ? std::optional(*time) : std::nullopt;
}

// "PT50M", "P1DT2H" (RFC 5545, 3.3.6), in whole minutes.
std::optional<std::int64_t> basic_duration(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  std::int64_t total = 0;
  bool in_day = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      if (in_day) return std::nullopt;
      in_day = true;
      text.remove_prefix(1);
    }
    const std::size_t end = text.find_first_not_of("0123456789");
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    const auto value = digits(text.substr(0, end));
    if (!value) return std::nullopt;
    const char unit = text[end];
    const std::int64_t each = unit == 'W' && !in_day   ? 7 * 24 * 60
                              : unit == 'D' && !in_day ? 24 * 60
                              : unit == 'H' && in_day  ? 60
                              : unit == 'M' && in_day  ? 1
                                                       : 0;
    const bool no_seconds = unit == 'S' && in_day && *value == 0;
    if (each == 0 && !no_seconds) return std::nullopt;
    total += each * *value;
    text.remove_prefix(end + 1);
  }
  return total;
}

class Reader {
 public:
  Reader(std::string_view text, const Zone& zone, std::size_t max_events)
      : lines_(text), zones_(zones_of_file(text)), zone_(zone), max_events_(max_events) {}

  ReadCalendar read() {
    while (const auto unfolded = lines_.next()) {
      line_ = unfolded->line;
      if (out_.problems.size() >= kMaxReadProblems) break;
      if (!take(*unfolded)) break;
    }
    if (out_.problems.empty() && !(began_ && open_.empty())) {
      tell(line_, {}, began_ ? "the file breaks off" : "this is no calendar file");
    }
    return std::move(out_);
  }

 private:
  void tell(std::int64_t line, std::string part, std::string reason) {
    out_.problems.push_back({line, std::move(part), std::move(reason)});
  }

  // Whether to go on.
  bool take(const Unfolding::Unfolded& unfolded) {
    if (unfolded.text.size() > kMaxLineBytes) {
      tell(line_, {}, fmt::format("a line has more than {} bytes", kMaxLineBytes));
      return false;
    }
    if (!is_utf8(unfolded.text)) {
      tell(line_, {}, "it is not written in UTF-8");
      return true;
    }
    const auto line = parse_content_line(unfolded.line, unfolded.text);
    if (!line) {
      tell(line_, {}, "the line is not of the form of a calendar file");
      return began_;
    }
    if (line->name == "BEGIN") return begin(line->value);
    if (line->name == "END") return end(line->value);
    if (open_.size() == 2 && open_.back() == "VEVENT") take_property(*line);
    return true;
  }

  bool begin(const std::string& what) {
    if (!began_ && what != "VCALENDAR") {
      tell(line_, {}, "this is no calendar file");
      return false;
    }
    began_ = true;
    open_.push_back(what);
    if (what != "VEVENT" || open_.size() != 2) return true;
    if (found_ == max_events_) {
      tell(line_, {}, fmt::format("there are more than {} events", max_events_));
      return false;
    }
    ++found_;
    event_ = ReadEvent{};
    event_.line = line_;
    start_.reset();
    start_in_utc_ = false;
    end_.reset();
    length_.reset();
    good_ = true;
    return true;
  }

  bool end(const std::string& what) {
    if (open_.empty() || open_.back() != what) {
      tell(line_, "END", "it ends what did not begin there");
      return false;
    }
    if (what == "VEVENT" && open_.size() == 2) finish_event();
    open_.pop_back();
    return true;
  }

  void blame(std::string part, std::string reason) {
    tell(event_.line, std::move(part), std::move(reason));
    good_ = false;
  }

  void take_property(const ContentLine& line) {
    if (line.name == "SUMMARY") {
      event_.summary = text_value(line.value);
    } else if (line.name == "LOCATION") {
      event_.location = text_value(line.value);
    } else if (line.name == "CATEGORIES") {
      for (std::string& one : text_values(line.value)) event_.categories.push_back(std::move(one));
    } else if (line.name == "STATUS") {
      event_.cancelled = line.value == "CANCELLED";
    } else if (line.name == "DTSTART") {
      take_time(line, start_);
    } else if (line.name == "DTEND") {
      take_time(line, end_);
    } else if (line.name == "DURATION") {
      length_ = basic_duration(line.value);
      if (!length_) blame("DURATION", "a length in whole minutes");
    } else if (line.name == "RRULE") {
      if (!event_.rule.empty()) blame("RRULE", "an event repeats by one rule");
      event_.rule = line.value;
    } else if (line.name == "EXDATE") {
      take_dates(line, event_.exdates, kMaxReadExdates, "taken out");
    } else if (line.name == "RDATE") {
      take_dates(line, event_.rdates, kMaxReadRdates, "added");
    } else if (line.name == "RECURRENCE-ID") {
      blame("RECURRENCE-ID", "a date of a series that was moved by itself is not read");
    } else if (line.name == "EXRULE") {
      blame(line.name, "it is not read");
    }
  }

  void take_time(const ContentLine& line, std::optional<UtcTime>& out) {
    const Result<LocalDateTime> time = time_of(line, line.value);
    if (time) {
      out = zone_.to_utc(*time);
      if (line.name != "DTSTART") return;
      event_.start = *time;
      start_in_utc_ = line.value.ends_with('Z');
    } else {
      blame(line.name, time.error().detail);
    }
  }

  void take_dates(const ContentLine& line, std::vector<LocalDateTime>& dates, std::size_t most,
                  const char* what) {
    std::size_t from = 0;
    while (from <= line.value.size()) {
      const std::size_t to = std::min(line.value.find(',', from), line.value.size());
      const Result<LocalDateTime> time =
          time_of(line, std::string_view(line.value).substr(from, to - from));
      from = to + 1;
      if (!time) return blame(line.name, time.error().detail);
      if (dates.size() == most) {
        return blame(line.name, fmt::format("at most {} dates are {}", most, what));
      }
      dates.push_back(*time);
    }
  }

  // On the wall of the zone that was asked for.
  Result<LocalDateTime> time_of(const ContentLine& line, std::string_view value) {
    const auto kind = line.parameters.find("VALUE");
    if (value.size() == 8 || (kind != line.parameters.end() && kind->second == "DATE")) {
      return bad(line.name, "a whole day is not read");
    }
    if (kind != line.parameters.end() && kind->second == "PERIOD") {
      return bad(line.name, "a date with a length of its own is not read");
    }
    const bool utc = value.ends_with('Z');
    if (utc) value.remove_suffix(1);
    const auto time = basic_time(value);
    if (!time) return bad(line.name, "a day and a time as 20261201T100000");
    if (utc) return zone_.to_local(UtcTime(time->time_since_epoch()));
    const auto named = line.parameters.find("TZID");
    if (named != line.parameters.end() && named->second != zone_.name()) {
      ALCOVE_TRY(check_clock(line.name, named->second, *time));
    }
    return *time;
  }

  // Whether that zone's clock shows the same as the clinic's, for two years from then on.
  Result<void> check_clock(const std::string& part, const std::string& name, LocalDateTime from) {
    const Result<Zone> other = zone_called(name);
    const auto own = zones_.find(name);
    if (!other && own != zones_.end()) return check_clock(part, own->second, from);
    if (!other) {
      return bad(part, fmt::format("a time of a zone whose name is not known; the clinic's is {}",
                                   zone_.name()));
    }
    for (days later{0}; later <= days(730); later += days(5)) {
      if (other->to_utc(from + later) == zone_.to_utc(from + later)) continue;
      return bad(part, fmt::format("a time of {}, whose clock is not that of {}, the clinic's zone",
                                   other->name(), zone_.name()));
    }
    return {};
  }

  // The same of a zone that only the file knows.
  Result<void> check_clock(const std::string& part, const FileZone& other, LocalDateTime from) {
    for (days later{0}; later <= days(730); later += days(5)) {
      const UtcTime time = zone_.to_utc(from + later);
      const auto ahead = zone_.to_local(time).time_since_epoch() - time.time_since_epoch();
      if (other.offset_at(time) == ahead) continue;
      return bad(part, fmt::format("a time of a zone of the file's own, whose clock is not that of "
                                   "{}, the clinic's zone",
                                   zone_.name()));
    }
    return {};
  }

  void finish_event() {
    if (!good_) return out_.faulty.push_back(std::move(event_));
    check_length();
    check_utc_series();
    (good_ ? out_.events : out_.faulty).push_back(std::move(event_));
  }

  // Told in UTC its hour on the wall would change with the clocks; ours keeps it.
  void check_utc_series() {
    if (!start_in_utc_ || event_.rule.empty()) return;
    const Result<void> same = check_clock("DTSTART", "UTC", event_.start);
    if (!same) blame("DTSTART", "a series that begins at " + same.error().detail);
  }

  void check_length() {
    if (!start_) return blame("DTSTART", "the event has no start");
    if (end_) length_ = std::chrono::floor<minutes>(*end_ - *start_).count();
    if (!length_) return blame("DTEND", "the event has no end and no length");
    if (*length_ <= 0) return blame("DTEND", "the event ends before it has begun");
    event_.minutes = *length_;
  }

  Unfolding lines_;
  std::map<std::string, FileZone> zones_;  // that the file brings itself
  const Zone& zone_;
  std::size_t max_events_;
  std::int64_t line_ = 1;
  bool began_ = false;
  std::vector<std::string> open_;
  std::size_t found_ = 0;
  ReadEvent event_;
  std::optional<UtcTime> start_;
  std::optional<UtcTime> end_;
  std::optional<std::int64_t> length_;
  bool start_in_utc_ = false;
  bool good_ = true;
  ReadCalendar out_;
};

}  // namespace

ReadCalendar read(std::string_view text, const Zone& zone, std::size_t max_events) {
  return Reader(text, zone, max_events).read();
}

}  // namespace alcove::ical
