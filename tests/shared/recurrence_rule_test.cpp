// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/recurrence_rule.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace alcove;
using namespace alcove::rules;
using Catch::Contains;

namespace {

RecurrenceRule rule(std::string_view text) {
  INFO(text);
  return parse_recurrence_rule(text).value();
}

bool reads(const std::string& text) {
  return parse_recurrence_rule(text).ok();
}

std::string refusal(const std::string& text) {
  const Result<RecurrenceRule> read = parse_recurrence_rule(text);
  if (read) return "it was read: " + format_recurrence_rule(*read);
  CHECK(read.error().field == "rule");
  return read.error().detail;
}

ErrorCode code(const std::string& text) {
  return parse_recurrence_rule(text).error().code;
}

std::string repeated(const std::string& value, std::size_t times) {
  std::string list = value;
  for (std::size_t i = 1; i < times; ++i) list += "," + value;
  return list;
}

// A rule of the subset, made from dice.
class Dice {
 public:
  int up_to(int most) { return std::uniform_int_distribution<int>(1, most)(engine_); }
  bool yes() { return up_to(2) == 1; }
  std::chrono::weekday day() { return std::chrono::weekday(static_cast<unsigned>(up_to(7))); }
  int either_end(int most) { return yes() ? up_to(most) : -up_to(most); }

  std::vector<int> numbers(int most, bool negative) {
    std::set<int> values;
    for (int i = up_to(4); i > 0; --i) values.insert(negative ? either_end(most) : up_to(most));
    return {values.begin(), values.end()};
  }

  std::vector<RuleDay> days(bool with_numbers) {
    std::set<std::pair<int, unsigned>> values;
    for (int i = up_to(4); i > 0; --i) {
      values.emplace(with_numbers ? either_end(5) : 0, day().iso_encoding());
    }
    std::vector<RuleDay> list;
    for (const auto& [nth, weekday] : values) {
      list.push_back({.nth = nth, .day = std::chrono::weekday(weekday)});
    }
    return list;
  }

  RecurrenceRule rule() {
    RecurrenceRule made;
    made.frequency = static_cast<Frequency>(up_to(4) - 1);
    if (yes()) made.interval = up_to(999);
    if (yes()) made.week_start = day();
    if (yes()) {
      made.count = up_to(9999);
    } else if (yes()) {
      made.until = UtcTime(std::chrono::hours(up_to(1'000'000)) + std::chrono::seconds(up_to(59)));
    }
    switch (made.frequency) {
      case Frequency::kDaily:
      case Frequency::kWeekly:
        if (yes()) made.by_day = days(false);
        break;
      case Frequency::kMonthly:
        limit_month(made);
        break;
      case Frequency::kYearly:
        if (yes()) made.by_month = numbers(12, false);
        break;
    }
    return made;
  }

 private:
  void limit_month(RecurrenceRule& made) {
    if (yes()) made.by_month = numbers(12, false);
    switch (up_to(4)) {
      case 1:
        made.by_day = days(true);
        break;
      case 2:
        made.by_day = days(false);
        made.by_set_pos = numbers(5, true);
        break;
      case 3:
        made.by_month_day = numbers(31, true);
        break;
      default:
        break;
    }
  }

  std::mt19937 engine_{5545};
};

}  // namespace

TEST_CASE("every part of a rule is read") {
  const RecurrenceRule weekly = rule("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH");
  CHECK(weekly.frequency == Frequency::kWeekly);
  CHECK(weekly.interval == 2);
  CHECK(weekly.count == 8);
  CHECK(weekly.week_start == std::chrono::Sunday);
  CHECK(weekly.by_day ==
        std::vector<RuleDay>{{0, std::chrono::Tuesday}, {0, std::chrono::Thursday}});
  const RecurrenceRule until = rule("FREQ=DAILY;UNTIL=20261224T150059Z");
  CHECK(until.until == parse_utc("2026-12-24T15:00:59.000Z").value());
  const RecurrenceRule nth = rule("FREQ=MONTHLY;BYDAY=1SU,-1SU,+2MO;BYMONTH=3,1");
  CHECK(nth.by_day == std::vector<RuleDay>{{-1, std::chrono::Sunday},
                                           {1, std::chrono::Sunday},
                                           {2, std::chrono::Monday}});
  CHECK(nth.by_month == std::vector<int>{1, 3});
  CHECK(rule("FREQ=MONTHLY;BYMONTHDAY=+15,-1").by_month_day == std::vector<int>{-1, 15});
  CHECK(rule("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1").by_set_pos == std::vector<int>{-1});
}

