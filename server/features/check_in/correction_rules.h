// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/appointments.h"
#include "shared/api/check_in_correction.h"

// What becomes of two visits when a client was checked in under another's name. Pure and
// thread-safe.
namespace alcove::check_in {

struct VisitFacts {
  ClientId client;
  LocalDate day;
  rules::AppointmentState state = rules::AppointmentState::kScheduled;
};
struct CorrectionFacts {
  LocalDate today;
  bool arrived = false;    // somebody went on from the greeting
  bool corrected = false;  // already
  // The arrival that stands at the wrong visit is the one that this check-in made.
  bool arrival_is_its_own = false;
  VisitFacts wrong;
  VisitFacts right;
};
struct ArrivalPlan {
  api::check_in::ArrivalChange wrong = api::check_in::ArrivalChange::kStays;
  api::check_in::ArrivalChange right = api::check_in::ArrivalChange::kStays;
};

// An arrival is taken back while its client still waits: once a session has begun, somebody who
// saw the client has to say what was wrong. The right client arrives when their visit is open and
// today's. kWrongState or kOutOfRange with the field, as check_in_correction.h says.
Result<ArrivalPlan> plan_correction(const CorrectionFacts& facts);

}  // namespace alcove::check_in
