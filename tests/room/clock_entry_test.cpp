// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/clock_entry.h"

#include <catch2/catch.hpp>

namespace alcove::screens::room {
namespace {

LocalDateTime at(const char* text) {
  return parse_local(text).value();
}

TEST_CASE("a time is understood as people write it, near the visit where it has two meanings") {
  const LocalDateTime morning = at("2026-11-23T10:00");
  const LocalDateTime afternoon = at("2026-11-23T13:00");
  CHECK(parse_clock("10:02", morning) == at("2026-11-23T10:02"));
  CHECK(parse_clock("1002", morning) == at("2026-11-23T10:02"));
  CHECK(parse_clock("1:05", afternoon) == at("2026-11-23T13:05"));
  CHECK(parse_clock("105", afternoon) == at("2026-11-23T13:05"));
  CHECK(parse_clock("1:05 PM", morning) == at("2026-11-23T13:05"));
  CHECK(parse_clock("1:05 p. m.", morning) == at("2026-11-23T13:05"));
  CHECK(parse_clock("8:30 am", afternoon) == at("2026-11-23T08:30"));
  CHECK(parse_clock("12:10", morning) == at("2026-11-23T12:10"));
  CHECK(parse_clock("12:10 am", morning) == at("2026-11-23T00:10"));
  CHECK(parse_clock("23:59", morning) == at("2026-11-23T23:59"));
  CHECK(parse_clock("0:00", morning) == at("2026-11-23T00:00"));
}

TEST_CASE("a visit over midnight begins and ends on the day that it does") {
  const LocalDateTime late = at("2026-11-23T23:00");
  CHECK(parse_clock("11:30 PM", late) == at("2026-11-23T23:30"));
  CHECK(parse_clock("11:30", late) == at("2026-11-23T23:30"));
  CHECK(parse_clock("12:20 AM", late) == at("2026-11-24T00:20"));
  CHECK(parse_clock("12:20", late) == at("2026-11-24T00:20"));
  CHECK(parse_clock("0:20", late) == at("2026-11-24T00:20"));
  CHECK(parse_clock("5:00 AM", late) == at("2026-11-24T05:00"));
  CHECK(parse_clock("5:01 AM", late) == at("2026-11-23T05:01"));  // seven hours later: no visit
  const LocalDateTime early = at("2026-11-24T00:15");
  CHECK(parse_clock("11:50 PM", early) == at("2026-11-23T23:50"));
  CHECK(parse_clock("1:05", early) == at("2026-11-24T01:05"));
}

TEST_CASE("what is no time is none") {
  const LocalDateTime visit = at("2026-11-23T10:00");
  for (const char* typed : {"", "1", "10", "24:00", "10:60", "13:05 pm", "0:10 am", "10:2", "1:002",
                            "10:02:07", "ten", "10:02 x", "10002", "-1:30", "10pm:02"}) {
    INFO(typed);
    CHECK_FALSE(parse_clock(typed, visit));
  }
}

}  // namespace
}  // namespace alcove::screens::room
