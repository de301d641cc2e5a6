// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <optional>
#include <random>

#include "tests/formats/series_of.h"

// Rules at random, against a walk from day to day that asks of each whether the rule falls on it:
// slow, and nothing of it is shared with what it checks.

using namespace alcove;
using namespace alcove::rules;
using namespace alcove::recurrence;
using std::chrono::local_days;
using std::chrono::weekday;

namespace {

template <class Value>
bool has(const std::vector<Value>& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

unsigned days_in_month(LocalDate date) {
  return static_cast<unsigned>((date.year() / date.month() / std::chrono::last).day());
}

bool has_plain(const RecurrenceRule& rule, weekday day) {
  return has(rule.by_day, RuleDay{.nth = 0, .day = day});
}

// Which of the month's days in the list this one is, from the front and from the back.
bool at_position(const RecurrenceRule& rule, LocalDate date) {
  int place = 0;
  int all = 0;
  for (unsigned day = 1; day <= days_in_month(date); ++day) {
    const LocalDate one{date.year(), date.month(), std::chrono::day(day)};
    if (!has_plain(rule, weekday(local_days(one)))) continue;
    ++all;
    if (one <= date) ++place;
  }
  return has(rule.by_set_pos, place) || has(rule.by_set_pos, place - all - 1);
}

bool fits_in_month(const RecurrenceRule& rule, LocalDate start, LocalDate date) {
  const int day = static_cast<int>(static_cast<unsigned>(date.day()));
  const int from_end = day - static_cast<int>(days_in_month(date)) - 1;
  const weekday weekday_of_date{local_days(date)};
  if (!rule.by_set_pos.empty()) {
    return has_plain(rule, weekday_of_date) && at_position(rule, date);
  }
  if (!rule.by_day.empty()) {
    return has(rule.by_day, RuleDay{.nth = (day - 1) / 7 + 1, .day = weekday_of_date}) ||
           has(rule.by_day, RuleDay{.nth = (from_end + 1) / 7 - 1, .day = weekday_of_date});
  }
  if (!rule.by_month_day.empty()) {
    return has(rule.by_month_day, day) || has(rule.by_month_day, from_end);
  }
  return date.day() == start.day();
}

local_days week_of(local_days day, weekday first) {
  return day - (weekday(day) - first);
}

bool falls_on(const RecurrenceRule& rule, LocalDate start, LocalDate date) {
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  const auto apart = (local_days(date) - local_days(start)).count();
  const auto months = (date.year() / date.month() - start.year() / start.month()).count();
  const auto weeks =
      (week_of(local_days(date), rule.week_start) - week_of(local_days(start), rule.week_start))
          .count() /
      7;
  switch (rule.frequency) {
    case Frequency::kDaily:
      return apart % rule.interval == 0 &&
             (rule.by_day.empty() || has_plain(rule, weekday(local_days(date))));
    case Frequency::kWeekly:
      return weeks % rule.interval == 0 &&
             (rule.by_day.empty() ? weekday(local_days(date)) == weekday(local_days(start))
                                  : has_plain(rule, weekday(local_days(date))));
    case Frequency::kMonthly:
      return months % rule.interval == 0 && (rule.by_month.empty() || has(rule.by_month, month)) &&
             fits_in_month(rule, start, date);
    case Frequency::kYearly:
      return (date.year() - start.year()).count() % rule.interval == 0 &&
             date.day() == start.day() &&
             (rule.by_month.empty() ? date.month() == start.month() : has(rule.by_month, month));
  }
  return false;
}

class Dice {
 public:
  int up_to(int most) { return std::uniform_int_distribution<int>(1, most)(engine_); }
  bool yes() { return up_to(2) == 1; }

  std::string list(int most, bool either_end) {
    std::string out;
    for (int i = up_to(4); i > 0; --i) {
      out += (out.empty() ? "" : ",") + std::string(either_end && yes() ? "-" : "") +
             std::to_string(up_to(most));
    }
    return out;
  }

  std::string days(bool with_numbers) {
    constexpr const char* kDays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    std::string out;
    for (int i = up_to(5); i > 0; --i) {
      out += out.empty() ? "" : ",";
      if (with_numbers) out += (yes() ? "-" : "") + std::to_string(up_to(5));
      out += kDays[up_to(7) - 1];
    }
    return out;
  }

  std::string rule() {
    std::string text;
    switch (up_to(4)) {
      case 1:
        text = "FREQ=DAILY;INTERVAL=" + std::to_string(up_to(9));
        return yes() ? text : text + ";BYDAY=" + days(false);
      case 2:
        text = "FREQ=WEEKLY;WKST=" + days(false).substr(0, 2) +
               ";INTERVAL=" + std::to_string(up_to(4));
        return yes() ? text : text + ";BYDAY=" + days(false);
      case 3:
        text = "FREQ=YEARLY;INTERVAL=" + std::to_string(up_to(3));
        return yes() ? text : text + ";BYMONTH=" + list(12, false);
      default:
        break;
    }
    text = "FREQ=MONTHLY;INTERVAL=" + std::to_string(up_to(4));
    if (up_to(3) == 1) text += ";BYMONTH=" + list(12, false);
    switch (up_to(4)) {
      case 1:
        return text + ";BYDAY=" + days(true);
      case 2:
        return text + ";BYDAY=" + days(false) + ";BYSETPOS=" + list(5, true);
      case 3:
        return text + ";BYMONTHDAY=" + list(31, true);
      default:
        return text;
    }
  }

  LocalDate day() {
    return LocalDate(
        local_days(LocalDate{std::chrono::year(2020), std::chrono::month(1), std::chrono::day(1)}) +
        std::chrono::days(up_to(4000)));
  }

 private:
  std::mt19937 engine_{5545};
};

constexpr int kDaysWalked = 4 * 366;

// A day on which the rule falls when it begins on it; none within a year.
std::optional<LocalDate> start_of(const RecurrenceRule& rule, LocalDate near) {
  for (int i = 0; i < 366; ++i) {
    const LocalDate date{local_days(near) + std::chrono::days(i)};
    if (falls_on(rule, date, date)) return date;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("rules at random come to the days that a walk from day to day finds") {
  Dice dice;
  int tried = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string text = dice.rule();
    const RecurrenceRule rule = parse_recurrence_rule(text).value();
    const std::optional<LocalDate> start = start_of(rule, dice.day());
    if (!start) continue;
    ++tried;
    INFO(text << " from " << format_date(*start));
    std::vector<std::string> expected;
    for (int day = 0; day < kDaysWalked; ++day) {
      const LocalDate date{local_days(*start) + std::chrono::days(day)};
      if (falls_on(rule, *start, date)) expected.push_back(format_date(date));
    }
    const auto asked = testing::series(format_date(*start) + "T10:00", "UTC", text);
    REQUIRE(testing::dates(asked, expected.size()) == expected);
  }
  CHECK(tried > 1000);
}

TEST_CASE("instances of rules at random ascend, and keep the hour unless it is skipped") {
  Dice dice;
  int tried = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string text = dice.rule();
    const RecurrenceRule rule = parse_recurrence_rule(text).value();
    const std::optional<LocalDate> start = start_of(rule, dice.day());
    if (!start) continue;
    ++tried;
    INFO(text << " from " << format_date(*start));
    const auto asked = testing::series(format_date(*start) + "T02:30", "America/New_York", text);
    std::optional<Instance> before;
    bool ascend = true;
    bool keep_the_hour = true;
    for (const Instance& one : testing::expanded(asked, 500).instances) {
      ascend = ascend && (!before || (before->utc < one.utc && before->local < one.local));
      const std::string clock = format_local(one.local).substr(11);
      keep_the_hour = keep_the_hour && clock == (one.shifted_from_gap ? "03:30" : "02:30");
      before = one;
    }
    REQUIRE(ascend);
    REQUIRE(keep_the_hour);
  }
  CHECK(tried > 200);
}
