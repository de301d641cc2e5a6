// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/screens/desk/hours_week.h"
#include "tests/kiosk/support/desk_models.h"

// How hours are said and typed at a terminal.

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::availability::Block;
using api::availability::Hours;
using api::availability::TimeOff;
using rules::SlotType;
using text::Language;
using Wrong = WeekdayModel::Wrong;

LocalDate on(int month, int day) {
  return std::chrono::year(2026) / month / day;
}

Hours holds(LocalDate from, std::optional<LocalDate> until) {
  return {.id = {}, .revision = 1, .clinician = {}, .from = from, .until = until, .blocks = {}};
}

Wrong wrong_with(std::vector<TypedPart> parts) {
  WeekdayModel day;
  day.parts = std::move(parts);
  return day.wrong();
}

TEST_CASE("weekdays that are alike are told together, and those without work last") {
  const std::vector<Block> blocks = {{1, 540, 720, SlotType::kTherapy},
                                     {3, 540, 720, SlotType::kTherapy},
                                     {5, 780, 1440, SlotType::kGroup}};
  const auto lines = week_lines(Language::kEnglish, blocks);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].days == "Mo, We");
  CHECK(lines[0].parts == "9:00 to 12:00 PM Therapy");
  CHECK(lines[1].days == "Fr");
  CHECK(lines[1].parts == "1:00 PM to midnight Group");
  CHECK(lines[2].days == "Tu, Th, Sa, Su");
  CHECK(lines[2].parts == "Does not work");
}

TEST_CASE("time off of whole days is told by its days, the last of them counted") {
  TimeOff off{.id = {}, .revision = 1, .clinician = {}, .from = wall(0, 0), .until = wall(24, 0)};
  CHECK(time_off_span(Language::kEnglish, off) == "November 23, 2026");
  off.until += std::chrono::days(2);
  CHECK(time_off_span(Language::kEnglish, off) == "November 23, 2026 to November 25, 2026");
  CHECK(last_day_of(off) == on(11, 25));
  off.from = wall(13, 0);
  off.until = wall(17, 30);
  CHECK(time_off_span(Language::kEnglish, off) == "November 23, 2026, 1:00 PM to 5:30 PM");
}

TEST_CASE("the parts of a day are read as they are typed, and midnight ends a day") {
  CHECK(typed_minute("0:00", true) == 1440);
  CHECK(typed_minute("0:00", false) == 0);
  CHECK(typed_minute("1 pm", true) == 780);
  CHECK_FALSE(typed_minute("25", true));
  CHECK(wrong_with({}) == Wrong::kNothing);
  CHECK(wrong_with({{"9", "12"}, {"12", "0:00"}}) == Wrong::kNothing);  // they touch
  CHECK(wrong_with({{"12", "1 pm"}, {"9", "12"}}) == Wrong::kNothing);  // in any order
  CHECK(wrong_with({{"9", "12"}, {"11:55", "1 pm"}}) == Wrong::kOrder);
  CHECK(wrong_with({{"9", "9"}}) == Wrong::kOrder);
  CHECK(wrong_with({{"9:05", "9:10"}}) == Wrong::kNothing);
  CHECK(wrong_with({{"9:05", "9:12"}}) == Wrong::kStep);
  CHECK(wrong_with({{"9", ""}}) == Wrong::kUnread);
}

TEST_CASE("new hours end the ones that hold when they begin, and nothing else") {
  const Hours past = holds(on(1, 5), on(6, 30));
  const Hours now = holds(on(7, 1), std::nullopt);
  const auto ends = ended_before({past, now}, on(12, 1));
  REQUIRE(ends);
  CHECK(ends->from == on(7, 1));
  CHECK(ends->until == on(11, 30));
  CHECK_FALSE(ended_before({past}, on(7, 1)));  // the day after the last one: they fit
  REQUIRE(ended_before({past}, on(6, 30)));
  CHECK(ended_before({past}, on(6, 30))->until == on(6, 29));
  // They begin on the same day, or other ones come later: a person has to decide.
  CHECK_FALSE(ended_before({now}, on(7, 1)));
  CHECK_FALSE(ended_before({now, holds(on(12, 24), std::nullopt)}, on(12, 1)));
  Hours withdrawn = now;
  withdrawn.withdrawn = true;
  CHECK_FALSE(ended_before({withdrawn}, on(12, 1)));
}

TEST_CASE("how many visits a day is 1 to 100, or nothing") {
  const auto reads = [](const char* typed) {
    CapModel model;
    model.visits = typed;
    return model.reads();
  };
  CHECK(reads(""));
  CHECK(reads("1"));
  CHECK(reads("100"));
  CHECK_FALSE(reads("0"));
  CHECK_FALSE(reads("101"));
  CHECK_FALSE(reads("7 or 8"));
}

}  // namespace
}  // namespace alcove::tests
