// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/repeating.h"

#include <catch2/catch.hpp>

// How often a visit comes again, as the desk's forms have it.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using How = Repeating::How;

LocalDate on(int year, unsigned month, unsigned day) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(day);
}

}  // namespace

TEST_CASE("the next visit is the first one after today") {
  const LocalDate tuesday = on(2026, 12, 1);
  CHECK(next_day(tuesday, How::kWeekly, on(2026, 11, 23)) == on(2026, 12, 8));
  CHECK(next_day(tuesday, How::kTwoWeeks, on(2026, 11, 23)) == on(2026, 12, 15));
  CHECK(next_day(tuesday, How::kMonthly, on(2026, 11, 23)) == on(2027, 1, 5));
  CHECK(next_day(tuesday, How::kWeekly, on(2026, 12, 14)) == on(2026, 12, 15));
  CHECK(next_day(tuesday, How::kWeekly, on(2026, 12, 15)) == on(2026, 12, 22));  // today is begun
  CHECK(next_day(tuesday, How::kTwoWeeks, on(2026, 12, 20)) == on(2026, 12, 29));
  CHECK(next_day(tuesday, How::kMonthly, on(2027, 1, 5)) == on(2027, 2, 2));
}

TEST_CASE("after a fifth weekday of a month comes the last one of the next") {
  CHECK(next_day(on(2026, 12, 29), How::kMonthly, on(2026, 12, 29)) == on(2027, 1, 26));
}

TEST_CASE("of the visits that are counted those in the book are not booked again") {
  Repeating repeating;
  repeating.ends = Repeating::Ends::kCount;
  repeating.count = "8";
  repeating.booked = 1;
  api::series::Terms terms;
  repeating.put_into(terms, on(2026, 12, 8));
  CHECK(terms.rule == "FREQ=WEEKLY;COUNT=7");
  repeating.count = "1";
  CHECK_FALSE(repeating.can_be_read());
  repeating.count = "2";
  CHECK(repeating.can_be_read());
  repeating.count = "370";
  CHECK(repeating.can_be_read());
  repeating.count = "371";
  CHECK_FALSE(repeating.can_be_read());
}

}  // namespace alcove::tests
