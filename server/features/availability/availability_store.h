// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/availability.h"

// The SQL of availability: rows in, rows out, nothing decided. What is read is the newest revision
// of each record, whether it stands or not, unless a function says otherwise.
namespace alcove::availability {

using api::availability::Cap;
using api::availability::ClosedDay;
using api::availability::ClosedDayId;
using api::availability::Hours;
using api::availability::HoursId;
using api::availability::TimeOff;
using api::availability::TimeOffId;

std::vector<Hours> hours_of(store::ReadTxn& txn, const StaffId& clinician);        // by first day
std::vector<TimeOff> times_off_of(store::ReadTxn& txn, const StaffId& clinician);  // by beginning
std::vector<ClosedDay> list_closed_days(store::ReadTxn& txn);                      // by day
std::optional<Cap> find_cap(store::ReadTxn& txn, const StaffId& clinician);

// What a booking asks: only what stands.
std::vector<TimeOff> times_off_within(store::ReadTxn& txn, const StaffId& clinician,
                                      LocalDateTime from, LocalDateTime until);
std::vector<ClosedDay> closed_days_within(store::ReadTxn& txn, LocalDate first, LocalDate last);

// Every revision, the first one first; empty where there is no such record.
std::vector<Hours> history_of_hours(store::ReadTxn& txn, const HoursId& id);
std::vector<TimeOff> history_of_time_off(store::ReadTxn& txn, const TimeOffId& id);
std::vector<ClosedDay> history_of_closed_day(store::ReadTxn& txn, const ClosedDayId& id);
std::vector<Cap> history_of_cap(store::ReadTxn& txn, const StaffId& clinician);

// Adds the revision, which is the newest from then on, under the actor of the transaction; its
// `made` is there.
void add_revision(audit::WriteTxn& txn, const Hours& hours);
void add_revision(audit::WriteTxn& txn, const TimeOff& time_off);
void add_revision(audit::WriteTxn& txn, const ClosedDay& closed_day);
void add_revision(audit::WriteTxn& txn, const Cap& cap);

}  // namespace alcove::availability
