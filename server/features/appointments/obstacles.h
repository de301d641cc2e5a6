// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "server/features/appointments/meetings.h"
#include "shared/api/free_time.h"

// What stands against a change of the book before it is made, for features that change many visits
// at once; part of the face of appointments.
namespace alcove::appointments {

// What stands against an appointment as `book` or `move`, `assign`, or `undo` would find it.
struct VisitWish {
  ClientId client;
  StaffId clinician;
  std::optional<RoomId> room;
  api::appointments::ServiceId service;
  LocalDateTime start;
  std::int64_t minutes = 0;
  enum class By : std::uint8_t { kBooking, kAssigning, kUndoing } by = By::kBooking;
  std::optional<AppointmentId> itself{};  // assigned or undone: with the pause that it has
  // Left out: what `itself` takes, or nothing.
  std::optional<std::vector<api::resources::ResourceId>> resources{};
  std::int64_t more_that_day = 0;  // visits of the clinician that a change of many adds besides
};
struct Obstacles {
  std::optional<api::appointments::Collision> taken{};
  std::vector<api::appointments::Conflict> conflicts{};
};
// `gone`: what will hold no time by then, sorted. Errors: kNotFound (client, clinician, room,
// service, resources), kOutOfRange (start, minutes, resources).
Result<Obstacles> obstacles_to(store::ReadTxn& txn, const VisitWish& wish,
                               std::span<const AppointmentId> gone, const Site& site, UtcTime now);
// Whether a visit may take them: in use, each once. Errors: kNotFound, kOutOfRange, field
// "resources".
Result<void> check_resources(store::ReadTxn& txn,
                             const std::vector<api::resources::ResourceId>& ids);
// What stands against somebody leading the meeting who did not until now, as `assign_meeting` would
// find it. Errors: kNotFound (clinician).
Result<Obstacles> obstacles_to_leading(store::ReadTxn& txn, const Meeting& meeting,
                                       const StaffId& clinician, std::int64_t more_that_day,
                                       const Site& site, UtcTime now);

}  // namespace alcove::appointments
