// SPDX-License-Identifier: Apache-2.0
#include "server/features/availability/availability_rules.h"

#include <catch2/catch.hpp>
#include <string>

using namespace alcove;
using namespace alcove::availability;
using api::availability::Block;
using api::availability::Hours;

namespace {

LocalDate day(const char* text) {
  return parse_date(text).value();
}
LocalDateTime at(const char* text) {
  return parse_local(text).value();
}
UtcTime utc(const char* text) {
  return parse_utc(text).value();
}
const Zone& new_york() {
  static const Zone zone = Zone::named("America/New_York").value();
  return zone;
}

std::int64_t minute(const char* clock) {
  return (clock[0] - '0') * 600 + (clock[1] - '0') * 60 + (clock[3] - '0') * 10 + (clock[4] - '0');
}

// "1 09:00 12:00 therapy": Mondays from nine to noon.
Block block(std::int64_t weekday, const char* from, const char* to, SlotType type) {
  return {weekday, minute(from), minute(to), type};
}

// Tuesdays: intake, therapy, lunch, a crisis hold, medication checks, and an hour without anything.
std::vector<Block> tuesday() {
  return {block(2, "08:00", "09:00", SlotType::kIntake),
          block(2, "09:00", "12:00", SlotType::kTherapy),
          block(2, "12:00", "13:00", SlotType::kLunch),
          block(2, "13:00", "14:00", SlotType::kCrisisHold),
          block(2, "14:00", "15:00", SlotType::kMedicationCheck),
          block(2, "16:00", "17:00", SlotType::kGroup)};
}

Hours hours(const char* from, const char* until, std::vector<Block> blocks) {
  Hours made;
  made.from = day(from);
  if (until != nullptr) made.until = day(until);
  made.blocks = std::move(blocks);
  return made;
}

Plan plan_of(std::vector<Hours> weeks) {
  PlanParts parts;
  parts.hours = std::move(weeks);
  return make_plan(std::move(parts), new_york());
}

struct Asked {
  const char* start;  // on the wall
  std::int64_t minutes;
  std::vector<SlotType> types{};
  Planning planning = Planning::kAhead;
  const char* now = "2026-11-24T15:00:00.000Z";  // Tuesday, ten in the morning
  std::int64_t others = 0;
};

// "lunch? 12:00-12:30": the kind, "!" for hard and "?" for soft, and the instants in UTC.
std::string words(const std::vector<Conflict>& conflicts) {
  std::string all;
  for (const Conflict& one : conflicts) {
    const auto clock = [](UtcTime time) { return format_utc(time).substr(11, 5); };
    all += (all.empty() ? "" : ", ") + std::string(wire::word_of(one.kind)) +
           (one.weight == ConflictWeight::kHard ? "! " : "? ") + clock(one.slot.start) + "-" +
           clock(one.slot.end);
  }
  return all;
}

std::string said(const Plan& plan, const Asked& asked) {
  const UtcTime start = new_york().to_utc(at(asked.start));
  return words(conflicts_of({.slot = {start, start + std::chrono::minutes(asked.minutes)},
                             .fit = {.types = asked.types, .now = utc(asked.now)},
                             .planning = asked.planning,
                             .others_that_day = asked.others},
                            plan, new_york()));
}

struct Row {
  Asked asked;
  const char* expected;  // in UTC: five hours later than on the wall in winter, four in summer
};
void check(const Plan& plan, const std::vector<Row>& table) {
  for (const Row& row : table) {
    INFO(row.asked.start << " for " << row.asked.minutes);
    CHECK(said(plan, row.asked) == row.expected);
  }
}

const std::vector<SlotType> kTherapyOnly = {SlotType::kTherapy};

}  // namespace

TEST_CASE("a clinician without hours, and one whose first hours begin later, can be booked") {
  check(plan_of({}), {{{"2026-12-01T03:00", 60}, ""}});
  check(plan_of({hours("2026-12-08", nullptr, tuesday())}),
        {{{"2026-12-01T03:00", 60}, ""},
         {{"2026-12-07T23:00", 60}, ""},
         {{"2026-12-07T23:30", 60}, "outside_hours! 05:00-05:30"},
         {{"2026-12-08T03:00", 60}, "outside_hours! 08:00-09:00"}});
}

