// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "kiosk/screens/desk/wait_sheets.h"

// How long somebody may think about a time that is offered, and what comes of a try to tell it.

using namespace alcove;
using namespace alcove::screens::desk;
using std::chrono::minutes;
using Choices = std::vector<ThinkFor>;

namespace {

OfferModel in(minutes until_the_visit) {
  OfferModel model;
  model.now = parse_local("2026-11-24T15:00").value();
  model.times.push_back({.slot = {.clinician = {}, .start = model.now + until_the_visit}});
  model.chosen = 0;
  model.think_for = ThinkFor::kTwoHours;
  return model;
}
minutes thinks(const OfferModel& model) {
  return std::chrono::floor<minutes>(offered_until(model) - model.now);
}

}  // namespace

TEST_CASE("an offer of a time 38 minutes away ends in half an hour, not in two") {
  CHECK(think_choices(in(minutes(38))) == Choices{ThinkFor::kQuarter, ThinkFor::kHalfHour});
  CHECK(thinks(in(minutes(38))) == minutes(30));
}

TEST_CASE("what would end when the visit begins is not offered, what ends a minute before is") {
  CHECK(think_choices(in(minutes(30))) == Choices{ThinkFor::kQuarter});
  CHECK(think_choices(in(minutes(31))) == Choices{ThinkFor::kQuarter, ThinkFor::kHalfHour});
  CHECK(thinks(in(minutes(120))) == minutes(30));
  CHECK(thinks(in(minutes(121))) == minutes(120));
}

TEST_CASE("of a time nearer than all of them the offer ends a minute before it begins") {
  CHECK(think_choices(in(minutes(15))).empty());
  CHECK(thinks(in(minutes(15))) == minutes(14));
}

TEST_CASE("an offer never ends when the visit begins, however near that is") {
  CHECK(thinks(in(minutes(2))) == minutes(1));
  CHECK(thinks(in(minutes(1))) == minutes(0));  // it is too near: nothing is offered
}

TEST_CASE("what can come of a try goes with the way: nobody is sent a call") {
  using api::waitlist::Outcome;
  using api::waitlist::Way;
  const auto can = [](Way way, Outcome outcome) {
    const std::vector<Outcome> all = outcomes_of(way);
    return std::ranges::find(all, outcome) != all.end();
  };
  CHECK(outcomes_of(Way::kPhone).front() == Outcome::kNoAnswer);
  CHECK_FALSE(can(Way::kPhone, Outcome::kSent));
  CHECK(outcomes_of(Way::kLetter) == std::vector{Outcome::kSent});
  CHECK_FALSE(can(Way::kInPerson, Outcome::kLeftMessage));
  CHECK(can(Way::kTextMessage, Outcome::kSent));
  CHECK(outcomes_of(Way::kOther).size() == 5);
}
