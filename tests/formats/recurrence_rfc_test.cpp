// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/formats/series_of.h"

// The examples of RFC 5545, section 3.8.5.3, that lie within the supported parts, with the dates
// that the RFC prints. All of them begin at nine o'clock in New York.

using namespace alcove;
using testing::dates;
using testing::rows;
using testing::series;

namespace {

// "1997-09" and {2, 9}: 1997-09-02, 1997-09-09.
struct Month {
  const char* month;
  std::vector<int> days;
};

std::vector<int> from_to(int first, int last, int step = 1) {
  std::vector<int> days;
  for (int day = first; day <= last; day += step) days.push_back(day);
  return days;
}

std::vector<std::string> list(const std::vector<Month>& months) {
  std::vector<std::string> out;
  for (const Month& month : months) {
    for (const int day : month.days) {
      out.push_back(std::string(month.month) + (day < 10 ? "-0" : "-") + std::to_string(day));
    }
  }
  return out;
}

// The first dates of the rule, as many as are expected; a rule with an end has no more than them.
void check(const std::string& first_day, const std::string& rule,
           const std::vector<Month>& expected) {
  INFO(rule);
  const auto asked = series(first_day + "T09:00", "America/New_York", rule);
  const std::vector<std::string> wanted = list(expected);
  const bool has_an_end = asked.rule.count || asked.rule.until;
  CHECK(dates(asked, has_an_end ? 200 : wanted.size()) == wanted);
}

}  // namespace

TEST_CASE("RFC 5545: daily") {
  check("1997-09-02", "FREQ=DAILY;COUNT=10", {{"1997-09", from_to(2, 11)}});
  check("1997-09-02", "FREQ=DAILY;UNTIL=19971224T000000Z",
        {{"1997-09", from_to(2, 30)},
         {"1997-10", from_to(1, 31)},
         {"1997-11", from_to(1, 30)},
         {"1997-12", from_to(1, 23)}});
  check(
      "1997-09-02", "FREQ=DAILY;INTERVAL=2",
      {{"1997-09", from_to(2, 30, 2)}, {"1997-10", from_to(2, 30, 2)}, {"1997-11", {1, 3, 5, 7}}});
  check("1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5",
        {{"1997-09", {2, 12, 22}}, {"1997-10", {2, 12}}});
}

TEST_CASE("RFC 5545: weekly") {
  check("1997-09-02", "FREQ=WEEKLY;COUNT=10",
        {{"1997-09", {2, 9, 16, 23, 30}}, {"1997-10", {7, 14, 21, 28}}, {"1997-11", {4}}});
  check("1997-09-02", "FREQ=WEEKLY;UNTIL=19971224T000000Z",
        {{"1997-09", {2, 9, 16, 23, 30}},
         {"1997-10", {7, 14, 21, 28}},
         {"1997-11", {4, 11, 18, 25}},
         {"1997-12", {2, 9, 16, 23}}});
  check("1997-09-02", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        {{"1997-09", {2, 16, 30}},
         {"1997-10", {14, 28}},
         {"1997-11", {11, 25}},
         {"1997-12", {9, 23}},
         {"1998-01", {6, 20}},
         {"1998-02", {3, 17}}});
  for (const std::string end : {"UNTIL=19971007T000000Z", "COUNT=10"}) {
    check("1997-09-02", "FREQ=WEEKLY;" + end + ";WKST=SU;BYDAY=TU,TH",
          {{"1997-09", {2, 4, 9, 11, 16, 18, 23, 25, 30}}, {"1997-10", {2}}});
  }
  check("1997-09-01", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        {{"1997-09", {1, 3, 5, 15, 17, 19, 29}},
         {"1997-10", {1, 3, 13, 15, 17, 27, 29, 31}},
         {"1997-11", {10, 12, 14, 24, 26, 28}},
         {"1997-12", {8, 10, 12, 22}}});
  check("1997-09-02", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        {{"1997-09", {2, 4, 16, 18, 30}}, {"1997-10", {2, 14, 16}}});
}

