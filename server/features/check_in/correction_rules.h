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
  // The arrival that stands at the wrong visit was made by a check-in there, not by a person; and
  // by this one.
  bool arrived_by_check_in = false;
  bool arrival_is_its_own = false;
  // Another check-in of the wrong visit, not put right, holds that arrival: since it stands, or
  // moved there later.
  bool another_stands = false;
  // It was moved here from a visit that is open again and still has a number.
  bool number_waits_before = false;
  VisitFacts wrong;
  VisitFacts right;
};
struct ArrivalPlan {
  api::check_in::ArrivalChange wrong = api::check_in::ArrivalChange::kStays;
  api::check_in::ArrivalChange right = api::check_in::ArrivalChange::kStays;
};

// An arrival is taken back while its client still waits and no other check-in holds it: of two who
// each came as the other, the second correction leaves who is there. Once a session has begun,
// somebody who saw the client has to say what was wrong. The right client arrives when their visit
// is open and today's. kWrongState or kOutOfRange with the field, as check_in_correction.h says.
Result<ArrivalPlan> plan_correction(const CorrectionFacts& facts);

// Which visit has the number of the waiting room that the person was told.
enum class ToldAt : std::uint8_t {
  kWrong,
  kBefore,  // the visit from which it was moved here
  kNone,    // the one here is another's
};
ToldAt told_at(const CorrectionFacts& facts);

}  // namespace alcove::check_in
