// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/typed_time.h"

#include <string>

namespace alcove::rules {
namespace {

constexpr int kLastAfternoonHour = 6;  // of those that are written without am or pm
constexpr std::size_t kMostFigures = 4;

enum class Half { kNone, kMorning, kAfternoon };

struct Parts {
  std::string hour;
  std::string minute;
  std::string letters;
  bool parted = false;
};

// Figures, at most one mark between them, then letters; blanks and dots among the letters aside.
std::optional<Parts> parts_of(std::string_view typed) {
  Parts parts;
  for (const char c : typed) {
    if (c == ' ') continue;
    if (c >= '0' && c <= '9') {
      if (!parts.letters.empty()) return std::nullopt;
      (parts.parted ? parts.minute : parts.hour).push_back(c);
    } else if (c == ':' || c == '.' || c == 'h') {
      if (!parts.letters.empty() && c == '.') continue;
      if (parts.parted || parts.hour.empty()) return std::nullopt;
      parts.parted = true;
    } else {
      parts.letters.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return parts;
}

std::optional<Half> half_of(const std::string& letters) {
  if (letters.empty()) return Half::kNone;
  if (letters == "a" || letters == "am") return Half::kMorning;
  if (letters == "p" || letters == "pm") return Half::kAfternoon;
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::minutes> read_typed_time(std::string_view typed) {
  std::optional<Parts> parts = parts_of(typed);
  if (!parts || parts->hour.empty() || parts->hour.size() > kMostFigures) return std::nullopt;
  if (!parts->parted && parts->hour.size() > 2) {  // "930", "1030"
    parts->minute = parts->hour.substr(parts->hour.size() - 2);
    parts->hour.resize(parts->hour.size() - 2);
  }
  if (parts->hour.size() > 2) return std::nullopt;
  if (!parts->minute.empty() && parts->minute.size() != 2) return std::nullopt;
  const std::optional<Half> half = half_of(parts->letters);
  if (!half) return std::nullopt;
  int hour = std::stoi(parts->hour);
  const int minute = parts->minute.empty() ? 0 : std::stoi(parts->minute);
  if (hour > 23 || minute > 59) return std::nullopt;
  if (*half != Half::kNone) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (*half == Half::kAfternoon ? 12 : 0);
  } else if (hour >= 1 && hour <= kLastAfternoonHour && parts->hour.size() == 1) {
    hour += 12;
  }
  return std::chrono::minutes(hour * 60 + minute);
}

}  // namespace alcove::rules
