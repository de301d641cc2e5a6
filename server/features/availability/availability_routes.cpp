// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff_store.h"
#include "server/features/availability/availability.h"
#include "server/features/availability/availability_store.h"

namespace alcove::availability {
namespace {

using access::Principal;
using api::availability::ClosedDaysReply;
using api::availability::HistoryReply;
using api::availability::HistoryRequest;
using api::availability::OfClinicianReply;
using api::availability::OfClinicianRequest;
using store::ReadTxn;

// That somebody is away concerns whoever books; why, only the person and the keepers of the book.
std::vector<TimeOff> as_seen_by(const Principal& principal, std::vector<TimeOff> times_off) {
  for (TimeOff& one : times_off) {
    const bool own = principal.person && principal.staff() == one.clinician;
    if (!own && !keeps_the_book(principal)) one.kind.reset();
  }
  return times_off;
}

Result<http::Answer<OfClinicianReply>> of_clinician(const Principal& principal,
                                                    const OfClinicianRequest& request,
                                                    ReadTxn& txn) {
  const auto clinician = access::find_staff(txn, request.clinician);
  if (!clinician || !clinician->roles.clinical()) {
    return Error{ErrorCode::kNotFound, "clinician", "nobody who can be booked has that id"};
  }
  OfClinicianReply reply{.hours = hours_of(txn, request.clinician),
                         .times_off = as_seen_by(principal, times_off_of(txn, request.clinician)),
                         .cap = {.clinician = request.clinician, .visits_a_day = std::nullopt}};
  if (auto cap = find_cap(txn, request.clinician)) reply.cap = std::move(*cap);
  return http::Answer<OfClinicianReply>{std::move(reply), {}};
}

Result<http::Answer<ClosedDaysReply>> closed_days(const Principal&, const wire::Nothing&,
                                                  ReadTxn& txn) {
  return http::Answer<ClosedDaysReply>{{list_closed_days(txn)}, {}};
}

Result<http::Answer<HistoryReply>> history(const Principal& principal,
                                           const HistoryRequest& request, ReadTxn& txn) {
  const UuidBytes& id = request.record.bytes();
  return http::Answer<HistoryReply>{
      {.hours = history_of_hours(txn, HoursId(id)),
       .times_off = as_seen_by(principal, history_of_time_off(txn, TimeOffId(id))),
       .closed_days = history_of_closed_day(txn, ClosedDayId(id)),
       .caps = history_of_cap(txn, StaffId(id))},
      {}};
}

template <class Record>
void on_set(http::Router& router, const wire::Route<Record, Record>& route,
            Result<Record> (*set)(const Principal&, const Record&, audit::WriteTxn&)) {
  router.on_write<Record, Record>(route, set);
}

}  // namespace

Plan read_plan(ReadTxn& txn, const StaffId& clinician, LocalDate first, LocalDate last,
               const Zone& zone) {
  const LocalDateTime from = std::chrono::local_days(first);
  const LocalDateTime until = std::chrono::local_days(last) + std::chrono::days(1);
  PlanParts parts{.hours = hours_of(txn, clinician),
                  .times_off = times_off_within(txn, clinician, from, until),
                  .closed_days = closed_days_within(txn, first, last)};
  if (const auto cap = find_cap(txn, clinician)) parts.cap = cap->visits_a_day;
  return make_plan(std::move(parts), zone);
}

std::vector<LocalDate> closed_dates(ReadTxn& txn, LocalDate first, LocalDate last) {
  std::vector<LocalDate> days;
  for (const ClosedDay& one : closed_days_within(txn, first, last)) days.push_back(one.day);
  return days;
}

void add_routes(http::Router& router) {
  namespace routes = api::availability;
  router.on_read<OfClinicianRequest, OfClinicianReply>(routes::of_clinician, of_clinician);
  router.on_read<wire::Nothing, ClosedDaysReply>(routes::closed_days, closed_days);
  router.on_read<HistoryRequest, HistoryReply>(routes::history, history);
  on_set(router, routes::set_hours, &set_hours);
  on_set(router, routes::set_time_off, &set_time_off);
  on_set(router, routes::set_closed_day, &set_closed_day);
  on_set(router, routes::set_cap, &set_cap);
}

}  // namespace alcove::availability
