// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "server/features/appointments/appointments.h"
#include "shared/api/absence_calls.h"

// What becomes of a visit when somebody is away: pure functions of what is known about it.
namespace alcove::absences {

using api::absences::Choice;
using api::absences::Edit;
using api::absences::Fate;
using api::absences::Frozen;
using api::absences::What;
using api::appointments::Appointment;

// kOutOfRange, field "until", "what", "to" or "moved_to"; kMissingField, field "to", "start" or
// "moved_to"; kOutOfRange, field "closes". `now` is the clinic's clock.
Result<void> check_edit(const Edit& edit, LocalDateTime now);

// The record of the day that the edit closes.
std::optional<api::availability::ClosedDay> closed_day_of(const Edit& edit);

enum class Documented : std::uint8_t { kNo, kYes };
// Why the visit stays as it is, whatever somebody wants.
std::optional<Frozen> frozen_of(const Appointment& visit, Documented documented, UtcTime now);

// What somebody wants of a visit, and whether it was said of this one.
struct Wanted {
  What what = What::kCancel;
  std::optional<StaffId> to{};
  enum class Said : std::uint8_t { kOfAll, kOfThisOne } said = Said::kOfAll;
  std::size_t choice = 0;  // which of the choices says it, where one does
};
// Of a visit alone or the places of a session. kOutOfRange, field "choices": two that differ.
Result<Wanted> wanted_of(const Edit& edit, const std::vector<AppointmentId>& places);

// What becomes of a session that these lead, when `away` is not there; kReassign is still to be
// asked of the book.
Fate fate_of_session(const Wanted& wanted, const std::optional<StaffId>& away,
                     const std::vector<StaffId>& leads);
Fate fate_of_visit(const Wanted& wanted);
// Who leads it afterwards, the first one first.
std::vector<StaffId> leads_after(const std::vector<StaffId>& leads, const StaffId& away,
                                 const std::optional<StaffId>& instead);

// What a client of a session that was moved knows of it, and how it is: a start, or that there is
// none for them. Whoever knows it as it is need not be told.
struct Knowledge {
  std::optional<LocalDateTime> knew{};
  std::optional<LocalDateTime> is{};

  bool is_to_tell() const { return knew != is; }
};
// `last` is what somebody who has not been told of the move before knew; without one they knew the
// time before this move, and so does whoever confirmed that.
Knowledge knowledge_of(const appointments::MovedPlace& place, const std::optional<Knowledge>& last);

// Whether the client knows, or soon will.
bool tells(api::absences::Outcome outcome);

}  // namespace alcove::absences
