// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/rules/slot_types.h"

namespace alcove::rules {

// Into which parts of a week a second visit may be booked over one that stands: those for visits of
// one client. Nobody is booked over a session of several, lunch or what is kept for a crisis.
constexpr bool may_be_booked_twice(SlotType type) {
  return type == SlotType::kIntake || type == SlotType::kTherapy ||
         type == SlotType::kMedicationCheck;
}

}  // namespace alcove::rules
