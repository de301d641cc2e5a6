// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/what_stands.h"

#include <fmt/format.h>

#include "server/access/staff_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/meeting_store.h"

namespace alcove::appointments {
namespace {

using api::appointments::WhatStands;

WhatStands named(store::ReadTxn& txn, const api::appointments::ServiceId& service,
                 const StaffId& clinician) {
  const auto found = find_service(txn, service);
  const auto person = access::find_staff(txn, clinician);
  ALCOVE_CHECK(found && person);
  return {found->name, person->display_name};
}

}  // namespace

WhatStands what_stands(store::ReadTxn& txn, const Busy& busy) {
  if (busy.meeting) {
    const auto meeting = find_meeting(txn, *busy.meeting);
    ALCOVE_CHECK(meeting && !meeting->clinicians.empty());
    return named(txn, meeting->service, meeting->clinicians.front().clinician);
  }
  const auto visit = find_appointment(txn, busy.visit);
  ALCOVE_CHECK(visit.has_value());
  return named(txn, visit->service, visit->clinician);
}

std::string what_words(const WhatStands& what) {
  return fmt::format(" ({}, {})", what.service, what.clinician);
}

}  // namespace alcove::appointments
