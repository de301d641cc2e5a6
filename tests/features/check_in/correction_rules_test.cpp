// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/correction_rules.h"

#include <catch2/catch.hpp>

#include "tests/features/check_in/lobby.h"

using namespace alcove;
using namespace alcove::check_in;
using alcove::testing::id_of;
using api::check_in::ArrivalChange;
using rules::AppointmentState;

namespace {

// Nine o'clock, somebody else went on as client 1; client 2 has a visit today too.
CorrectionFacts usual() {
  const LocalDate today = parse_date("2026-11-24").value();
  return {.today = today,
          .arrived = true,
          .corrected = false,
          .arrived_by_check_in = true,
          .arrival_is_its_own = true,
          .wrong = {id_of<ClientId>(1), today, AppointmentState::kArrived},
          .right = {id_of<ClientId>(2), today, AppointmentState::kScheduled}};
}

struct Refused {
  ErrorCode code;
  std::string field;
};
void check_refused(const CorrectionFacts& facts, const Refused& refused) {
  const auto plan = plan_correction(facts);
  REQUIRE_FALSE(plan.ok());
  CHECK(plan.error().code == refused.code);
  CHECK(plan.error().field == refused.field);
}

}  // namespace

TEST_CASE("the arrival goes from the one who was not there to the one who is") {
  const auto plan = plan_correction(usual());
  REQUIRE(plan.ok());
  CHECK(plan->wrong == ArrivalChange::kTakenBack);
  CHECK(plan->right == ArrivalChange::kMarked);
  CorrectionFacts in_room = usual();
  in_room.wrong.state = AppointmentState::kRoomed;
  in_room.right.state = AppointmentState::kConfirmed;
  CHECK(plan_correction(in_room)->wrong == ArrivalChange::kTakenBack);
  CHECK(plan_correction(in_room)->right == ArrivalChange::kMarked);
}

TEST_CASE("an arrival that somebody else marked stands, and so does a visit whose session began") {
  CorrectionFacts desk_marked = usual();
  desk_marked.arrived_by_check_in = false;
  desk_marked.arrival_is_its_own = false;
  CHECK(plan_correction(desk_marked)->wrong == ArrivalChange::kStays);
  for (const AppointmentState state : {AppointmentState::kInSession, AppointmentState::kCheckedOut,
                                       AppointmentState::kScheduled}) {
    CorrectionFacts facts = usual();
    facts.wrong.state = state;
    CHECK(plan_correction(facts)->wrong == ArrivalChange::kStays);
  }
}

TEST_CASE("an arrival that another check-in holds as well stands, in the waiting room or called") {
  for (const AppointmentState state : {AppointmentState::kArrived, AppointmentState::kRoomed}) {
    for (const bool own : {true, false}) {
      CorrectionFacts facts = usual();
      facts.wrong.state = state;
      facts.arrival_is_its_own = own;
      facts.another_stands = true;
      const auto plan = plan_correction(facts);
      REQUIRE(plan.ok());
      CHECK(plan->wrong == ArrivalChange::kStays);
      CHECK(plan->right == ArrivalChange::kMarked);
    }
  }
}

TEST_CASE("the last check-in to leave takes an arrival back that one before it had made") {
  CorrectionFacts facts = usual();
  facts.arrival_is_its_own = false;
  CHECK(plan_correction(facts)->wrong == ArrivalChange::kTakenBack);
}

TEST_CASE("a person was told the number of the visit that they arrived at") {
  struct Row {
    bool own, waits_before, another;
    ToldAt told;
  };
  for (const Row& row :
       {Row{true, false, false, ToldAt::kWrong}, Row{true, false, true, ToldAt::kWrong},
        Row{true, true, true, ToldAt::kWrong}, Row{false, true, true, ToldAt::kBefore},
        Row{false, true, false, ToldAt::kBefore}, Row{false, false, true, ToldAt::kNone},
        Row{false, false, false, ToldAt::kWrong}}) {
    CorrectionFacts facts = usual();
    facts.arrival_is_its_own = row.own;
    facts.number_waits_before = row.waits_before;
    facts.another_stands = row.another;
    CHECK(told_at(facts) == row.told);
  }
}

TEST_CASE("who has arrived already, or is down as not there, is not marked again") {
  for (const AppointmentState state :
       {AppointmentState::kArrived, AppointmentState::kInSession, AppointmentState::kCheckedOut,
        AppointmentState::kNoShow, AppointmentState::kCancelledByClient}) {
    CorrectionFacts facts = usual();
    facts.right.state = state;
    CHECK(plan_correction(facts)->right == ArrivalChange::kStays);
  }
}

TEST_CASE("on a later day the answers move and both visits stay as they were") {
  CorrectionFacts facts = usual();
  facts.today = parse_date("2026-11-25").value();
  CHECK(plan_correction(facts)->wrong == ArrivalChange::kStays);
  CHECK(plan_correction(facts)->right == ArrivalChange::kStays);
}

TEST_CASE("what cannot be put right is refused by name") {
  CorrectionFacts facts = usual();
  facts.corrected = true;
  check_refused(facts, {ErrorCode::kWrongState, "check_in"});
  facts = usual();
  facts.arrived = false;
  check_refused(facts, {ErrorCode::kWrongState, "check_in"});
  facts = usual();
  facts.right.client = facts.wrong.client;
  check_refused(facts, {ErrorCode::kOutOfRange, "right"});
  facts = usual();
  facts.right.day = parse_date("2026-11-25").value();
  check_refused(facts, {ErrorCode::kOutOfRange, "right"});
  for (const AppointmentState state :
       {AppointmentState::kRescheduled, AppointmentState::kEnteredInError}) {
    facts = usual();
    facts.right.state = state;
    check_refused(facts, {ErrorCode::kWrongState, "right"});
  }
}