TEST_CASE("a visit lies within the hours, and touching ends do not collide") {
  check(plan_of({hours("2026-01-01", nullptr, tuesday())}),
        {{{"2026-12-01T08:00", 60}, ""},
         {{"2026-12-01T08:00", 240}, ""},
         {{"2026-12-01T16:00", 60}, ""},
         {{"2026-12-01T07:55", 60}, "outside_hours! 12:55-13:00"},
         {{"2026-12-01T07:00", 60}, "outside_hours! 12:00-13:00"},
         {{"2026-12-01T14:30", 120}, "outside_hours! 20:00-21:00"},
         {{"2026-12-01T16:05", 60}, "outside_hours! 22:00-22:05"},
         {{"2026-12-01T17:00", 60}, "outside_hours! 22:00-23:00"},
         {{"2026-12-02T09:00", 60}, "outside_hours! 14:00-15:00"}});
}

TEST_CASE("a service goes into the parts of the hours that it fits") {
  check(plan_of({hours("2026-01-01", nullptr, tuesday())}),
        {{{"2026-12-01T09:00", 60, kTherapyOnly}, ""},
         {{"2026-12-01T11:00", 60, kTherapyOnly}, ""},
         {{"2026-12-01T08:30", 60, kTherapyOnly}, "slot_type! 13:30-14:00"},
         {{"2026-12-01T14:00", 20, kTherapyOnly}, "slot_type! 19:00-19:20"},
         {{"2026-12-01T08:30", 60, {SlotType::kIntake, SlotType::kTherapy}}, ""},
         {{"2026-12-01T14:00", 60, {SlotType::kMedicationCheck}}, ""},
         {{"2026-12-01T16:00", 60, {SlotType::kGroup}}, ""},
         {{"2026-12-01T09:00", 60, {SlotType::kCrisisHold}}, "slot_type! 14:00-15:00"}});
}

TEST_CASE("lunch asks for a reason, for as much of it as is taken") {
  check(plan_of({hours("2026-01-01", nullptr, tuesday())}),
        {{{"2026-12-01T12:00", 60}, "lunch? 17:00-18:00"},
         {{"2026-12-01T11:30", 60, kTherapyOnly}, "lunch? 17:00-17:30"},
         {{"2026-12-01T11:00", 60, kTherapyOnly}, ""}});
}

TEST_CASE("a crisis hold is anybody's from a day before its own start on") {
  const Plan plan = plan_of({hours("2026-01-01", nullptr, tuesday())});
  const auto ask = [&](const char* now, std::vector<SlotType> types = {}) {
    return said(plan, {"2026-12-01T13:30", 30, std::move(types), Planning::kAhead, now});
  };
  CHECK(ask("2026-11-30T17:59:59.999Z") == "crisis_hold? 18:30-19:00");
  CHECK(ask("2026-11-30T18:00:00.000Z").empty());
  CHECK(ask("2026-11-30T18:00:00.000Z", kTherapyOnly).empty());
  CHECK(ask("2026-11-24T15:00:00.000Z", {SlotType::kCrisisHold}).empty());
  const UtcTime start = utc("2026-12-01T18:30:00.000Z");
  const auto after = [&](int hours) {
    const Fit fit{.types = {},
                  .now = utc("2026-12-01T14:00:00.000Z"),
                  .crisis_release = std::chrono::hours(hours)};
    return words(conflicts_of({.slot = {start, start + std::chrono::minutes(30)}, .fit = fit}, plan,
                              new_york()));
  };
  CHECK(after(4).empty());
  CHECK(after(3) == "crisis_hold? 18:30-19:00");
  CHECK(after(0) == "crisis_hold? 18:30-19:00");
}

TEST_CASE("hours hold from their first day to their last, both counted") {
  const Plan plan =
      plan_of({hours("2026-12-15", "2026-12-15", {block(2, "09:00", "10:00", SlotType::kTherapy)}),
               hours("2026-12-01", "2026-12-08", tuesday())});
  check(plan, {{{"2026-11-24T03:00", 60}, ""},
               {{"2026-12-01T09:00", 60}, ""},
               {{"2026-12-08T11:00", 60}, ""},
               {{"2026-12-15T09:00", 60}, ""},
               {{"2026-12-15T11:00", 60}, "outside_hours! 16:00-17:00"},
               {{"2026-12-22T09:00", 60}, "outside_hours! 14:00-15:00"}});
}

TEST_CASE("what was withdrawn, cancelled or reopened stands in nobody's way") {
  PlanParts parts;
  parts.hours = {hours("2026-01-01", nullptr, {})};
  parts.hours[0].withdrawn = true;
  parts.times_off = {{.id = {},
                      .revision = 1,
                      .clinician = {},
                      .from = at("2026-12-01T00:00"),
                      .until = at("2026-12-02T00:00"),
                      .cancelled = true}};
  parts.closed_days = {
      {.id = {}, .revision = 1, .day = day("2026-12-01"), .name = "", .reopened = true}};
  check(make_plan(parts, new_york()), {{{"2026-12-01T12:00", 60}, ""}});
  parts.hours[0].withdrawn = false;
  parts.times_off[0].cancelled = false;
  parts.closed_days[0].reopened = false;
  check(make_plan(parts, new_york()),
        {{{"2026-12-01T12:00", 60}, "closed! 17:00-18:00, time_off! 17:00-18:00"}});
}

