// SPDX-License-Identifier: Apache-2.0
#include "tests/features/series/series_oracle.h"

#include <algorithm>

namespace alcove::testing {
namespace {

using rules::ConflictKind;

LocalDateTime wall(const char* text) {
  return parse_local(text).value();
}

bool is_summer(LocalDateTime local) {
  static const std::pair<LocalDateTime, LocalDateTime> kSummers[] = {
      {wall("2027-03-14T02:00"), wall("2027-11-07T02:00")},
      {wall("2028-03-12T02:00"), wall("2028-11-05T02:00")}};
  return std::any_of(std::begin(kSummers), std::end(kSummers), [&](const auto& summer) {
    return local >= summer.first && local < summer.second;
  });
}

bool meets(std::int64_t from, std::int64_t until, std::int64_t first, std::int64_t last) {
  return from < last && first < until;
}

// Monday to Thursday therapy from 8 to 5, Friday morning intake, lunch from 12 to 1, from 5 to 6
// a hold for a crisis.
void against_hours(const Wished& wished, LocalDateTime now, Against& found) {
  const auto midnight = std::chrono::floor<std::chrono::days>(wished.start);
  const std::int64_t from = std::chrono::minutes(wished.start - midnight).count();
  const std::int64_t until = from + wished.minutes;
  const auto weekday = std::chrono::weekday(midnight).iso_encoding();
  if (weekday > 5 || from < 8 * 60 || until > 18 * 60) {
    found.hard.insert(ConflictKind::kOutsideHours);
    if (weekday > 5) return;
  }
  if (weekday == 5 && meets(from, until, 8 * 60, 12 * 60)) {
    found.hard.insert(ConflictKind::kSlotType);
  }
  if (meets(from, until, 12 * 60, 13 * 60)) found.soft.insert(ConflictKind::kLunch);
  const UtcTime hold = Oracle::to_utc(midnight + std::chrono::hours(17));
  if (meets(from, until, 17 * 60, 18 * 60) && Oracle::to_utc(now) < hold - std::chrono::hours(24)) {
    found.soft.insert(ConflictKind::kCrisisHold);
  }
}

}  // namespace

bool Seen::stands() const {
  static const std::set<std::string> kStanding = {"scheduled", "confirmed",  "arrived",
                                                  "roomed",    "in_session", "checked_out"};
  return kStanding.contains(state);
}

UtcTime Oracle::to_utc(LocalDateTime local) {
  return UtcTime(local.time_since_epoch()) + std::chrono::hours(is_summer(local) ? 4 : 5);
}

bool Oracle::taken(const Wished& wished, const SeenBook& book) {
  const UtcTime start = to_utc(wished.start);
  const UtcTime end = start + std::chrono::minutes(wished.minutes);
  const std::chrono::minutes pause(kPause);
  return std::any_of(book.begin(), book.end(), [&](const auto& entry) {
    const Seen& one = entry.second;
    const bool far = std::chrono::abs(one.start - wished.start) > std::chrono::hours(24);
    if (far || !one.stands() || one.id == wished.instead_of) return false;
    const UtcTime from = to_utc(one.start);
    const UtcTime until = from + std::chrono::minutes(one.minutes);
    const bool together = from < end && start < until;
    if (together && one.client == wished.client) return true;
    const bool with_pauses = from < end + pause && start < until + pause;
    return with_pauses &&
           (one.clinician == wished.clinician || (one.room && one.room == wished.room));
  });
}

Against Oracle::against(const Wished& wished, const SeenBook& book, LocalDateTime now) const {
  Against found;
  found.taken = taken(wished, book);
  const LocalDateTime end = wished.start + std::chrono::minutes(wished.minutes);
  if (closed.contains(date_of(wished.start))) {
    found.hard.insert(ConflictKind::kClosed);
  } else {
    against_hours(wished, now, found);
  }
  for (const Away& one : away) {
    if (one.clinician == wished.clinician && wished.start < one.until && one.from < end) {
      found.hard.insert(ConflictKind::kTimeOff);
    }
  }
  return found;
}

std::int64_t Oracle::others_on(const Wished& wished, const SeenBook& book) {
  const auto day = std::chrono::floor<std::chrono::days>(wished.start);
  return std::count_if(book.begin(), book.end(), [&](const auto& entry) {
    const Seen& one = entry.second;
    return std::chrono::floor<std::chrono::days>(one.start) == day && one.stands() &&
           one.id != wished.instead_of && one.clinician == wished.clinician;
  });
}

std::optional<std::int64_t> Oracle::cap_of(const StaffId& clinician) const {
  const auto found = caps.find(clinician);
  return found == caps.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::vector<LocalDateTime>> Oracle::dates_of(const std::string& rule,
                                                           LocalDateTime start, LocalDate last) {
  struct Known {
    int every_days;     // 0: by months
    std::size_t count;  // 0: without end
  };
  static const std::map<std::string, Known> kKnown = {
      {"FREQ=WEEKLY", {7, 0}},           {"FREQ=WEEKLY;INTERVAL=2", {14, 0}},
      {"FREQ=WEEKLY;COUNT=12", {7, 12}}, {"FREQ=MONTHLY", {0, 0}},
      {"FREQ=DAILY;COUNT=9", {1, 9}},    {"FREQ=DAILY;INTERVAL=3;COUNT=30", {3, 30}}};
  const auto known = kKnown.find(rule);
  if (known == kKnown.end()) return std::nullopt;
  const auto of_day = start - std::chrono::floor<std::chrono::days>(start);
  const LocalDate first = date_of(start);
  std::vector<LocalDateTime> dates;
  for (int turn = 0;; ++turn) {
    LocalDate day = first + std::chrono::months(turn);
    if (known->second.every_days > 0) {
      day = LocalDate(std::chrono::local_days(first) +
                      std::chrono::days(turn * known->second.every_days));
    } else if (!day.ok()) {  // no such day in that month: the rule leaves it out
      continue;
    }
    const bool counted = known->second.count > 0 && dates.size() == known->second.count;
    if (day > last || counted) return dates;
    dates.push_back(std::chrono::local_days(day) + std::chrono::minutes(of_day));
  }
}

}  // namespace alcove::testing
