// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/features/appointments/appointment_rules.h"
#include "server/features/appointments/booking_decision.h"

// What every change of the book has in common: who may, and what it leaves behind. Whether the time
// can be had: booking_decision.h.
namespace alcove::appointments {

// The access decision for the client's record. kForbidden.
Result<void> may_change(const access::Principal& principal, store::ReadTxn& txn,
                        const ClientId& client, const StaffId& clinician);

// The appointment as the person saw it. kNotFound, kConflict, kForbidden, and kTooMany when its
// history is full.
Result<Appointment> appointment_to_change(const access::Principal& principal, audit::WriteTxn& txn,
                                          const AppointmentId& id, std::int64_t base_revision);

// Client, clinician, room and resources are there and can be booked: a room in use, a person who
// works here and has a clinical role. kNotFound with the field's name; kOutOfRange for one resource
// twice.
Result<void> check_parties(store::ReadTxn& txn, const Appointment& appointment);

// kOutOfRange (none), kAlreadyExists, with the field.
Result<void> check_new_id(audit::WriteTxn& txn, const char* field, const AppointmentId& id);
// kTooMany when its history is full.
Result<void> check_history(const Appointment& appointment);
// A place in a meeting is not moved or given to others by itself. kWrongState.
Result<void> check_stands_alone(const Appointment& appointment);

// Moves the appointment into the state and writes it; the caller accounts for it.
void enter(audit::WriteTxn& txn, Appointment& appointment, const Standing& standing);

// Writes the step into the history, the event into the chain and the news to the terminals. The
// appointment is as after the step; `from` is left out where its life begins.
struct Change {
  api::appointments::Step step;
  std::optional<api::appointments::AppointmentState> from{};
  std::string reason{};
  Overridden overridden{};
};
void account(audit::WriteTxn& txn, const access::Principal& principal,
             const Appointment& appointment, const Change& change);

}  // namespace alcove::appointments
