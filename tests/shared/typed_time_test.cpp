// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/typed_time.h"

#include <catch2/catch.hpp>

using alcove::rules::read_typed_time;
using namespace std::chrono_literals;

TEST_CASE("a time of day is read as it is typed at a desk") {
  CHECK(read_typed_time("10") == 10h);
  CHECK(read_typed_time("1030") == 10h + 30min);
  CHECK(read_typed_time("930") == 9h + 30min);
  CHECK(read_typed_time("9:05") == 9h + 5min);
  CHECK(read_typed_time("14:15") == 14h + 15min);
  CHECK(read_typed_time("10.45") == 10h + 45min);
  CHECK(read_typed_time("14h30") == 14h + 30min);
  CHECK(read_typed_time(" 2 PM ") == 14h);
  CHECK(read_typed_time("2:15p") == 14h + 15min);
  CHECK(read_typed_time("1:05 p. m.") == 13h + 5min);
  CHECK(read_typed_time("12 am") == 0h);
  CHECK(read_typed_time("12:30 pm") == 12h + 30min);
  CHECK(read_typed_time("0:00") == 0h);
  CHECK(read_typed_time("23:59") == 23h + 59min);
}

TEST_CASE("one to six without am or pm are in the afternoon, seven is in the morning") {
  CHECK(read_typed_time("1") == 13h);
  CHECK(read_typed_time("6:30") == 18h + 30min);
  CHECK(read_typed_time("7") == 7h);
  CHECK(read_typed_time("06:30") == 6h + 30min);  // somebody who writes the nought means it
  CHECK(read_typed_time("3 am") == 3h);
}

TEST_CASE("what is no time of day is none") {
  for (const char* typed : {"", " ", "24", "10:60", "10:5", "1:2:3", "13 pm", "0 am", "ten", "10x",
                            ":30", "12345", "-3", "10 am 5"}) {
    INFO(typed);
    CHECK_FALSE(read_typed_time(typed).has_value());
  }
}