TEST_CASE("time off and closed days refuse, also where no hours are known") {
  PlanParts parts;
  parts.times_off = {{.id = {},
                      .revision = 1,
                      .clinician = {},
                      .from = at("2026-12-01T13:00"),
                      .until = at("2026-12-01T15:00")},
                     {.id = {},
                      .revision = 1,
                      .clinician = {},
                      .from = at("2026-12-01T14:00"),
                      .until = at("2026-12-01T16:00")}};
  parts.closed_days = {{.id = {}, .revision = 1, .day = day("2026-12-25"), .name = ""}};
  check(make_plan(parts, new_york()), {{{"2026-12-01T12:00", 60}, ""},
                                       {{"2026-12-01T16:00", 60}, ""},
                                       {{"2026-12-01T12:30", 60}, "time_off! 18:00-18:30"},
                                       {{"2026-12-01T12:30", 240}, "time_off! 18:00-21:00"},
                                       {{"2026-12-24T23:00", 60}, ""},
                                       {{"2026-12-24T23:30", 60}, "closed! 05:00-05:30"},
                                       {{"2026-12-25T10:00", 60}, "closed! 15:00-16:00"},
                                       {{"2026-12-25T23:30", 60}, "closed! 04:30-05:00"},
                                       {{"2026-12-26T00:00", 60}, ""}});
}

TEST_CASE("a night of two blocks is one stretch, and one that misses a minute is not") {
  check(
      plan_of({hours("2026-01-01", nullptr,
                     {block(1, "20:00", "24:00", SlotType::kTherapy),
                      block(2, "00:00", "04:00", SlotType::kTherapy)})}),
      {{{"2026-11-30T23:00", 120}, ""}, {{"2026-11-30T23:30", 300}, "outside_hours! 09:00-09:30"}});
  check(plan_of({hours("2026-01-01", nullptr,
                       {block(1, "20:00", "23:55", SlotType::kTherapy),
                        block(2, "00:05", "04:00", SlotType::kTherapy)})}),
        {{{"2026-11-30T23:30", 60}, "outside_hours! 04:55-05:05"}});
}

TEST_CASE("on the day on which spring skips an hour the wall's hours count") {
  const Plan plan =
      plan_of({hours("2027-01-01", nullptr, {block(7, "01:00", "04:00", SlotType::kTherapy)})});
  // Sunday, 14 March 2027: 1:00 is 6:00 in UTC, and 4:00 already 8:00.
  check(plan, {{{"2027-03-14T01:00", 120}, ""},
               {{"2027-03-14T01:30", 120}, "outside_hours! 08:00-08:30"},
               {{"2027-03-14T02:30", 30}, ""},  // there is no 2:30: it means 3:30
               {{"2027-03-14T03:00", 60}, ""},
               {{"2027-03-14T03:30", 60}, "outside_hours! 08:00-08:30"},
               {{"2027-03-14T00:30", 60}, "outside_hours! 05:30-06:00"}});
}

TEST_CASE("on the day on which autumn repeats an hour the wall's hours count") {
  const Plan plan = plan_of({hours("2026-01-01", nullptr,
                                   {block(7, "00:30", "01:30", SlotType::kTherapy),
                                    block(7, "03:00", "04:00", SlotType::kTherapy)})});
  // Sunday, 1 November 2026: 1:30 is first 5:30 in UTC and then 6:30; 3:00 is 8:00.
  check(plan, {{{"2026-11-01T00:30", 60}, ""},
               {{"2026-11-01T00:30", 65}, "outside_hours! 05:30-05:35"},
               {{"2026-11-01T02:55", 60}, "outside_hours! 07:55-08:00"},
               {{"2026-11-01T03:00", 60}, ""}});
  const Plan across =
      plan_of({hours("2026-01-01", nullptr, {block(7, "00:00", "03:00", SlotType::kTherapy)})});
  check(across, {{{"2026-11-01T00:00", 240}, ""},
                 {{"2026-11-01T00:00", 245}, "outside_hours! 08:00-08:05"}});
}

