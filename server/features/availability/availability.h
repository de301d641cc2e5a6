// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>

#include "server/access/principal.h"
#include "server/audit/write_txn.h"
#include "server/features/availability/availability_rules.h"
#include "server/http/router.h"
#include "shared/api/availability_routes.h"

// The face of availability: when somebody can be booked. README.md beside this file tells routes,
// tables and invariants. It knows nothing of appointments: whoever books hands over what a booking
// is and asks what stands against it, in the transaction in which it books. Thread-safe in the
// sense of the transaction that it is handed; keeps no state of its own.
namespace alcove::availability {

void add_routes(http::Router& router);

// The front desk and supervisors keep the book: they set everybody's hours, and read why somebody
// is away.
bool keeps_the_book(const access::Principal& principal);

// What is known of the clinician's time from a day to another, both counted. Hours are all of them.
Plan read_plan(store::ReadTxn& txn, const StaffId& clinician, LocalDate first, LocalDate last,
               const Zone& zone);

// The days from a day to another, both counted, on which the clinic is closed, in order.
std::vector<LocalDate> closed_dates(store::ReadTxn& txn, LocalDate first, LocalDate last);

// What the clinic calls the day, where it is closed on it.
std::optional<std::string> closed_because(store::ReadTxn& txn, LocalDate day);

// Whether a client who comes at a time meets anybody: what was booked before a time off or a closed
// day stands until a person decides about it.
enum class Presence : std::uint8_t { kThere, kAway, kClosed };

// Remembers what it has read of each clinician's day. Lives no longer than the transaction.
class Presences {
 public:
  // Both outlive it.
  Presences(store::ReadTxn& txn, const Zone& zone) : txn_(txn), zone_(zone) {}

  // `day` is the one in which the slot begins. Touching ends do not collide.
  Presence at(const StaffId& clinician, LocalDate day, const TimeSlot& slot);

 private:
  const Plan& plan(const StaffId& clinician, LocalDate day);

  store::ReadTxn& txn_;
  const Zone& zone_;
  std::map<std::pair<StaffId, LocalDate>, Plan> plans_;
};

// What the routes do, for the synthetic clinic and tests: the same checks, history and events.
Result<api::availability::Hours> set_hours(const access::Principal& principal,
                                           const api::availability::Hours& hours,
                                           audit::WriteTxn& txn);
Result<api::availability::TimeOff> set_time_off(const access::Principal& principal,
                                                const api::availability::TimeOff& time_off,
                                                audit::WriteTxn& txn);
Result<api::availability::ClosedDay> set_closed_day(const access::Principal& principal,
                                                    const api::availability::ClosedDay& closed_day,
                                                    audit::WriteTxn& txn);
Result<api::availability::Cap> set_cap(const access::Principal& principal,
                                       const api::availability::Cap& cap, audit::WriteTxn& txn);

}  // namespace alcove::availability
