// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/availability/availability.h"

// Whether a time can be booked: what is in the book already, and what the clinician's time says.
// Asked inside the write's own transaction, on the one thread that writes: what is decided here
// still holds when the booking rests.
namespace alcove::appointments {

// Whose time is asked for: of a meeting each clinician's, the room's and its resources' once; of a
// place in it the client's alone.
enum class Asked : std::uint8_t { kAll, kClinicianAndRoom, kRoom, kClient, kResources };

// What is wanted. `except` does not stand in the way: itself, or the one it is moved from. Nor does
// the meeting that it is a place of.
struct Booking {
  const Appointment& appointment;
  UtcTime held_until;
  AppointmentId except;
  availability::Planning planning = availability::Planning::kAhead;
  std::span<const AppointmentId> gone{};  // of a change of many: by then they hold no time; sorted
  Asked asked = Asked::kAll;
  std::int64_t more_that_day = 0;     // of a change of many: visits that it adds besides
  std::vector<StaffId> leads_with{};  // a session: one of all who lead it has the credential
};

// With the buffer that the service has now. Walk-ins, and what has begun by now, come as they come.
Booking booking_of(const Appointment& appointment, const api::clinic_setup::Service& service,
                   const AppointmentId& except, UtcTime now);

// kTaken with the field's name when clinician, room, client or one of its resources is elsewhere in
// the appointment's time, in this order. Ahead of time the buffers of clinician and room count.
Result<void> check_free(store::ReadTxn& txn, const Booking& booking, const Site& site);
// The same as a value: who is where from when to when, and at what.
struct Taken {
  api::appointments::Place place;
  rules::TimeSlot slot;
  std::optional<api::resources::ResourceId> resource{};  // which one, where it is one
  Busy by{};
};
std::optional<Taken> find_taken(store::ReadTxn& txn, const Booking& booking, const Site& site);
// The same for a reply.
api::appointments::Collision collision_of(store::ReadTxn& txn, const Taken& taken,
                                          const Site& site);

// What comes as it comes may run into the pauses of `others` with a reason: appends each part of
// the visit and its own pause (until `held_until`) that does, once.
void add_pauses(const std::vector<Busy>& others, const rules::TimeSlot& visit, UtcTime held_until,
                std::vector<availability::Conflict>& conflicts);

// As it stands under the clinician's signature; empty where nothing does. A plan that is read has
// none: only a service that asks for one needs it.
std::string credential_of(store::ReadTxn& txn, const StaffId& clinician);

// What stands against it besides being in two places: buffers where they are soft, hours, time off,
// closed days, the cap.
std::vector<availability::Conflict> find_conflicts(store::ReadTxn& txn, const Booking& booking,
                                                   const api::clinic_setup::Service& service,
                                                   const Site& site, UtcTime now);

// What was overridden, and why: for the history.
struct Overridden {
  std::vector<rules::ConflictKind> kinds{};
  std::string reason{};
};
// What the conflicts come to with that reason or without one. Errors: all of `decide` but kTaken.
Result<Overridden> weigh(const std::vector<availability::Conflict>& conflicts,
                         const std::optional<std::string>& override_reason, const Site& site,
                         LocalDate day);
// All of it. Errors: kTaken; kOutOfRange, field "start", "service" or "clinician" (a hard
// conflict); kMissingField, field "override_reason" (only soft ones, and no reason is given). A
// reason that nothing asks for is not kept.
Result<Overridden> decide(audit::WriteTxn& txn, const Booking& booking,
                          const api::clinic_setup::Service& service,
                          const std::optional<std::string>& override_reason, const Site& site);

}  // namespace alcove::appointments
