// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/queue_tokens.h"
#include "server/http/live_events.h"

namespace alcove::appointments {

using api::appointments::AssignRequest;
using api::appointments::BookRequest;
using api::appointments::MoveRequest;
using api::appointments::Step;

namespace {

using api::clinic_setup::Service;

Service service_of(store::ReadTxn& txn, const Appointment& appointment) {
  auto service = find_service(txn, appointment.service);
  ALCOVE_CHECK(service.has_value());
  return std::move(*service);
}

// A new one goes in where nothing stands against it, or only what its reason overrides.
Result<Appointment> put_into_book(const access::Principal& principal, const BookRequest& request,
                                  const Appointment& appointment, Step step, audit::WriteTxn& txn,
                                  const Site& site) {
  const Service service = service_of(txn, appointment);
  const Booking booking = booking_of(appointment, service, appointment.id, txn.now());
  ALCOVE_ASSIGN(Overridden overridden,
                decide(txn, booking, service, request.override_reason, site));
  insert_appointment(txn, appointment, booking.held_until);
  account(txn, principal, appointment, {.step = step, .overridden = std::move(overridden)});
  return appointment;
}

// With the same clinician only room and resources are asked for: the rest was decided when it was
// booked.
Result<Overridden> decide_assigning(audit::WriteTxn& txn, const StaffId& before,
                                    const Appointment& appointment,
                                    const std::optional<std::string>& override_reason,
                                    const Site& site) {
  const Service service = service_of(txn, appointment);
  Booking booking = booking_of(appointment, service, appointment.id, txn.now());
  booking.held_until = held_until(txn, appointment.id);
  if (before != appointment.clinician) return decide(txn, booking, service, override_reason, site);
  ALCOVE_TRY(check_free(txn, booking, site));
  return Overridden{};
}

Result<Appointment> make_appointment(const BookRequest& request, audit::WriteTxn& txn,
                                     const Site& site) {
  ALCOVE_TRY(check_new_id(txn, "appointment", request.appointment));
  Appointment appointment;
  appointment.id = request.appointment;
  appointment.revision = 1;
  appointment.client = request.client;
  appointment.clinician = request.clinician;
  appointment.room = request.room;
  appointment.service = request.service;
  appointment.modality = request.modality.value_or(api::appointments::Modality::kInClinic);
  appointment.resources = request.resources.value_or(Appointment().resources);
  appointment.state_since = txn.now();
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_TRY(set_time(appointment, request.start, request.minutes, site.zone, txn.now()));
  return appointment;
}

Result<Appointment> new_appointment(const access::Principal& principal, const BookRequest& request,
                                    audit::WriteTxn& txn, const Site& site) {
  ALCOVE_TRY(may_change(principal, txn, request.client, request.clinician));
  const auto service = find_service(txn, request.service);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  }
  return make_appointment(request, txn, site);
}

}  // namespace

Result<Appointment> book(const access::Principal& principal, const BookRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment, new_appointment(principal, request, txn, site));
  return put_into_book(principal, request, appointment, Step::kBook, txn, site);
}

Result<Appointment> book_by_rule(const access::Principal& box, const std::string& by,
                                 const BookRequest& request, audit::WriteTxn& txn,
                                 const Site& site) {
  ALCOVE_ASSIGN(const Appointment appointment, make_appointment(request, txn, site));
  access::Principal named = box;
  named.person.emplace().display_name = by;  // for the history alone
  return put_into_book(named, request, appointment, Step::kBook, txn, site);
}

void take_visit_away(audit::WriteTxn& txn, const AppointmentId& id) {
  const auto appointment = find_appointment(txn, id);
  ALCOVE_CHECK(appointment.has_value());
  delete_appointment(txn, id);
  txn.record({.action = "appointment.take_away",
              .client = appointment->client,
              .record = audit::as_record(id),
              .detail = "it had come in with the former book"});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(id));
}

Result<Appointment> walk_in(const access::Principal& principal, const BookRequest& request,
                            audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment, new_appointment(principal, request, txn, site));
  if (date_of(request.start) != site.day_of(txn.now())) {
    return Error{ErrorCode::kOutOfRange, "start", "who walks in is seen today"};
  }
  appointment.walk_in = true;
  appointment.state = AppointmentState::kArrived;
  appointment.arrived_at = txn.now();
  give_token(txn, appointment, site);
  return put_into_book(principal, request, appointment, Step::kWalkIn, txn, site);
}

Result<Appointment> move(const access::Principal& principal, const MoveRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment old,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  ALCOVE_TRY(check_stands_alone(old));
  ALCOVE_TRY(may_go_on(old.state, AppointmentState::kRescheduled, request.reason));
  ALCOVE_TRY(check_new_id(txn, "moved_to", request.moved_to));
  Appointment moved = old;
  moved.id = request.moved_to;
  moved.revision = 1;
  moved.clinician = request.clinician;
  moved.room = request.room;
  moved.state = AppointmentState::kScheduled;
  moved.state_since = txn.now();
  moved.moved_from = old.id;
  // What an arrival that was taken back left behind stays with the visit that it was of.
  moved.queue_token.reset();
  moved.arrived_at.reset();
  moved.late_minutes.reset();
  moved.modality = request.modality.value_or(old.modality);
  moved.resources = request.resources.value_or(old.resources);
  ALCOVE_TRY(check_parties(txn, moved));
  ALCOVE_TRY(set_time(moved, request.start, request.minutes, site.zone, txn.now()));
  if (moved.start_time == old.start_time && moved.end_time == old.end_time) {
    return Error{ErrorCode::kOutOfRange, "start", "it is at that time already"};
  }
  const Service service = service_of(txn, moved);
  const Booking booking = booking_of(moved, service, old.id, txn.now());
  ALCOVE_ASSIGN(Overridden overridden,
                decide(txn, booking, service, request.override_reason, site));
  insert_appointment(txn, moved, booking.held_until);
  const AppointmentState before = old.state;
  old.state = AppointmentState::kRescheduled;
  old.state_since = txn.now();
  old.moved_to = moved.id;
  ++old.revision;
  update_appointment(txn, old);
  account(txn, principal, old, {.step = Step::kMove, .from = before, .reason = request.reason});
  account(txn, principal, moved,
          {.step = Step::kBook, .reason = request.reason, .overridden = std::move(overridden)});
  return moved;
}

Result<Appointment> assign(const access::Principal& principal, const AssignRequest& request,
                           audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  ALCOVE_TRY(check_stands_alone(appointment));
  if (rules::is_ended(appointment.state)) {
    return Error{ErrorCode::kWrongState, "appointment", "the visit is over or will not be"};
  }
  const StaffId before = appointment.clinician;
  appointment.clinician = request.clinician;
  appointment.room = request.room;
  appointment.modality = request.modality.value_or(appointment.modality);
  appointment.resources = request.resources.value_or(appointment.resources);
  if (appointment.arrived_at) give_token(txn, appointment, site);
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_ASSIGN(Overridden overridden,
                decide_assigning(txn, before, appointment, request.override_reason, site));
  ++appointment.revision;
  update_appointment(txn, appointment);
  account(txn, principal, appointment,
          {.step = Step::kAssign,
           .from = appointment.state,
           .reason = request.reason,
           .overridden = std::move(overridden)});
  return appointment;
}

}  // namespace alcove::appointments
