// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/booking_decision.h"
#include "server/features/appointments/clinic_setup_store.h"

namespace alcove::appointments {

Result<rules::TimeSlot> could_book(store::ReadTxn& txn,
                                   const api::appointments::BookRequest& request, const Site& site,
                                   UtcTime now) {
  Appointment wanted;
  wanted.id = request.appointment;
  wanted.client = request.client;
  wanted.clinician = request.clinician;
  wanted.room = request.room;
  wanted.service = request.service;
  if (request.resources) wanted.resources = *request.resources;
  const auto service = find_service(txn, request.service);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  }
  ALCOVE_TRY(check_parties(txn, wanted));
  ALCOVE_TRY(set_time(wanted, request.start, request.minutes, site.zone, now));
  if (wanted.start_time < now) {
    return Error{ErrorCode::kOutOfRange, "start", "that time has begun"};
  }
  const Booking booking = booking_of(wanted, *service, wanted.id, now);
  ALCOVE_TRY(check_free(txn, booking, site));
  if (!find_conflicts(txn, booking, *service, site, now).empty()) {
    return Error{ErrorCode::kOutOfRange, "start", "the clinician's time says otherwise"};
  }
  return rules::TimeSlot{wanted.start_time, wanted.end_time};
}

}  // namespace alcove::appointments
