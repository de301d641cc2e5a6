// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_export.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::ical {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kOctets = 75;  // of a line, without its end (RFC 5545, 3.1)

// RFC 5545, 3.3.11.
std::string escaped(const std::string& words) {
  std::string out;
  for (const char one : words) {
    if (one == '\n') {
      out += "\\n";
      continue;
    }
    if (one == '\\' || one == ';' || one == ',') out += '\\';
    out += one;
  }
  return out;
}

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

class Lines {
 public:
  void add(const std::string& line) {
    std::size_t from = 0;
    std::size_t room = kOctets;
    while (line.size() - from > room) {
      std::size_t to = from + room;
      while (!begins_character(line[to])) --to;
      text_ += line.substr(from, to - from) + "\r\n ";
      from = to;
      room = kOctets - 1;  // the blank counts
    }
    text_ += line.substr(from) + "\r\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string basic(LocalDateTime time) {
  const LocalDate day = date_of(time);
  const std::chrono::hh_mm_ss clock(time - std::chrono::local_days(day));
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}00", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     clock.hours().count(), clock.minutes().count());
}

std::string basic_utc(UtcTime time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto minute = std::chrono::floor<minutes>(seconds);
  std::string text = basic(LocalDateTime(minute.time_since_epoch()));
  text.resize(text.size() - 2);
  return text + fmt::format("{:02}Z", (seconds - minute).count());
}

minutes offset_at(const Zone& zone, UtcTime time) {
  return zone.to_local(time).time_since_epoch() -
         std::chrono::floor<minutes>(time).time_since_epoch();
}

std::string offset_words(minutes offset) {
  const auto size = std::abs(offset.count());
  return fmt::format("{}{:02}{:02}", offset.count() < 0 ? '-' : '+', size / 60, size % 60);
}

struct Change {
  UtcTime at;
  minutes before;
  minutes after;
};

// The first minute with the other offset, between two times that have different ones.
UtcTime change_between(const Zone& zone, UtcTime low, UtcTime high) {
  const minutes before = offset_at(zone, low);
  while (high - low > minutes(1)) {
    const UtcTime middle = low + std::chrono::floor<minutes>((high - low) / 2);
    (offset_at(zone, middle) == before ? low : high) = middle;
  }
  return high;
}

// The clock's changes from a time on; what it showed before is the first of them, without a change.
std::vector<Change> changes_of(const Zone& zone, UtcTime from, UtcTime until) {
  from = std::chrono::floor<days>(from);
  const minutes first = offset_at(zone, from);
  std::vector<Change> all{{from, first, first}};
  for (UtcTime at = from; at < until; at += hours(12)) {
    const UtcTime next = at + hours(12);
    const minutes before = offset_at(zone, at);
    const minutes after = offset_at(zone, next);
    if (before != after) all.push_back({change_between(zone, at, next), before, after});
  }
  return all;
}

void add_zone(Lines& lines, const Calendar& calendar) {
  UtcTime first = calendar.made_at;
  UtcTime last = calendar.made_at;
  for (const Event& event : calendar.events) {
    first = std::min(first, event.start);
    last = std::max(last, event.end);
  }
  lines.add("BEGIN:VTIMEZONE");
  lines.add("TZID:" + calendar.zone.name());
  for (const Change& change : changes_of(calendar.zone, first - days(2), last + days(2))) {
    const char* const kind = change.after > change.before ? "DAYLIGHT" : "STANDARD";
    lines.add(fmt::format("BEGIN:{}", kind));
    lines.add("DTSTART:" + basic(LocalDateTime(std::chrono::floor<minutes>(
                               change.at.time_since_epoch() + change.before))));
    lines.add("TZOFFSETFROM:" + offset_words(change.before));
    lines.add("TZOFFSETTO:" + offset_words(change.after));
    lines.add(fmt::format("END:{}", kind));
  }
  lines.add("END:VTIMEZONE");
}

// In the hour that comes twice programs disagree about which is meant.
bool comes_twice(const Zone& zone, UtcTime time) {
  for (const minutes by : {minutes(30), minutes(60)}) {
    const LocalDateTime shown = zone.to_local(time);
    if (zone.to_local(time + by) == shown || zone.to_local(time - by) == shown) return true;
  }
  return false;
}

std::string start_words(const Zone& zone, UtcTime start) {
  if (comes_twice(zone, start)) return ":" + basic_utc(start);
  return fmt::format(";TZID={}:{}", zone.name(), basic(zone.to_local(start)));
}

void add_event(Lines& lines, const Calendar& calendar, const Event& event) {
  lines.add("BEGIN:VEVENT");
  lines.add("UID:" + escaped(event.uid));
  lines.add("DTSTAMP:" + basic_utc(calendar.made_at));
  lines.add("DTSTART" + start_words(calendar.zone, event.start));
  // A length, not an end on the wall: in the night of autumn that would come twice.
  lines.add(
      fmt::format("DURATION:PT{}M", std::chrono::floor<minutes>(event.end - event.start).count()));
  lines.add(fmt::format("SEQUENCE:{}", event.sequence));
  lines.add("SUMMARY:" + escaped(event.summary));
  if (!event.location.empty()) lines.add("LOCATION:" + escaped(event.location));
  lines.add(event.status == Status::kConfirmed ? "STATUS:CONFIRMED" : "STATUS:CANCELLED");
  lines.add("CLASS:PRIVATE");
  lines.add("END:VEVENT");
}

}  // namespace

std::string write(const Calendar& calendar) {
  Lines lines;
  lines.add("BEGIN:VCALENDAR");
  lines.add("VERSION:2.0");
  lines.add("PRODID:-//Alcove//Alcove//EN");
  lines.add("CALSCALE:GREGORIAN");
  add_zone(lines, calendar);
  for (const Event& event : calendar.events) add_event(lines, calendar, event);
  lines.add("END:VCALENDAR");
  return lines.take();
}

}  // namespace alcove::ical
