// SPDX-License-Identifier: Apache-2.0
#include "server/formats/recurrence.h"

#include <catch2/catch.hpp>

#include "tests/formats/series_of.h"

// Daylight saving, ends of months, days taken out, limits. Every expected date was worked out by
// hand with a calendar.

using namespace alcove;
using namespace alcove::recurrence;
using testing::dates;
using testing::expanded;
using testing::rows;
using testing::series;
using Rows = std::vector<std::string>;

namespace {

constexpr const char* kNewYork = "America/New_York";

Error refused(const Series& asked, std::size_t limit = 5) {
  return expand(asked, limit).error();
}

}  // namespace

TEST_CASE("a weekly hour stays what it is when the clocks go forward and back") {
  CHECK(rows(series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY;BYDAY=MO;COUNT=3")) ==
        Rows{"2026-03-02T10:00 2026-03-02T15:00Z", "2026-03-09T10:00 2026-03-09T14:00Z",
             "2026-03-16T10:00 2026-03-16T14:00Z"});
  CHECK(rows(series("2026-10-26T10:00", kNewYork, "FREQ=WEEKLY;BYDAY=MO;COUNT=2")) ==
        Rows{"2026-10-26T10:00 2026-10-26T14:00Z", "2026-11-02T10:00 2026-11-02T15:00Z"});
}

TEST_CASE("a time that the clocks skip moves forward by what they skip, on that day alone") {
  CHECK(rows(series("2026-03-01T02:30", kNewYork, "FREQ=WEEKLY;COUNT=3")) ==
        Rows{"2026-03-01T02:30 2026-03-01T07:30Z", "2026-03-08T03:30 2026-03-08T07:30Z moved",
             "2026-03-15T02:30 2026-03-15T06:30Z"});
  // The last minute before, the first and the last of the gap, the first behind it.
  const auto on_that_day = [](const std::string& clock) {
    return rows(series("2026-03-08T" + clock, kNewYork, "FREQ=DAILY;COUNT=1")).at(0);
  };
  CHECK(on_that_day("01:59") == "2026-03-08T01:59 2026-03-08T06:59Z");
  CHECK(on_that_day("02:00") == "2026-03-08T03:00 2026-03-08T07:00Z moved");
  CHECK(on_that_day("02:59") == "2026-03-08T03:59 2026-03-08T07:59Z moved");
  CHECK(on_that_day("03:00") == "2026-03-08T03:00 2026-03-08T07:00Z");
}

TEST_CASE("where the clocks skip half an hour, half an hour is what it moves") {
  // Lord Howe Island: from UTC+10:30 to UTC+11 at two o'clock on 4 October 2026.
  CHECK(rows(series("2026-10-03T02:15", "Australia/Lord_Howe", "FREQ=DAILY;COUNT=2")) ==
        Rows{"2026-10-03T02:15 2026-10-02T15:45Z", "2026-10-04T02:45 2026-10-03T15:45Z moved"});
}

TEST_CASE("a time that comes twice is the first of the two") {
  CHECK(rows(series("2026-10-25T01:30", kNewYork, "FREQ=WEEKLY;COUNT=3")) ==
        Rows{"2026-10-25T01:30 2026-10-25T05:30Z", "2026-11-01T01:30 2026-11-01T05:30Z",
             "2026-11-08T01:30 2026-11-08T06:30Z"});
}

TEST_CASE("Arizona keeps one offset, the Navajo Nation does not, Sydney changes the other way") {
  CHECK(rows(series("2026-03-02T10:00", "America/Phoenix", "FREQ=WEEKLY;COUNT=2")) ==
        Rows{"2026-03-02T10:00 2026-03-02T17:00Z", "2026-03-09T10:00 2026-03-09T17:00Z"});
  CHECK(rows(series("2026-03-02T10:00", "America/Shiprock", "FREQ=WEEKLY;COUNT=2")) ==
        Rows{"2026-03-02T10:00 2026-03-02T17:00Z", "2026-03-09T10:00 2026-03-09T16:00Z"});
  CHECK(rows(series("2026-03-30T10:00", "Australia/Sydney", "FREQ=WEEKLY;COUNT=2")) ==
        Rows{"2026-03-30T10:00 2026-03-29T23:00Z", "2026-04-06T10:00 2026-04-06T00:00Z"});
  CHECK(rows(series("2026-10-04T02:30", "Australia/Sydney", "FREQ=WEEKLY;COUNT=1")) ==
        Rows{"2026-10-04T03:30 2026-10-03T16:30Z moved"});
}

TEST_CASE("a zone that left out a whole day has one appointment where two would fall together") {
  // Samoa had no 30 December 2011.
  CHECK(rows(series("2011-12-29T10:00", "Pacific/Apia", "FREQ=DAILY;COUNT=3")) ==
        Rows{"2011-12-29T10:00 2011-12-29T20:00Z", "2011-12-31T10:00 2011-12-30T20:00Z moved",
             "2012-01-01T10:00 2011-12-31T20:00Z"});
}

TEST_CASE("the end belongs to the series, and is an instant") {
  const auto days_until = [](const std::string& until) {
    return dates(series("2026-03-07T10:00", kNewYork, "FREQ=DAILY;UNTIL=" + until));
  };
  // 10:00 is 15:00 UTC on the 7th and 14:00 UTC from the 8th on.
  CHECK(days_until("20260307T150000Z") == Rows{"2026-03-07"});
  CHECK(days_until("20260308T135959Z") == Rows{"2026-03-07"});
  CHECK(days_until("20260308T140000Z") == Rows{"2026-03-07", "2026-03-08"});
  // 02:30 on the 8th is 03:30, and that is 07:30 UTC.
  CHECK(dates(series("2026-03-07T02:30", kNewYork, "FREQ=DAILY;UNTIL=20260308T072959Z")) ==
        Rows{"2026-03-07"});
  CHECK(dates(series("2026-03-07T02:30", kNewYork, "FREQ=DAILY;UNTIL=20260308T073000Z")) ==
        Rows{"2026-03-07", "2026-03-08"});
}

TEST_CASE("an end before the start is refused") {
  const Error error =
      refused(series("2026-03-07T10:00", kNewYork, "FREQ=DAILY;UNTIL=20260307T145959Z"));
  CHECK(error.field == "rule");
  CHECK(error.detail == "UNTIL lies before the start");
}

TEST_CASE("a month without the day is left out, never cut short") {
  CHECK(dates(series("2026-01-31T10:00", kNewYork, "FREQ=MONTHLY;COUNT=4")) ==
        Rows{"2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"});
  CHECK(dates(series("2026-01-31T10:00", kNewYork, "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4")) ==
        Rows{"2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"});
  CHECK(dates(series("2026-01-30T10:00", kNewYork, "FREQ=MONTHLY;COUNT=2")) ==
        Rows{"2026-01-30", "2026-03-30"});
  CHECK(dates(series("2028-01-29T10:00", kNewYork, "FREQ=MONTHLY;COUNT=2")) ==
        Rows{"2028-01-29", "2028-02-29"});
  CHECK(dates(series("2026-01-31T10:00", kNewYork, "FREQ=YEARLY;BYMONTH=1,2,3,4;COUNT=3")) ==
        Rows{"2026-01-31", "2026-03-31", "2027-01-31"});
  CHECK(dates(series("2026-01-01T10:00", kNewYork, "FREQ=MONTHLY;BYMONTHDAY=-31;COUNT=3")) ==
        Rows{"2026-01-01", "2026-03-01", "2026-05-01"});
}

TEST_CASE("the last day of a month is its last day, and counts once where it is the 31st") {
  CHECK(dates(series("2026-01-31T10:00", kNewYork, "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4")) ==
        Rows{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"});
  CHECK(dates(series("2026-01-31T10:00", kNewYork, "FREQ=MONTHLY;BYMONTHDAY=31,-1;COUNT=5")) ==
        Rows{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"});
}

TEST_CASE("29 February comes in leap years alone, and not in 2100") {
  CHECK(dates(series("2024-02-29T10:00", kNewYork, "FREQ=YEARLY;COUNT=3")) ==
        Rows{"2024-02-29", "2028-02-29", "2032-02-29"});
  CHECK(dates(series("2096-02-29T10:00", "UTC", "FREQ=YEARLY;COUNT=2")) ==
        Rows{"2096-02-29", "2104-02-29"});
  CHECK(dates(series("2024-02-29T10:00", kNewYork, "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29"), 2) ==
        Rows{"2024-02-29", "2028-02-29"});
  CHECK(dates(series("2024-02-29T10:00", kNewYork, "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1"), 3) ==
        Rows{"2024-02-29", "2025-02-28", "2026-02-28"});
}

TEST_CASE("the last weekday of a month") {
  CHECK(dates(series("2026-01-30T16:00", kNewYork,
                     "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=6")) ==
        Rows{"2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29", "2026-06-30"});
}

TEST_CASE("the first and the last weekday of a month, and positions that fall together") {
  // February 2026 begins on a Sunday and has four of every day.
  CHECK(dates(series("2026-02-02T10:00", kNewYork,
                     "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT=4")) ==
        Rows{"2026-02-02", "2026-02-27", "2026-03-02", "2026-03-31"});
  CHECK(
      dates(series("2026-02-23T10:00", kNewYork, "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=4,-1;COUNT=4")) ==
      Rows{"2026-02-23", "2026-03-23", "2026-03-30", "2026-04-27"});
}

TEST_CASE("the fifth Monday comes in months that have one") {
  CHECK(dates(series("2026-03-30T10:00", kNewYork, "FREQ=MONTHLY;BYDAY=5MO;COUNT=4")) ==
        Rows{"2026-03-30", "2026-06-29", "2026-08-31", "2026-11-30"});
  CHECK(dates(series("2026-03-02T10:00", kNewYork, "FREQ=MONTHLY;BYDAY=-5MO;COUNT=4")) ==
        Rows{"2026-03-02", "2026-06-01", "2026-08-03", "2026-11-02"});
  // Where the fourth is the last, it is one appointment.
  CHECK(dates(series("2026-04-27T10:00", kNewYork, "FREQ=MONTHLY;BYDAY=4MO,-1MO;COUNT=7")) ==
        Rows{"2026-04-27", "2026-05-25", "2026-06-22", "2026-06-29", "2026-07-27", "2026-08-24",
             "2026-08-31"});
}

TEST_CASE("a value that stands twice in a rule changes nothing") {
  CHECK(dates(series("2026-03-01T10:00", kNewYork, "FREQ=WEEKLY;BYDAY=SU,TH,TH;COUNT=4")) ==
        Rows{"2026-03-01", "2026-03-05", "2026-03-08", "2026-03-12"});
}

TEST_CASE("days taken out count towards the number of the rule") {
  Series weekly = series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY;COUNT=4");
  weekly.exdates = {parse_local("2026-03-16T10:00").value(),
                    parse_local("2026-03-02T10:00").value()};
  CHECK(dates(weekly) == Rows{"2026-03-09", "2026-03-23"});
  CHECK(expanded(weekly).strange_exdates.empty());
  CHECK(expanded(weekly).more == More::kNone);
}

TEST_CASE("a day that the clocks move is taken out by the time of the rule") {
  Series weekly = series("2026-03-01T02:30", kNewYork, "FREQ=WEEKLY;COUNT=3");
  weekly.exdates = {parse_local("2026-03-08T02:30").value()};
  CHECK(dates(weekly) == Rows{"2026-03-01", "2026-03-15"});
  weekly.exdates = {parse_local("2026-03-08T03:30").value()};
  CHECK(dates(weekly) == Rows{"2026-03-01", "2026-03-08", "2026-03-15"});
  CHECK(expanded(weekly).strange_exdates == weekly.exdates);
}

TEST_CASE("a day taken out that is none of the series is told, one behind the last shown is not") {
  Series weekly = series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY");
  const LocalDateTime other_hour = parse_local("2026-03-09T11:00").value();
  const LocalDateTime much_later = parse_local("2027-03-01T10:00").value();
  const LocalDateTime before = parse_local("2026-02-23T10:00").value();
  weekly.exdates = {other_hour, much_later, before};
  CHECK(expanded(weekly, 3).strange_exdates == std::vector{before, other_hour});
  CHECK(dates(weekly, 3) == Rows{"2026-03-02", "2026-03-09", "2026-03-16"});
  weekly.rule.count = 10;
  CHECK(expanded(weekly, 3).strange_exdates == std::vector{before, other_hour, much_later});
}

TEST_CASE("a series of which every day is taken out is empty") {
  Series once = series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY;COUNT=1");
  once.exdates = {once.start};
  CHECK(expanded(once).instances.empty());
  CHECK(expanded(once).more == More::kNone);
}

TEST_CASE("whether more dates follow is told") {
  CHECK(expanded(series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY"), 3).more == More::kFollow);
  CHECK(expanded(series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY;COUNT=3"), 3).more ==
        More::kNone);
  CHECK(expanded(series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY;COUNT=4"), 3).more ==
        More::kFollow);
}

TEST_CASE("a start to which the rule does not come is refused") {
  const std::pair<const char*, const char*> starts[] = {
      {"2026-03-03T10:00", "FREQ=WEEKLY;BYDAY=MO"},
      {"2026-03-03T10:00", "FREQ=DAILY;BYDAY=MO"},
      {"2026-03-03T10:00", "FREQ=DAILY;INTERVAL=7;BYDAY=MO"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;BYDAY=1MO"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;BYMONTHDAY=31"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;BYMONTH=4"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=4"},
      {"2026-03-03T10:00", "FREQ=MONTHLY;BYMONTH=2;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=27"},
      // No month has them: three days that do not follow each other come fourteen times at most.
      {"2026-03-02T10:00", "FREQ=MONTHLY;BYDAY=MO,TH,FR;BYSETPOS=15"},
      {"2026-03-02T10:00", "FREQ=MONTHLY;BYDAY=MO,TH,FR;BYSETPOS=-15"},
      {"2026-03-03T10:00", "FREQ=YEARLY;BYMONTH=4"},
      {"2026-03-31T10:00", "FREQ=YEARLY;BYMONTH=4"}};
  for (const auto& [start, rule] : starts) {
    INFO(rule);
    const Error error = refused(series(start, kNewYork, rule));
    CHECK(error.field == "start");
    CHECK(error.code == ErrorCode::kOutOfRange);
  }
}

TEST_CASE("a rule that was put together by hand passes the same door as a typed one") {
  Series weekly = series("2026-03-02T10:00", kNewYork, "FREQ=WEEKLY");
  weekly.rule.by_month = {3};
  CHECK(refused(weekly).field == "rule");
  weekly.rule.by_month.clear();
  weekly.rule.interval = 0;
  CHECK(refused(weekly).detail == "INTERVAL: 1 to 999");
}

TEST_CASE("every series ends with the year 2199, and so does the search") {
  const Expansion daily = expanded(series("2199-12-30T10:00", "UTC", "FREQ=DAILY"), 9);
  CHECK(daily.instances.size() == 2);
  CHECK(daily.more == More::kYearsEnd);
  const auto more = [](const char* start, const char* rule, std::size_t limit) {
    return expanded(series(start, "UTC", rule), limit).more;
  };
  CHECK(more("2199-12-30T10:00", "FREQ=DAILY", 2) == More::kYearsEnd);
  CHECK(more("2199-12-30T10:00", "FREQ=DAILY", 1) == More::kFollow);
  CHECK(more("2199-12-30T10:00", "FREQ=DAILY;COUNT=2", 9) == More::kNone);
  CHECK(more("2199-12-30T10:00", "FREQ=DAILY;COUNT=3", 9) == More::kYearsEnd);
  CHECK(more("2199-12-30T10:00", "FREQ=DAILY;UNTIL=21991231T100000Z", 9) == More::kNone);
  CHECK(more("2026-03-02T10:00", "FREQ=YEARLY;INTERVAL=200;COUNT=3", 9) == More::kYearsEnd);
  CHECK(dates(series("2000-02-29T10:00", "UTC", "FREQ=YEARLY;INTERVAL=400"), 9) ==
        Rows{"2000-02-29"});
  CHECK(dates(series("2000-02-29T10:00", "UTC", "FREQ=MONTHLY;INTERVAL=999"), 9).size() == 3);
}

TEST_CASE("as many dates as the limit and no more, a limit of 9999 and no more") {
  const Series daily = series("2026-03-02T10:00", "UTC", "FREQ=DAILY");
  CHECK(expanded(daily, 1).instances.size() == 1);
  CHECK(expanded(daily, kMaxInstances).instances.size() == 9999);
  CHECK(refused(daily, kMaxInstances + 1).field == "limit");
  CHECK(refused(daily, 0).field == "limit");
}

TEST_CASE("a thousand days are taken out and no more") {
  Series daily = series("2026-03-02T10:00", "UTC", "FREQ=DAILY");
  for (int i = 0; i < 1000; ++i) daily.exdates.push_back(daily.start + std::chrono::days(i));
  CHECK(dates(daily, 1) == Rows{"2028-11-26"});
  daily.exdates.push_back(daily.start + std::chrono::days(2000));
  CHECK(refused(daily).field == "exdates");
  CHECK(refused(daily).code == ErrorCode::kTooMany);
}
