// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "server/features/availability/availability.h"

namespace alcove::availability {

// Whether a client who comes at a time meets anybody: what was booked before a time off or a closed
// day stands until a person decides about it.
enum class Presence : std::uint8_t { kThere, kAway, kClosed };

// Remembers what it has read of each clinician's day. Lives no longer than the transaction.
class Presences {
 public:
  // Both outlive it.
  Presences(store::ReadTxn& txn, const Zone& zone) : txn_(txn), zone_(zone) {}

  // `day` is the one in which the slot begins. Touching ends do not collide.
  Presence at(const StaffId& clinician, LocalDate day, const TimeSlot& slot);

 private:
  const Plan& plan(const StaffId& clinician, LocalDate day);

  store::ReadTxn& txn_;
  const Zone& zone_;
  std::map<std::pair<StaffId, LocalDate>, Plan> plans_;
};

}  // namespace alcove::availability
