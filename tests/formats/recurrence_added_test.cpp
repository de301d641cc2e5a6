// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/formats/series_of.h"

// Dates besides those of the rule (RFC 5545, 3.8.5.2: RDATE). The dates and instants are by hand:
// New York is five hours behind UTC in winter, four from 8 March to 1 November 2026.

using namespace alcove;
using namespace alcove::recurrence;
using namespace alcove::testing;
using Rows = std::vector<std::string>;

namespace {

constexpr const char* kTheZone = "America/New_York";

LocalDateTime day_at(const char* text) {
  return parse_local(text).value();
}

// Mondays at ten, three of them, and two dates more.
Series three_and_two() {
  Series mondays = series("2026-03-02T10:00", kTheZone, "FREQ=WEEKLY;COUNT=3");
  mondays.rdates = {day_at("2026-04-01T15:30"), day_at("2026-03-11T10:00")};
  return mondays;
}

Error refusal_to(const Series& asked) {
  return expand(asked, 200).error();
}

}  // namespace

TEST_CASE("dates that are added stand among the others, each at its own time") {
  CHECK(rows(three_and_two()) ==
        Rows{"2026-03-02T10:00 2026-03-02T15:00Z", "2026-03-09T10:00 2026-03-09T14:00Z",
             "2026-03-11T10:00 2026-03-11T14:00Z", "2026-03-16T10:00 2026-03-16T14:00Z",
             "2026-04-01T15:30 2026-04-01T19:30Z"});
}

TEST_CASE("a date that is added does not count, and stays where the rule has ended") {
  Series until = series("2026-03-02T10:00", kTheZone, "FREQ=WEEKLY;UNTIL=20260309T140000Z");
  until.rdates = {day_at("2026-03-10T10:00"), day_at("2027-01-04T10:00")};
  CHECK(dates(until) == Rows{"2026-03-02", "2026-03-09", "2026-03-10", "2027-01-04"});
  CHECK(expanded(until).more == More::kNone);
  CHECK(expanded(until, 3).more == More::kFollow);
  CHECK(expanded(until, 4).more == More::kNone);
  CHECK(dates(three_and_two(), 3) == Rows{"2026-03-02", "2026-03-09", "2026-03-11"});
}

TEST_CASE("a date that is added and is one of the rule's is one date, and so is one said twice") {
  Series twice = series("2026-03-02T10:00", kTheZone, "FREQ=WEEKLY;COUNT=3");
  twice.rdates = {day_at("2026-03-09T10:00"), day_at("2026-03-11T10:00"),
                  day_at("2026-03-11T10:00"), day_at("2026-03-02T10:00")};
  CHECK(dates(twice) == Rows{"2026-03-02", "2026-03-09", "2026-03-11", "2026-03-16"});
}

TEST_CASE("what is taken out is taken out, also where it was added") {
  Series both = three_and_two();
  both.exdates = {day_at("2026-03-11T10:00"), day_at("2026-03-09T10:00")};
  CHECK(dates(both) == Rows{"2026-03-02", "2026-03-16", "2026-04-01"});
  CHECK(expanded(both).strange_exdates.empty());
  // Of the rule and added too: it is out all the same.
  both.rdates.push_back(day_at("2026-03-09T10:00"));
  CHECK(dates(both) == Rows{"2026-03-02", "2026-03-16", "2026-04-01"});
  both.exdates = {day_at("2026-04-01T10:00")};
  CHECK(expanded(both).strange_exdates == both.exdates);
}

TEST_CASE("an added time that the clocks skip moves forward, one that comes twice is the first") {
  Series asked = series("2026-03-02T10:00", kTheZone, "FREQ=WEEKLY;COUNT=1");
  asked.rdates = {day_at("2026-03-08T02:30"), day_at("2026-11-01T01:30")};
  CHECK(rows(asked) == Rows{"2026-03-02T10:00 2026-03-02T15:00Z",
                            "2026-03-08T03:30 2026-03-08T07:30Z moved",
                            "2026-11-01T01:30 2026-11-01T05:30Z"});
  CHECK(expanded(asked).instances[1].said == day_at("2026-03-08T02:30"));
}

TEST_CASE("beside a time that the clocks move, an added one stands by its instant") {
  Series sundays = series("2026-03-01T02:30", kTheZone, "FREQ=WEEKLY;COUNT=2");
  sundays.rdates = {day_at("2026-03-08T03:00"), day_at("2026-03-08T03:30")};
  CHECK(rows(sundays) == Rows{"2026-03-01T02:30 2026-03-01T07:30Z",
                              "2026-03-08T03:00 2026-03-08T07:00Z",
                              "2026-03-08T03:30 2026-03-08T07:30Z moved"});
  sundays.exdates = {day_at("2026-03-08T02:30")};
  CHECK(rows(sundays) == Rows{"2026-03-01T02:30 2026-03-01T07:30Z",
                              "2026-03-08T03:00 2026-03-08T07:00Z",
                              "2026-03-08T03:30 2026-03-08T07:30Z"});
}

TEST_CASE("a date before the start is not added; the start itself may be said again") {
  Series asked = three_and_two();
  asked.rdates = {day_at("2026-03-02T09:59")};
  CHECK(refusal_to(asked).field == "rdate");
  CHECK(refusal_to(asked).code == ErrorCode::kOutOfRange);
  asked.rdates = {day_at("2026-03-02T10:00")};
  CHECK(dates(asked).size() == 3);
}

TEST_CASE("the rule has to come to the start, whatever is added") {
  Series asked = series("2026-03-03T10:00", kTheZone, "FREQ=WEEKLY;BYDAY=MO");
  asked.rdates = {day_at("2026-03-03T10:00")};
  CHECK(refusal_to(asked).field == "start");
}

TEST_CASE("dates are added up to the last year that is known") {
  Series daily = series("2199-12-30T10:00", "UTC", "FREQ=DAILY");
  daily.rdates = {day_at("2199-12-31T15:00")};
  CHECK(expanded(daily).instances.size() == 3);
  CHECK(expanded(daily).more == More::kYearsEnd);
}

TEST_CASE("a thousand dates are added and no more") {
  Series once = series("2026-03-02T10:00", "UTC", "FREQ=WEEKLY;COUNT=1");
  for (int i = 1; i <= 1000; ++i) once.rdates.push_back(once.start + std::chrono::days(i));
  CHECK(expanded(once, 2000).instances.size() == 1001);
  once.rdates.push_back(once.start + std::chrono::days(1001));
  CHECK(refusal_to(once).field == "rdate");
  CHECK(refusal_to(once).code == ErrorCode::kTooMany);
}