TEST_CASE("what goes without saying: once each, Monday first, no end") {
  const RecurrenceRule daily = rule("FREQ=DAILY");
  CHECK(daily.interval == 1);
  CHECK(daily.week_start == std::chrono::Monday);
  CHECK_FALSE(daily.count.has_value());
  CHECK_FALSE(daily.until.has_value());
}

TEST_CASE("small letters and another order of the parts are the same rule") {
  CHECK(rule("byday=mo;Freq=Weekly;until=20261224t150000z") ==
        rule("FREQ=WEEKLY;UNTIL=20261224T150000Z;BYDAY=MO"));
}

TEST_CASE("a value that stands twice in a list counts once") {
  CHECK(rule("FREQ=WEEKLY;BYDAY=SU,TH,TH") == rule("FREQ=WEEKLY;BYDAY=TH,SU"));
  CHECK(rule("FREQ=MONTHLY;BYMONTHDAY=1,+1,01") == rule("FREQ=MONTHLY;BYMONTHDAY=1"));
}

TEST_CASE("a rule is written in one spelling") {
  CHECK(format_recurrence_rule(rule("bymonth=12,2;wkst=su;byday=fr,mo;bysetpos=-1,1;count=9;"
                                    "interval=2;freq=monthly")) ==
        "FREQ=MONTHLY;INTERVAL=2;COUNT=9;WKST=SU;BYDAY=MO,FR;BYSETPOS=-1,1;BYMONTH=2,12");
  CHECK(format_recurrence_rule(rule("UNTIL=20261224T150059Z;WKST=MO;INTERVAL=1;FREQ=DAILY")) ==
        "FREQ=DAILY;UNTIL=20261224T150059Z");
  CHECK(format_recurrence_rule(rule("FREQ=MONTHLY;BYDAY=2MO,-1FR")) ==
        "FREQ=MONTHLY;BYDAY=-1FR,2MO");
  CHECK(format_recurrence_rule(rule("FREQ=MONTHLY;BYMONTHDAY=31,-3")) ==
        "FREQ=MONTHLY;BYMONTHDAY=-3,31");
}

TEST_CASE("a rule that is written and read is the same rule") {
  Dice dice;
  for (int i = 0; i < 5000; ++i) {
    const RecurrenceRule made = dice.rule();
    const std::string text = format_recurrence_rule(made);
    INFO(text);
    const Result<RecurrenceRule> read = parse_recurrence_rule(text);
    REQUIRE(read.ok());
    REQUIRE(*read == made);
    REQUIRE(format_recurrence_rule(*read) == text);
  }
}

