// SPDX-License-Identifier: Apache-2.0
#include "server/features/reminders/reminder_rules.h"

#include <algorithm>

namespace alcove::reminders {

using api::appointments::AppointmentState;
using api::clients::Preferred;
using api::reminders::DueVisit;
using api::reminders::Need;
using api::reminders::Outcome;

bool is_due(AppointmentState state) {
  return state == AppointmentState::kScheduled || state == AppointmentState::kConfirmed;
}

bool tells(Outcome outcome) {
  switch (outcome) {
    case Outcome::kReached:
    case Outcome::kLeftMessage:
    case Outcome::kSent:
      return true;
    case Outcome::kNoAnswer:
    case Outcome::kWrongNumber:
      return false;
  }
  return false;
}

Need need_of(const api::clients::Wishes& wishes, const std::vector<DueVisit>& visits) {
  const auto confirmed = [](const DueVisit& one) {
    return one.state == AppointmentState::kConfirmed;
  };
  const auto known = [&](const DueVisit& one) { return one.told || confirmed(one); };
  if (std::ranges::all_of(visits, confirmed)) return Need::kConfirmed;
  if (wishes.preferred == Preferred::kNothing) return Need::kNotWanted;
  return std::ranges::all_of(visits, known) ? Need::kTold : Need::kOpen;
}

}  // namespace alcove::reminders
