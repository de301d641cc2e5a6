// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "shared/api/free_time.h"
#include "shared/rules/appointment_states.h"

// What one change puts into the book, so that no two of its visits stand at one time: the book
// itself knows of none of them yet.
namespace alcove::absences {

struct GivenTime {
  StaffId clinician{};
  std::optional<RoomId> room{};
  std::optional<ClientId> client{};  // of a session, nobody: its places keep their time
  std::vector<api::resources::ResourceId> resources{};
  rules::TimeSlot slot{};
  UtcTime held_until{};  // with the pause after it: the clinician and the room are taken until then
};

struct Clash {
  api::appointments::Place place = api::appointments::Place::kClinician;
  rules::TimeSlot slot{};  // when the other one is there
  std::optional<api::resources::ResourceId> resource{};
};
// Touching ends are free. The first one that is given, and of it clinician, room, client and
// resources in this order.
std::optional<Clash> clash_of(const std::vector<GivenTime>& given, const GivenTime& wanted);

}  // namespace alcove::absences
