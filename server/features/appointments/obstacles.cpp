// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_change.h"
#include "server/features/appointments/meeting_store.h"

namespace alcove::appointments {
namespace {

// As the appointment would be.
Result<Appointment> appointment_of(const VisitWish& wish, store::ReadTxn& txn, const Site& site,
                                   UtcTime now) {
  Appointment appointment;
  appointment.client = wish.client;
  appointment.clinician = wish.clinician;
  appointment.room = wish.room;
  appointment.service = wish.service;
  const auto itself = wish.itself ? find_appointment(txn, *wish.itself) : std::nullopt;
  if (itself) appointment.resources = itself->resources;
  if (wish.resources) appointment.resources = *wish.resources;
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_TRY(set_time(appointment, wish.start, wish.minutes, site.zone, now));
  if (wish.itself) appointment.id = *wish.itself;
  return appointment;
}

// An assignment with the same clinician asks for the room only.
bool asks_hours(const VisitWish& wish, store::ReadTxn& txn) {
  if (wish.by != VisitWish::By::kAssigning) return true;
  const auto itself = find_appointment(txn, *wish.itself);
  return !itself || itself->clinician != wish.clinician;
}

void put_taken(Obstacles& obstacles, store::ReadTxn& txn, const Booking& booking,
               const Site& site) {
  const auto taken = find_taken(txn, booking, site);
  if (taken) obstacles.taken = collision_of(txn, *taken, site);
}

void put_conflicts(Obstacles& obstacles, store::ReadTxn& txn, const Booking& booking,
                   const api::clinic_setup::Service& service, const Site& site, UtcTime now) {
  for (const availability::Conflict& one : find_conflicts(txn, booking, service, site, now)) {
    obstacles.conflicts.push_back({one.kind, one.weight, site.zone.to_local(one.slot.start),
                                   site.zone.to_local(one.slot.end)});
  }
}

}  // namespace

Result<Obstacles> obstacles_to(store::ReadTxn& txn, const VisitWish& wish,
                               std::span<const AppointmentId> gone, const Site& site, UtcTime now) {
  ALCOVE_CHECK(wish.itself.has_value() == (wish.by != VisitWish::By::kBooking));
  const auto service = find_service(txn, wish.service);
  if (!service) return Error{ErrorCode::kNotFound, "service", "there is no such service"};
  ALCOVE_ASSIGN(const Appointment appointment, appointment_of(wish, txn, site, now));
  Booking booking = booking_of(appointment, *service, appointment.id, now);
  if (wish.itself) booking.held_until = held_until(txn, *wish.itself);
  booking.gone = gone;
  booking.more_that_day = wish.more_that_day;
  Obstacles obstacles;
  put_taken(obstacles, txn, booking, site);
  if (asks_hours(wish, txn)) put_conflicts(obstacles, txn, booking, *service, site, now);
  return obstacles;
}

Result<Obstacles> obstacles_to_leading(store::ReadTxn& txn, const Meeting& meeting,
                                       const StaffId& clinician, std::int64_t more_that_day,
                                       const Site& site, UtcTime now) {
  ALCOVE_TRY(check_clinicians(txn, {clinician}));
  const auto service = find_service(txn, meeting.service);
  ALCOVE_CHECK(service.has_value());
  Appointment probe = place_in(meeting);
  probe.clinician = clinician;
  probe.room.reset();  // the meeting has it already
  Booking booking = booking_of(probe, *service, AppointmentId(), now);
  booking.held_until = meeting_held_until(txn, meeting.id);
  booking.asked = Asked::kClinicianAndRoom;
  booking.more_that_day = more_that_day;
  Obstacles obstacles;
  put_taken(obstacles, txn, booking, site);
  put_conflicts(obstacles, txn, booking, *service, site, now);
  return obstacles;
}

}  // namespace alcove::appointments
