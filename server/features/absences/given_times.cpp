// SPDX-License-Identifier: Apache-2.0
#include "server/features/absences/given_times.h"

#include <algorithm>

namespace alcove::absences {

using api::appointments::Place;
using rules::TimeSlot;

namespace {

std::optional<Clash> clash_with(const GivenTime& other, const GivenTime& wanted) {
  const TimeSlot held{other.slot.start, other.held_until};
  if (rules::overlaps(held, {wanted.slot.start, wanted.held_until})) {
    if (other.clinician == wanted.clinician) return Clash{Place::kClinician, held};
    if (wanted.room && other.room == wanted.room) return Clash{Place::kRoom, held};
  }
  if (!rules::overlaps(other.slot, wanted.slot)) return std::nullopt;
  if (wanted.client && other.client == wanted.client) return Clash{Place::kClient, other.slot};
  for (const auto& one : wanted.resources) {
    if (std::ranges::find(other.resources, one) == other.resources.end()) continue;
    return Clash{Place::kResource, other.slot, one};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Clash> clash_of(const std::vector<GivenTime>& given, const GivenTime& wanted) {
  for (const GivenTime& other : given) {
    if (auto found = clash_with(other, wanted)) return found;
  }
  return std::nullopt;
}

}  // namespace alcove::absences
