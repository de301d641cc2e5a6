// SPDX-License-Identifier: Apache-2.0
#include "shared/base/time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <optional>
#include <stdexcept>

#include "shared/base/zone_data.h"

namespace alcove {
namespace {

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2199;

Error bad_time(const char* shape) {
  return {ErrorCode::kMalformed, {}, fmt::format("a time is written {}", shape)};
}

// The number in exactly `count` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<std::chrono::minutes> clock_time(std::string_view text, std::size_t at) {
  const auto hour = digits(text, at, 2);
  const auto minute = digits(text, at + 3, 2);
  if (!hour || !minute || text[at + 2] != ':' || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute);
}

const date::time_zone* rules_of(const void* rules) {
  return static_cast<const date::time_zone*>(rules);
}

date::local_time<std::chrono::minutes> to_date(LocalDateTime local) {
  return date::local_time<std::chrono::minutes>(local.time_since_epoch());
}

// The system's tables of changes end with this year, though the rules go on. A later time is looked
// up in one of the last years of the tables, whose days of the week are the same from 1 March on:
// every rule says "the second Sunday in March" or the like, and none changes anything in January or
// February.
constexpr std::chrono::year kLastTableYear{2037};
constexpr int kYearsOfEveryWeekday = 8;  // up to 2037: each has 1 March on every day of the week

std::chrono::local_days first_of_march(std::chrono::year year) {
  return std::chrono::local_days(year / std::chrono::March / 1);
}

std::chrono::days beyond_tables(std::chrono::year year) {
  for (int back = 0; back < kYearsOfEveryWeekday; ++back) {
    const auto apart =
        first_of_march(year) - first_of_march(kLastTableYear - std::chrono::years(back));
    if (apart.count() % 7 == 0) return apart;
  }
  ALCOVE_CHECK(false);
  return {};
}

// Whether the tables say nothing more from 2037 on. A few zones have theirs until 2087.
bool is_last(const date::sys_info& info) {
  return info.begin < date::sys_days(date::year(2038) / 1 / 1) &&
         info.end > date::sys_days(date::year(kLastYear + 1) / 1 / 1);
}

date::local_info info_at(const void* rules, LocalDateTime local) {
  const std::chrono::year year = date_of(local).year();
  const auto info = rules_of(rules)->get_info(to_date(local));
  if (year <= kLastTableYear || !is_last(info.first)) return info;
  return rules_of(rules)->get_info(to_date(local - beyond_tables(year)));
}

date::sys_info info_at(const void* rules, UtcTime time) {
  using Instant = date::sys_time<std::chrono::milliseconds>;
  const std::chrono::year year = LocalDate(std::chrono::floor<std::chrono::days>(time)).year();
  const auto info = rules_of(rules)->get_info(Instant(time));
  if (year <= kLastTableYear || !is_last(info)) return info;
  return rules_of(rules)->get_info(Instant(time - beyond_tables(year)));
}

}  // namespace

std::string format_utc(UtcTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_date(LocalDate(day)),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

Result<UtcTime> parse_utc(std::string_view text) {
  constexpr const char* kShape = "like 2026-11-24T10:42:07.123Z";
  if (text.size() != 24 || text[10] != 'T' || text[16] != ':' || text[19] != '.' ||
      text[23] != 'Z') {
    return bad_time(kShape);
  }
  ALCOVE_ASSIGN(const LocalDate day, parse_date(text.substr(0, 10)));
  const auto clock = clock_time(text, 11);
  const auto second = digits(text, 17, 2);
  const auto milli = digits(text, 20, 3);
  if (!clock || !second || !milli || *second > 59) return bad_time(kShape);
  return UtcTime(std::chrono::sys_days(day)) + *clock + std::chrono::seconds(*second) +
         std::chrono::milliseconds(*milli);
}

std::string format_date(LocalDate date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Result<LocalDate> parse_date(std::string_view text) {
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day) {
    return Error{ErrorCode::kMalformed, {}, "a date is written like 2026-11-24"};
  }
  const LocalDate date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                       std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) {
    return Error{ErrorCode::kOutOfRange, {}, "the calendar does not have that day"};
  }
  if (*year < kFirstYear || *year > kLastYear) {
    return Error{ErrorCode::kOutOfRange, {}, "a year lies between 1800 and 2199"};
  }
  return date;
}

std::string format_local(LocalDateTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}", format_date(LocalDate(day)), clock.hours().count(),
                     clock.minutes().count());
}

Result<LocalDateTime> parse_local(std::string_view text) {
  constexpr const char* kShape = "like 2026-11-24T10:00";
  if (text.size() != 16 || text[10] != 'T') return bad_time(kShape);
  ALCOVE_ASSIGN(const LocalDate day, parse_date(text.substr(0, 10)));
  const auto clock = clock_time(text, 11);
  if (!clock) return bad_time(kShape);
  return LocalDateTime(std::chrono::local_days(day)) + *clock;
}

LocalDate date_of(LocalDateTime time) {
  return LocalDate(std::chrono::floor<std::chrono::days>(time));
}

UtcTime SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<Zone> Zone::named(std::string_view iana_name) {
  zone_data_version();  // noted with the rules that are read now
  try {
    const date::time_zone* rules = date::locate_zone(iana_name);
    return Zone(std::string(iana_name), rules);
  } catch (const std::runtime_error&) {
    return Error{ErrorCode::kOutOfRange, {}, "the system does not know that time zone"};
  }
}

UtcTime Zone::to_utc(LocalDateTime local) const {
  const auto info = info_at(rules_, local);
  const auto utc = std::chrono::sys_time<std::chrono::minutes>(local.time_since_epoch());
  // In the gap and in the doubled hour alike the offset before the change is the one we chose: it
  // moves a missing time forward, and it takes the first of two.
  return std::chrono::time_point_cast<std::chrono::milliseconds>(utc - info.first.offset);
}

LocalDateTime Zone::to_local(UtcTime time) const {
  const auto info = info_at(rules_, time);
  return LocalDateTime(
      std::chrono::floor<std::chrono::minutes>(time.time_since_epoch() + info.offset));
}

bool Zone::exists(LocalDateTime local) const {
  return info_at(rules_, local).result != date::local_info::nonexistent;
}

}  // namespace alcove
