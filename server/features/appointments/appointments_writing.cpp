// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"

namespace alcove::appointments {

using api::appointments::AssignRequest;
using api::appointments::BookRequest;
using api::appointments::MoveRequest;
using api::appointments::Step;

namespace {

Result<void> check_new_id(audit::WriteTxn& txn, const char* field, const AppointmentId& id) {
  if (id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, field, "an appointment has an id of its own"};
  }
  if (find_appointment(txn, id)) {
    return Error{ErrorCode::kAlreadyExists, field, "the id is taken"};
  }
  return {};
}

Result<Appointment> new_appointment(const access::Principal& principal, const BookRequest& request,
                                    audit::WriteTxn& txn, const Site& site) {
  ALCOVE_TRY(may_change(principal, txn, request.client, request.clinician));
  ALCOVE_TRY(check_new_id(txn, "appointment", request.appointment));
  Appointment appointment;
  appointment.id = request.appointment;
  appointment.revision = 1;
  appointment.client = request.client;
  appointment.clinician = request.clinician;
  appointment.room = request.room;
  appointment.service = request.service;
  appointment.state_since = txn.now();
  const auto service = find_service(txn, request.service);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  }
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_TRY(set_time(appointment, request.start, request.minutes, site.zone, txn.now()));
  return appointment;
}

}  // namespace

Result<Appointment> book(const access::Principal& principal, const BookRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment, new_appointment(principal, request, txn, site));
  ALCOVE_TRY(check_free(txn, appointment, site, appointment.id));
  insert_appointment(txn, appointment);
  account(txn, principal, appointment, {.step = Step::kBook});
  return appointment;
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
  ALCOVE_TRY(check_free(txn, appointment, site, appointment.id));
  insert_appointment(txn, appointment);
  account(txn, principal, appointment, {.step = Step::kWalkIn});
  return appointment;
}

Result<Appointment> move(const access::Principal& principal, const MoveRequest& request,
                         audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment old,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
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
  ALCOVE_TRY(check_parties(txn, moved));
  ALCOVE_TRY(set_time(moved, request.start, request.minutes, site.zone, txn.now()));
  if (moved.start_time == old.start_time && moved.end_time == old.end_time) {
    return Error{ErrorCode::kOutOfRange, "start", "it is at that time already"};
  }
  ALCOVE_TRY(check_free(txn, moved, site, old.id));
  insert_appointment(txn, moved);
  const AppointmentState before = old.state;
  old.state = AppointmentState::kRescheduled;
  old.state_since = txn.now();
  old.moved_to = moved.id;
  ++old.revision;
  update_appointment(txn, old);
  account(txn, principal, old, {.step = Step::kMove, .from = before, .reason = request.reason});
  account(txn, principal, moved, {.step = Step::kBook, .reason = request.reason});
  return moved;
}

Result<Appointment> assign(const access::Principal& principal, const AssignRequest& request,
                           audit::WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(Appointment appointment,
                appointment_to_change(principal, txn, request.appointment, request.base_revision));
  if (rules::is_ended(appointment.state)) {
    return Error{ErrorCode::kWrongState, "appointment", "the visit is over or will not be"};
  }
  appointment.clinician = request.clinician;
  appointment.room = request.room;
  ALCOVE_TRY(check_parties(txn, appointment));
  ALCOVE_TRY(check_free(txn, appointment, site, appointment.id));
  ++appointment.revision;
  update_appointment(txn, appointment);
  account(txn, principal, appointment,
          {.step = Step::kAssign, .from = appointment.state, .reason = request.reason});
  return appointment;
}

}  // namespace alcove::appointments