TEST_CASE("RFC 5545: monthly, by days of the week") {
  check("1997-09-05", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        {{"1997-09", {5}},
         {"1997-10", {3}},
         {"1997-11", {7}},
         {"1997-12", {5}},
         {"1998-01", {2}},
         {"1998-02", {6}},
         {"1998-03", {6}},
         {"1998-04", {3}},
         {"1998-05", {1}},
         {"1998-06", {5}}});
  check("1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        {{"1997-09", {5}}, {"1997-10", {3}}, {"1997-11", {7}}, {"1997-12", {5}}});
  check("1997-09-07", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        {{"1997-09", {7, 28}},
         {"1997-11", {2, 30}},
         {"1998-01", {4, 25}},
         {"1998-03", {1, 29}},
         {"1998-05", {3, 31}}});
  check("1997-09-22", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        {{"1997-09", {22}},
         {"1997-10", {20}},
         {"1997-11", {17}},
         {"1997-12", {22}},
         {"1998-01", {19}},
         {"1998-02", {16}}});
}

TEST_CASE("RFC 5545: monthly, by days of the month") {
  check("1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3",
        {{"1997-09", {28}},
         {"1997-10", {29}},
         {"1997-11", {28}},
         {"1997-12", {29}},
         {"1998-01", {29}},
         {"1998-02", {26}}});
  check("1997-09-02", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        {{"1997-09", {2, 15}},
         {"1997-10", {2, 15}},
         {"1997-11", {2, 15}},
         {"1997-12", {2, 15}},
         {"1998-01", {2, 15}}});
  check("1997-09-30", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        {{"1997-09", {30}},
         {"1997-10", {1, 31}},
         {"1997-11", {1, 30}},
         {"1997-12", {1, 31}},
         {"1998-01", {1, 31}},
         {"1998-02", {1}}});
  check("1997-09-10", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        {{"1997-09", from_to(10, 15)}, {"1999-03", from_to(10, 13)}});
  check("2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        {{"2007-01", {15, 30}}, {"2007-02", {15}}, {"2007-03", {15, 30}}});
}

TEST_CASE("RFC 5545: yearly, by months") {
  check("1997-06-10", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        {{"1997-06", {10}},
         {"1997-07", {10}},
         {"1998-06", {10}},
         {"1998-07", {10}},
         {"1999-06", {10}},
         {"1999-07", {10}},
         {"2000-06", {10}},
         {"2000-07", {10}},
         {"2001-06", {10}},
         {"2001-07", {10}}});
  check("1997-03-10", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        {{"1997-03", {10}},
         {"1999-01", {10}},
         {"1999-02", {10}},
         {"1999-03", {10}},
         {"2001-01", {10}},
         {"2001-02", {10}},
         {"2001-03", {10}},
         {"2003-01", {10}},
         {"2003-02", {10}},
         {"2003-03", {10}}});
}

TEST_CASE("RFC 5545: positions in a month") {
  check("1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        {{"1997-09", {4}}, {"1997-10", {7}}, {"1997-11", {6}}});
  check("1997-09-29", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        {{"1997-09", {29}},
         {"1997-10", {30}},
         {"1997-11", {27}},
         {"1997-12", {30}},
         {"1998-01", {29}},
         {"1998-02", {26}},
         {"1998-03", {30}}});
}

TEST_CASE("RFC 5545: the first day of the week says which weeks a fortnight skips") {
  check("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        {{"1997-08", {5, 10, 19, 24}}});
  check("1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        {{"1997-08", {5, 17, 19, 31}}});
}

TEST_CASE("RFC 5545: nine o'clock in New York is EDT until 26 October 1997, then EST") {
  CHECK(rows(series("1997-10-21T09:00", "America/New_York", "FREQ=WEEKLY;COUNT=2")) ==
        std::vector<std::string>{"1997-10-21T09:00 1997-10-21T13:00Z",
                                 "1997-10-28T09:00 1997-10-28T14:00Z"});
}
