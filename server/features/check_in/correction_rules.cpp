// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/correction_rules.h"

namespace alcove::check_in {

using api::check_in::ArrivalChange;
using rules::AppointmentState;

namespace {

bool waits(AppointmentState state) {
  return state == AppointmentState::kArrived || state == AppointmentState::kRoomed;
}

// Another visit stands for it, or it never was one.
bool stands_for_nothing(AppointmentState state) {
  return state == AppointmentState::kRescheduled || state == AppointmentState::kEnteredInError;
}

}  // namespace

Result<ArrivalPlan> plan_correction(const CorrectionFacts& facts) {
  if (facts.corrected) {
    return Error{ErrorCode::kWrongState, "check_in", "it was put right already"};
  }
  if (!facts.arrived) {
    return Error{ErrorCode::kWrongState, "check_in", "nobody went on from the greeting"};
  }
  if (facts.right.client == facts.wrong.client) {
    return Error{ErrorCode::kOutOfRange, "right", "that is a visit of the same client"};
  }
  if (facts.right.day != facts.wrong.day) {
    return Error{ErrorCode::kOutOfRange, "right", "that visit is on another day"};
  }
  if (stands_for_nothing(facts.right.state)) {
    return Error{ErrorCode::kWrongState, "right", "another visit stands for that one, or none"};
  }
  ArrivalPlan plan;
  const bool today = facts.today == facts.wrong.day;
  if (today && facts.arrived_by_check_in && !facts.another_stands && waits(facts.wrong.state)) {
    plan.wrong = ArrivalChange::kTakenBack;
  }
  if (today && rules::is_open(facts.right.state)) plan.right = ArrivalChange::kMarked;
  return plan;
}

ToldAt told_at(const CorrectionFacts& facts) {
  if (facts.arrival_is_its_own) return ToldAt::kWrong;
  if (facts.number_waits_before) return ToldAt::kBefore;
  return facts.another_stands ? ToldAt::kNone : ToldAt::kWrong;
}

}  // namespace alcove::check_in