TEST_CASE("parts that programs read differently are refused by name") {
  for (const std::string part :
       {"BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "RSCALE", "SKIP"}) {
    CHECK(refusal("FREQ=YEARLY;" + part + "=1") == part + " is not supported");
    CHECK(code("FREQ=YEARLY;" + part + "=1") == ErrorCode::kOutOfRange);
  }
  for (const std::string often : {"HOURLY", "MINUTELY", "SECONDLY"}) {
    CHECK(refusal("FREQ=" + often) ==
          "FREQ=" + often + " is not supported: DAILY, WEEKLY, MONTHLY or YEARLY");
  }
}

TEST_CASE("parts that do not go together are refused by name") {
  CHECK(refusal("FREQ=DAILY;COUNT=1;UNTIL=20261224T150000Z") ==
        "COUNT and UNTIL exclude each other");
  for (const std::string often : {"DAILY", "WEEKLY"}) {
    CHECK_THAT(refusal("FREQ=" + often + ";BYDAY=MO,2TU"), Contains("BYDAY: a day with a number"));
    CHECK_THAT(refusal("FREQ=" + often + ";BYMONTH=1"), Contains("BYMONTH is supported with"));
  }
  CHECK(refusal("FREQ=YEARLY;BYDAY=MO") == "BYDAY is not supported with FREQ=YEARLY");
  CHECK(refusal("FREQ=YEARLY;BYMONTH=3;BYDAY=1SU") == "BYDAY is not supported with FREQ=YEARLY");
  CHECK_THAT(refusal("FREQ=MONTHLY;BYDAY=MO"), Contains("every day has a number, like 2MO"));
  CHECK_THAT(refusal("FREQ=MONTHLY;BYDAY=MO,2TU"), Contains("every day has a number, like 2MO"));
  for (const std::string often : {"DAILY", "WEEKLY", "YEARLY"}) {
    CHECK(refusal("FREQ=" + often + ";BYMONTHDAY=1") ==
          "BYMONTHDAY is supported with FREQ=MONTHLY only");
    CHECK(refusal("FREQ=" + often + ";BYSETPOS=1") ==
          "BYSETPOS is supported with FREQ=MONTHLY and BYDAY only");
  }
  CHECK(refusal("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=2FR") ==
        "BYMONTHDAY is not supported beside BYDAY");
  CHECK_THAT(refusal("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1"), Contains("BYSETPOS"));
  CHECK_THAT(refusal("FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=1"), Contains("BYSETPOS"));
  CHECK_THAT(refusal("FREQ=MONTHLY;BYDAY=1MO,2TU;BYSETPOS=1"), Contains("BYSETPOS"));
}

TEST_CASE("what RFC 5545's own examples use beyond the supported parts is refused by name") {
  const std::pair<std::string, std::string> examples[] = {
      {"FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "BYDAY"},
      {"FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "BYMONTH"},
      {"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "BYDAY"},
      {"FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "BYYEARDAY"},
      {"FREQ=YEARLY;BYDAY=20MO", "BYDAY"},
      {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO"},
      {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "BYDAY"},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "BYMONTHDAY"},
      {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "BYMONTHDAY"},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "BYDAY"},
      {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "FREQ=HOURLY"},
      {"FREQ=MINUTELY;INTERVAL=15;COUNT=6", "FREQ=MINUTELY"},
      {"FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,20,40", "BYHOUR"}};
  for (const auto& [text, part] : examples) {
    INFO(text);
    CHECK_THAT(refusal(text), Catch::StartsWith(part));
  }
}

TEST_CASE("a rule that is none is refused, and says where") {
  CHECK(refusal("") == "the rule is empty");
  CHECK(refusal("BYDAY=MO") == "FREQ is missing");
  CHECK(code("BYDAY=MO") == ErrorCode::kMissingField);
  CHECK(refusal("FREQ=DAILY;") == "part 2 is empty");
  CHECK(refusal(";FREQ=DAILY") == "part 1 is empty");
  CHECK(refusal("FREQ=DAILY;;COUNT=1") == "part 2 is empty");
  CHECK(refusal("FREQ=DAILY;COUNT") == "COUNT is empty");
  CHECK(refusal("FREQ=DAILY;COUNT=") == "COUNT is empty");
  CHECK(refusal("FREQ=DAILY;COUNT=1;COUNT=1") == "COUNT is there twice");
  CHECK(refusal("FREQ=DAILY;FREQ=DAILY") == "FREQ is there twice");
  CHECK(refusal("FREQ=DAILY;X-COLOUR=1") == "part 2 is none that RFC 5545 knows");
  CHECK(refusal("FREQ=DAILY; COUNT=1") == "part 2 is none that RFC 5545 knows");
  CHECK_THAT(refusal("RRULE:FREQ=DAILY"), Contains("without RRULE"));
  CHECK(refusal("FREQ=FORTNIGHTLY") == "FREQ: DAILY, WEEKLY, MONTHLY or YEARLY");
  for (const std::string text :
       {"FREQ=DAILY;BYDAY=MO,", "FREQ=DAILY;BYDAY=,MO", "FREQ=DAILY;BYDAY=MO,,TU",
        "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;BYDAY=M", "FREQ=MONTHLY;BYDAY=-MO"}) {
    CHECK_THAT(refusal(text), Catch::StartsWith("BYDAY: days like MO"));
  }
  CHECK(refusal("FREQ=WEEKLY;WKST=XX") == "WKST: MO, TU, WE, TH, FR, SA or SU");
}

TEST_CASE("the end of a rule is a time in UTC") {
  CHECK(reads("FREQ=DAILY;UNTIL=21991231T235959Z"));
  for (const std::string text :
       {"20261224", "20261224T150000", "20261224T1500Z", "20261324T150000Z", "20260230T150000Z",
        "20261224T240000Z", "20261224T150060Z", "22000101T000000Z", "2026-12-24T15:00:00.000Z",
        "2O261224T150000Z", "20261224X150000Z", "20261224T15000Z0"}) {
    INFO(text);
    CHECK(refusal("FREQ=DAILY;UNTIL=" + text) == "UNTIL: a time in UTC, like 20261224T150000Z");
  }
}

TEST_CASE("every number is good up to its limit and refused one past it") {
  const auto at_its_limits = [](const std::string& start, int least, int most, bool both_ends) {
    INFO(start);
    CHECK(reads(start + std::to_string(least)));
    CHECK(reads(start + std::to_string(most)));
    CHECK_FALSE(reads(start + std::to_string(least - 1)));
    CHECK_FALSE(reads(start + std::to_string(most + 1)));
    CHECK(reads(start + std::to_string(-most)) == both_ends);
    CHECK_FALSE(reads(start + std::to_string(-most - 1)));
    CHECK_FALSE(reads(start + "0" + std::to_string(least - 1)));
    CHECK_FALSE(reads(start + "99999999999999999999"));
    CHECK_FALSE(reads(start + "1x"));
  };
  at_its_limits("FREQ=DAILY;INTERVAL=", 1, 999, false);
  at_its_limits("FREQ=DAILY;COUNT=", 1, 9999, false);
  at_its_limits("FREQ=MONTHLY;BYMONTHDAY=", 1, 31, true);
  at_its_limits("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=", 1, 31, true);
  at_its_limits("FREQ=YEARLY;BYMONTH=", 1, 12, false);
  CHECK(reads("FREQ=MONTHLY;BYDAY=5MO,-5MO,1MO,-1MO"));
  for (const std::string day : {"6MO", "-6MO", "0MO", "20MO"}) {
    CHECK_FALSE(reads("FREQ=MONTHLY;BYDAY=" + day));
  }
}

TEST_CASE("a position that no month has is refused") {
  // A month of 31 days that begins on a Monday: five Mondays, Tuesdays and Wednesdays.
  const std::pair<std::string, int> days[] = {
      {"MO", 5}, {"MO,TU", 10}, {"MO,TU,WE", 15}, {"MO,TU,WE,TH", 19}, {"MO,TU,WE,TH,FR,SA", 27}};
  for (const auto& [listed, most] : days) {
    const std::string start = "FREQ=MONTHLY;BYDAY=" + listed + ";BYSETPOS=";
    CHECK(reads(start + std::to_string(most) + "," + std::to_string(-most)));
    CHECK_THAT(refusal(start + "1," + std::to_string(most + 1)), Contains("BYSETPOS: no month"));
    CHECK_THAT(refusal(start + "1," + std::to_string(-most - 1)), Contains("BYSETPOS: no month"));
  }
}

TEST_CASE("a list has 64 values and no more, a rule 512 letters and no more") {
  CHECK(reads("FREQ=DAILY;BYDAY=" + repeated("MO", 64)));
  CHECK(refusal("FREQ=DAILY;BYDAY=" + repeated("MO", 65)) == "BYDAY: at most 64 values");
  CHECK(code("FREQ=MONTHLY;BYMONTHDAY=" + repeated("1", 65)) == ErrorCode::kTooMany);
  // The longest that can be read: numbers with all the noughts that they may have.
  const std::string days = "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=" + repeated("+0001", 64);
  REQUIRE(days.size() == 31 + 64 * 5 + 63);
  const std::string months = days + ";BYMONTH=" + repeated("0001", 17);
  REQUIRE(months.size() == 414 + 9 + 17 * 4 + 16);
  const std::string longest = months + ",1,01";
  REQUIRE(longest.size() == 512);
  CHECK(reads(longest));
  CHECK(code(months + ",01,01") == ErrorCode::kTooLarge);
  CHECK_THAT(refusal(months + ",01,01"), Contains("512"));
}

TEST_CASE("a refusal repeats nothing of what was typed") {
  for (const std::string text : {"FREQ=SECRET", "SECRET=1", "FREQ=DAILY;COUNT=SECRET",
                                 "FREQ=DAILY;BYDAY=SECRET", "FREQ=DAILY;UNTIL=SECRET"}) {
    CHECK_THAT(refusal(text), !Contains("SECRET"));
  }
}