TEST_CASE("the visit after the last of a day asks for a reason") {
  PlanParts parts;
  parts.cap = 6;
  const Plan plan = make_plan(parts, new_york());
  CHECK(said(plan, {.start = "2026-12-01T10:00", .minutes = 60, .others = 5}).empty());
  CHECK(said(plan, {.start = "2026-12-01T10:00", .minutes = 60, .others = 6}) ==
        "over_cap? 15:00-16:00");
}

TEST_CASE("who walks in, and what is written down later, is refused for no hours") {
  PlanParts parts;
  parts.hours = {hours("2026-01-01", nullptr, tuesday())};
  parts.times_off = {{.id = {},
                      .revision = 1,
                      .clinician = {},
                      .from = at("2026-12-08T00:00"),
                      .until = at("2026-12-09T00:00")}};
  parts.closed_days = {{.id = {}, .revision = 1, .day = day("2026-12-25"), .name = ""}};
  parts.cap = 1;
  const Plan plan = make_plan(parts, new_york());
  const auto ask = [&](const char* start, std::int64_t minutes) {
    return said(plan, {.start = start,
                       .minutes = minutes,
                       .types = kTherapyOnly,
                       .planning = Planning::kAsItComes,
                       .others = 1});
  };
  CHECK(ask("2026-12-01T14:30", 60) ==
        "outside_hours? 20:00-20:30, slot_type? 19:30-20:00, over_cap? 19:30-20:30");
  CHECK(ask("2026-12-08T09:00", 60) == "time_off? 14:00-15:00, over_cap? 14:00-15:00");
  CHECK(ask("2026-12-25T09:00", 60) == "closed? 14:00-15:00, over_cap? 14:00-15:00");
}

TEST_CASE("a second visit may be booked over one where every part of its time says so") {
  std::vector<Block> blocks = tuesday();
  blocks[0].overbook = blocks[1].overbook = blocks[4].overbook = true;
  const Plan plan = plan_of({hours("2026-12-01", nullptr, blocks)});
  const auto may = [&](const char* from, const char* until) {
    return may_overbook({new_york().to_utc(at(from)), new_york().to_utc(at(until))}, plan,
                        new_york());
  };
  CHECK(may("2026-12-01T08:00", "2026-12-01T12:00"));
  CHECK_FALSE(may("2026-12-01T07:55", "2026-12-01T09:00"));
  CHECK_FALSE(may("2026-12-01T11:00", "2026-12-01T12:05"));
  CHECK(may("2026-12-01T14:00", "2026-12-01T15:00"));
  CHECK_FALSE(may("2026-12-01T11:00", "2026-12-01T15:00"));  // lunch in between
  CHECK_FALSE(may("2026-11-24T09:00", "2026-11-24T10:00"));  // before the first day
  CHECK_FALSE(may("2026-12-02T09:00", "2026-12-02T10:00"));
}

TEST_CASE("over midnight both days say it") {
  std::vector<Block> blocks = {block(2, "20:00", "24:00", SlotType::kTherapy),
                               block(3, "00:00", "04:00", SlotType::kTherapy)};
  const auto may = [&] {
    return may_overbook(
        {new_york().to_utc(at("2026-12-01T23:00")), new_york().to_utc(at("2026-12-02T01:00"))},
        plan_of({hours("2026-01-01", nullptr, blocks)}), new_york());
  };
  blocks[0].overbook = true;
  CHECK_FALSE(may());
  blocks[1].overbook = true;
  CHECK(may());
}

TEST_CASE("lunch, a crisis hold and a group's time are never booked twice") {
  Hours week = hours("2026-12-01", nullptr, tuesday());
  for (std::size_t index = 0; index < week.blocks.size(); ++index) {
    Hours twice = week;
    twice.blocks[index].overbook = true;
    const Result<void> checked = check_week(twice);
    const SlotType type = twice.blocks[index].type;
    const bool of_several =
        type == SlotType::kLunch || type == SlotType::kCrisisHold || type == SlotType::kGroup;
    CHECK(checked.ok() != of_several);
    if (!checked) CHECK(checked.error().field == "blocks[" + std::to_string(index) + "]");
  }
}

TEST_CASE("what is hard ahead of time, and what never is") {
  const auto weights = [](Planning planning) {
    std::string all;
    for (const auto& row : wire::EnumWords<ConflictKind>::words) {
      all += weight_of(row.value, planning) == ConflictWeight::kHard ? '!' : '?';
    }
    return all;
  };
  // credential, closed, time off, outside hours, slot type, buffer, lunch, crisis hold, over the
  // cap, overbook
  CHECK(weights(Planning::kAhead) == "!!!!!!????");
  CHECK(weights(Planning::kAsItComes) == "??????????");
}
