// SPDX-License-Identifier: Apache-2.0
#include "server/formats/ical_zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/formats/ical_lines.h"
#include "shared/base/result.h"

namespace alcove::ical {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::array<std::string_view, 7> kDays = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

std::optional<int> number(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char one : text) {
    if (one < '0' || one > '9') return std::nullopt;
    value = value * 10 + (one - '0');
  }
  return value;
}

// "20070311T020000". Outlook begins in the year 1601, before the first that is known here.
std::optional<LocalDateTime> onset(std::string_view text) {
  if (text.size() != 15 || text[8] != 'T') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  if (!year) return std::nullopt;
  const auto time =
      parse_local(fmt::format("{:04}-{}-{}T{}:{}", std::max(*year, 1970), text.substr(4, 2),
                              text.substr(6, 2), text.substr(9, 2), text.substr(11, 2)));
  return time ? std::optional(*time) : std::nullopt;
}

// "-0500", "+053000"
std::optional<minutes> offset_in(std::string_view text) {
  if (text.size() != 5 && text.size() != 7) return std::nullopt;
  const auto whole = number(text.substr(1, 2));
  const auto rest = number(text.substr(3, 2));
  if (!whole || !rest || *whole > 15 || *rest > 59) return std::nullopt;
  if (text.size() == 7 && text.substr(5) != "00") return std::nullopt;
  const minutes value(*whole * 60 + *rest);
  if (text[0] == '-') return -value;
  return text[0] == '+' ? std::optional(value) : std::nullopt;
}

// "2SU", "-1SU"
bool take_day(std::string_view text, Yearly& yearly) {
  const bool from_last = text.starts_with('-');
  if (from_last || text.starts_with('+')) text.remove_prefix(1);
  if (text.size() != 3) return false;
  const auto found = std::find(kDays.begin(), kDays.end(), text.substr(1));
  const int nth = text[0] - '0';
  if (found == kDays.end() || nth < 1 || nth > 5) return false;
  yearly.nth = from_last ? -nth : nth;
  yearly.day = std::chrono::weekday(static_cast<unsigned>(found - kDays.begin()));
  return true;
}

bool take_part(std::string_view name, std::string_view value, Stretch& stretch) {
  if (name == "FREQ") return value == "YEARLY";
  if (name == "INTERVAL") return value == "1";
  if (name == "WKST") return true;
  if (name == "BYDAY") return take_day(value, *stretch.yearly);
  if (name == "BYMONTH") {
    const auto month = number(value);
    if (!month || *month < 1 || *month > 12) return false;
    stretch.yearly->month = std::chrono::month(static_cast<unsigned>(*month));
    return true;
  }
  if (name != "UNTIL" || !value.ends_with('Z')) return false;
  const auto until = onset(value.substr(0, value.size() - 1));
  if (until) stretch.until = UtcTime(until->time_since_epoch());
  return until.has_value();
}

bool take_rule(std::string_view rule, Stretch& stretch) {
  if (stretch.yearly) return false;
  stretch.yearly.emplace();
  while (!rule.empty()) {
    const std::size_t end = std::min(rule.find(';'), rule.size());
    const std::string_view part = rule.substr(0, end);
    rule.remove_prefix(std::min(end + 1, rule.size()));
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) return false;
    if (!take_part(part.substr(0, equals), part.substr(equals + 1), stretch)) return false;
  }
  return stretch.yearly->nth != 0 && stretch.yearly->month.ok();
}

// In that year, on the clock that went before; none where the month has no such day.
std::optional<LocalDateTime> in_year(const Stretch& stretch, std::chrono::year year) {
  const Yearly& yearly = *stretch.yearly;
  const LocalDate last{year / yearly.month / std::chrono::last};
  const LocalDate first{year / yearly.month / 1};
  std::chrono::local_days day;
  if (yearly.nth > 0) {
    const std::chrono::local_days begin(first);
    day = begin + (yearly.day - std::chrono::weekday(begin)) + days(7 * (yearly.nth - 1));
  } else {
    const std::chrono::local_days end(last);
    day = end - (std::chrono::weekday(end) - yearly.day) + days(7 * (yearly.nth + 1));
  }
  if (LocalDate(day).month() != yearly.month) return std::nullopt;
  return day + (stretch.start - std::chrono::floor<days>(stretch.start));
}

