// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_rules.h"

#include <catch2/catch.hpp>

#include "tests/features/series/series_book.h"

// Which dates a rule comes to, and when a date is left alone. The expected instants are by hand:
// New York is five hours behind UTC in winter and four in summer.

using namespace alcove;
using namespace alcove::testing;
using namespace alcove::series;

namespace {

const Zone kNewYork = Zone::named("America/New_York").value();

std::vector<std::string> dates(const char* start, const char* rule, const char* last,
                               std::optional<LocalDate> last_day = std::nullopt) {
  const Terms terms{.clinician = kBrandt,
                    .room = std::nullopt,
                    .minutes = 60,
                    .start = at(start),
                    .rule = rule,
                    .last_day = last_day};
  std::vector<std::string> all;
  const auto found = rule_dates(terms, kNewYork, parse_date(last).value());
  if (!found) return {refusal_of(found.error())};
  for (const RuleDate& one : *found) {
    all.push_back(format_local(one.date) + " " + format_utc(one.at).substr(5, 11) +
                  (one.shifted ? " shifted" : ""));
  }
  return all;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a weekly visit at ten stays at ten when summer time begins and when it ends") {
  CHECK(dates("2027-03-09T10:00", "FREQ=WEEKLY", "2027-03-16") ==
        Lines{"2027-03-09T10:00 03-09T15:00", "2027-03-16T10:00 03-16T14:00"});
  CHECK(dates("2027-11-02T10:00", "FREQ=WEEKLY", "2027-11-09") ==
        Lines{"2027-11-02T10:00 11-02T14:00", "2027-11-09T10:00 11-09T15:00"});
}

TEST_CASE(
    "a time that the clock skips moves forward and is flagged; one that comes twice is the first") {
  CHECK(dates("2027-03-13T02:30", "FREQ=DAILY", "2027-03-15") ==
        Lines{"2027-03-13T02:30 03-13T07:30", "2027-03-14T02:30 03-14T07:30 shifted",
              "2027-03-15T02:30 03-15T06:30"});
  CHECK(dates("2027-11-06T01:30", "FREQ=DAILY", "2027-11-08") ==
        Lines{"2027-11-06T01:30 11-06T05:30", "2027-11-07T01:30 11-07T05:30",
              "2027-11-08T01:30 11-08T06:30"});
}

TEST_CASE(
    "a month without the day is left out, and the first day of a week decides every other week") {
  CHECK(dates("2026-12-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=31", "2027-05-01") ==
        Lines{"2026-12-31T10:00 12-31T15:00", "2027-01-31T10:00 01-31T15:00",
              "2027-03-31T10:00 03-31T14:00"});
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-12-20") ==
        Lines{"2026-12-01T10:00 12-01T15:00", "2026-12-06T10:00 12-06T15:00",
              "2026-12-15T10:00 12-15T15:00", "2026-12-20T10:00 12-20T15:00"});
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU", "2026-12-20") ==
        Lines{"2026-12-01T10:00 12-01T15:00", "2026-12-13T10:00 12-13T15:00",
              "2026-12-15T10:00 12-15T15:00"});
}

TEST_CASE("a rule ends with its count, with its last day, or with the horizon") {
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY;COUNT=2", "2027-01-31").size() == 2);
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY", "2027-01-31", parse_date("2026-12-08").value())
            .size() == 2);
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY", "2027-01-31", parse_date("2026-12-07").value())
            .size() == 1);
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY", "2026-12-15").size() == 3);
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY", "2026-12-14").size() == 2);
  CHECK(horizon(parse_date("2026-11-24").value()) == parse_date("2027-11-24").value());
}

TEST_CASE("a rule that is not taken, or does not come to its start, is refused by its field") {
  CHECK(dates("2026-12-01T10:00", "FREQ=HOURLY", "2027-01-31") == Lines{"out_of_range rule"});
  CHECK(dates("2026-12-01T10:00", "every week", "2027-01-31") == Lines{"malformed rule"});
  CHECK(dates("2026-12-01T10:00", "FREQ=WEEKLY;BYDAY=MO", "2027-01-31") ==
        Lines{"out_of_range start"});
}

TEST_CASE("a visit is frozen once it has begun, arrived, was missed or is documented") {
  using State = rules::AppointmentState;
  const UtcTime start = utc("2026-12-01T15:00:00.000Z");
  Row row;
  row.clinician = kBrandt;
  const auto touch = [&](State state, Documented documented, UtcTime now, bool moved = false) {
    Appointment visit;
    visit.clinician = kBrandt;
    visit.start_time = start;
    visit.state = state;
    return touch_of(row, visit, moved, documented, now);
  };
  const auto before = start - std::chrono::milliseconds(1);
  for (const State state : {State::kScheduled, State::kConfirmed}) {
    CHECK(touch(state, Documented::kNo, before) == Touch::kNone);
    CHECK(touch(state, Documented::kNo, start) == Touch::kNone);
    CHECK(touch(state, Documented::kNo, start + std::chrono::milliseconds(1)) == Touch::kFrozen);
    CHECK(touch(state, Documented::kYes, before) == Touch::kFrozen);
    CHECK(touch(state, Documented::kNo, before, true) == Touch::kByHand);
  }
  for (const State state : {State::kArrived, State::kRoomed, State::kInSession, State::kCheckedOut,
                            State::kNoShow, State::kLeftWithoutBeingSeen}) {
    CHECK(touch(state, Documented::kNo, before) == Touch::kFrozen);
  }
  for (const State state : {State::kCancelledByClient, State::kLateCancelled,
                            State::kCancelledByClinic, State::kEnteredInError}) {
    CHECK(touch(state, Documented::kNo, before) == Touch::kByHand);
  }
}

TEST_CASE("another clinician or room than the series gave, or another way to meet, is by hand") {
  Row row;
  row.clinician = kBrandt;
  Appointment visit;
  visit.clinician = kReyes;
  visit.start_time = utc("2026-12-01T15:00:00.000Z");
  const UtcTime now = utc("2026-11-24T15:00:00.000Z");
  CHECK(touch_of(row, visit, false, Documented::kNo, now) == Touch::kByHand);
  visit.clinician = kBrandt;
  visit.room = id_of<RoomId>(1);
  CHECK(touch_of(row, visit, false, Documented::kNo, now) == Touch::kByHand);
  row.room = visit.room;
  CHECK(touch_of(row, visit, false, Documented::kNo, now) == Touch::kNone);
  for (const auto modality :
       {api::appointments::Modality::kVideo, api::appointments::Modality::kPhone}) {
    visit.modality = modality;
    CHECK(touch_of(row, visit, false, Documented::kNo, now) == Touch::kByHand);
  }
  visit.modality = api::appointments::Modality::kInClinic;
  row.by_hand = true;
  CHECK(touch_of(row, visit, false, Documented::kNo, now) == Touch::kByHand);
}
