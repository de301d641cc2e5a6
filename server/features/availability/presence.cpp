// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/availability/availability.h"
#include "server/features/availability/availability_store.h"

namespace alcove::availability {

std::optional<std::string> closed_because(store::ReadTxn& txn, LocalDate day) {
  auto closed = closed_days_within(txn, day, day);
  return closed.empty() ? std::nullopt : std::optional(std::move(closed.front().name));
}

Presence Presences::at(const StaffId& clinician, LocalDate day, const TimeSlot& slot) {
  const Plan& known = plan(clinician, day);
  if (std::ranges::binary_search(known.closed, day)) return Presence::kClosed;
  const bool away = std::ranges::any_of(
      known.away, [&](const TimeSlot& one) { return rules::overlaps(one, slot); });
  return away ? Presence::kAway : Presence::kThere;
}

// A visit may go on past midnight.
const Plan& Presences::plan(const StaffId& clinician, LocalDate day) {
  const auto known = plans_.find({clinician, day});
  if (known != plans_.end()) return known->second;
  const LocalDateTime midnight = std::chrono::local_days(day);
  const LocalDate next(std::chrono::local_days(day) + std::chrono::days(1));
  PlanParts parts{
      .times_off = times_off_within(txn_, clinician, midnight, midnight + std::chrono::days(2)),
      .closed_days = closed_days_within(txn_, day, next)};
  return plans_.emplace(std::pair(clinician, day), make_plan(std::move(parts), zone_))
      .first->second;
}

}  // namespace alcove::availability