// When it last began by then.
std::optional<UtcTime> last_onset(const Stretch& stretch, UtcTime time) {
  const auto began = [&](LocalDateTime local) -> std::optional<UtcTime> {
    const UtcTime at(local.time_since_epoch() - stretch.from);
    const bool counts =
        local >= stretch.start && at <= time && (!stretch.until || at <= *stretch.until);
    return counts ? std::optional(at) : std::nullopt;
  };
  if (!stretch.yearly) return began(stretch.start);
  const LocalDate today(std::chrono::local_days(std::chrono::floor<days>(time).time_since_epoch()));
  std::chrono::year last = today.year() + std::chrono::years(1);
  if (stretch.until) {
    const LocalDate end(
        std::chrono::local_days(std::chrono::floor<days>(*stretch.until).time_since_epoch()));
    last = std::min(last, end.year() + std::chrono::years(1));
  }
  // A fifth one does not come every year.
  for (int back = 0; back < 12; ++back) {
    const auto local = in_year(stretch, last - std::chrono::years(back));
    if (const auto at = local ? began(*local) : std::nullopt) return at;
  }
  return std::nullopt;
}

class ZoneReader {
 public:
  std::map<std::string, FileZone> read(std::string_view text) {
    Unfolding lines(text);
    while (const auto unfolded = lines.next()) {
      if (const auto line = parse_content_line(unfolded->line, unfolded->text)) take(*line);
    }
    return std::move(zones_);
  }

 private:
  void take(const ContentLine& line) {
    if (line.name == "BEGIN" && line.value == "VTIMEZONE") {
      name_.clear();
      stretches_.clear();
      good_ = inside_ = true;
    } else if (!inside_) {
      return;
    } else if (line.name == "END" && line.value == "VTIMEZONE") {
      inside_ = false;
      if (good_ && !name_.empty() && !stretches_.empty() && zones_.size() < kMaxFileZones) {
        zones_.emplace(name_, FileZone(std::move(stretches_)));
      }
    } else if (line.name == "BEGIN") {
      good_ = good_ && stretches_.size() < kMaxStretches;
      if (good_) stretches_.emplace_back();
      parts_ = 0;
    } else if (line.name == "END") {
      good_ = good_ && parts_ == 3;
    } else if (line.name == "TZID") {
      name_ = line.value;
    } else if (!stretches_.empty()) {
      good_ = good_ && take_property(line, stretches_.back());
    }
  }

  template <class T>
  bool put(const std::optional<T>& value, T& into) {
    if (value) into = *value;
    ++parts_;
    return value.has_value();
  }

  bool take_property(const ContentLine& line, Stretch& stretch) {
    if (line.name == "DTSTART") return put(onset(line.value), stretch.start);
    if (line.name == "TZOFFSETFROM") return put(offset_in(line.value), stretch.from);
    if (line.name == "TZOFFSETTO") return put(offset_in(line.value), stretch.to);
    if (line.name == "RRULE") return take_rule(line.value, stretch);
    return line.name != "RDATE";  // a name and a comment say nothing of the clock
  }

  std::map<std::string, FileZone> zones_;
  std::string name_;
  std::vector<Stretch> stretches_;
  int parts_ = 0;  // of the three that every stretch has
  bool inside_ = false;
  bool good_ = true;
};

}  // namespace

std::chrono::minutes FileZone::offset_at(UtcTime time) const {
  std::optional<UtcTime> latest;
  // Before the first of them it was as that one says.
  minutes found = std::ranges::min_element(stretches_, {}, &Stretch::start)->from;
  for (const Stretch& one : stretches_) {
    const auto began = last_onset(one, time);
    if (!began || (latest && *began < *latest)) continue;
    latest = began;
    found = one.to;
  }
  return found;
}

std::map<std::string, FileZone> zones_of_file(std::string_view text) {
  return ZoneReader().read(text);
}

}  // namespace alcove::ical
