// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/overbooking.h"

#include <algorithm>

namespace alcove::appointments {

bool takes_one_more(const std::vector<Busy>& of_clinician, const rules::TimeSlot& visit) {
  UtcTime alone_from = visit.start;
  for (const Busy& one : of_clinician) {
    if (one.meeting) return false;
    if (!rules::overlaps(one.slot, visit)) continue;
    if (one.slot.start < alone_from && alone_from > visit.start) return false;
    alone_from = one.slot.end;
  }
  return !of_clinician.empty();
}

bool is_among(const std::vector<Busy>& visits, const Busy& one) {
  return !one.meeting &&
         std::ranges::any_of(visits, [&](const Busy& other) { return other.visit == one.visit; });
}

void put_overbooking(const std::vector<Busy>& visits, const rules::TimeSlot& held,
                     std::vector<availability::Conflict>& conflicts) {
  for (const Busy& one : visits) {
    const bool meets = rules::overlaps(one.slot, held);
    conflicts.push_back({rules::ConflictKind::kOverbook,
                         rules::ConflictWeight::kSoft,
                         {one.slot.start, meets ? one.slot.end : one.held_until}});
  }
}

}  // namespace alcove::appointments
