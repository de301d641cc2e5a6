// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/clock_entry.h"

#include <chrono>
#include <string>

namespace alcove::screens::room {
namespace {

enum class Half { kUnsaid, kMorning, kAfternoon };

struct Typed {
  std::string figures;
  std::size_t colon = std::string::npos;  // behind so many figures
  std::string letters;
};

// Figures, at most one colon, then letters; blanks and points anywhere. Nothing else.
std::optional<Typed> read(std::string_view typed) {
  Typed out;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') {
      if (!out.letters.empty()) return std::nullopt;
      out.figures.push_back(c);
    } else if (c == ':') {
      if (out.colon != std::string::npos || !out.letters.empty()) return std::nullopt;
      out.colon = out.figures.size();
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      out.letters.push_back(static_cast<char>(c | 0x20));
    } else if (c != ' ' && c != '.') {
      return std::nullopt;
    }
  }
  return out;
}

std::optional<Half> half_of(const std::string& letters) {
  if (letters.empty()) return Half::kUnsaid;
  if (letters == "a" || letters == "am") return Half::kMorning;
  if (letters == "p" || letters == "pm") return Half::kAfternoon;
  return std::nullopt;
}

// A visit late in the evening ends on the next day, and one at night may begin on the day before.
LocalDateTime over_midnight(LocalDateTime time, LocalDateTime visit_start) {
  constexpr std::chrono::hours kHalfDay{12};
  constexpr std::chrono::hours kNear{6};
  constexpr std::chrono::hours kDay{24};
  if (time < visit_start - kHalfDay && time + kDay - visit_start <= kNear) return time + kDay;
  if (time > visit_start + kHalfDay && visit_start - (time - kDay) <= kNear) return time - kDay;
  return time;
}

std::chrono::minutes distance(LocalDateTime a, LocalDateTime b) {
  return a > b ? a - b : b - a;
}

}  // namespace

std::optional<LocalDateTime> parse_clock(std::string_view typed, LocalDateTime visit_start) {
  const std::optional<Typed> read_as = read(typed);
  if (!read_as || read_as->figures.size() < 3 || read_as->figures.size() > 4) return std::nullopt;
  const std::optional<Half> half = half_of(read_as->letters);
  const std::size_t hours = read_as->figures.size() - 2;
  if (!half || (read_as->colon != std::string::npos && read_as->colon != hours)) {
    return std::nullopt;
  }
  const int hour = std::stoi(read_as->figures.substr(0, hours));
  const int minute = std::stoi(read_as->figures.substr(hours));
  if (hour > 23 || minute > 59) return std::nullopt;
  if (*half != Half::kUnsaid && (hour == 0 || hour > 12)) return std::nullopt;
  const LocalDateTime day = std::chrono::floor<std::chrono::days>(visit_start);
  const auto at = [&](int on_the_clock) {
    return over_midnight(day + std::chrono::hours(on_the_clock) + std::chrono::minutes(minute),
                         visit_start);
  };
  if (hour == 0 || hour > 12) return at(hour);
  const LocalDateTime morning = at(hour % 12);
  const LocalDateTime afternoon = at(hour % 12 + 12);
  if (*half == Half::kMorning) return morning;
  if (*half == Half::kAfternoon) return afternoon;
  return distance(morning, visit_start) <= distance(afternoon, visit_start) ? morning : afternoon;
}

}  // namespace alcove::screens::room
