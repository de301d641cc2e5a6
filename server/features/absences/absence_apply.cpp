// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <set>

#include "server/features/absences/absence_plan.h"
#include "server/features/absences/absence_store.h"
#include "server/features/availability/availability.h"
#include "server/http/live_events.h"

namespace alcove::absences {

using access::Principal;
using api::absences::Applied;
using api::absences::ApplyRequest;
using audit::WriteTxn;

namespace {

class CarryingOut {
 public:
  CarryingOut(const Principal& principal, const ApplyRequest& request, WriteTxn& txn,
              const appointments::Site& site)
      : principal_(principal), request_(request), txn_(txn), site_(site) {}

  Result<void> unit(const Unit& unit) {
    switch (unit.fate) {
      case Fate::kCancel:
        return unit.meeting ? cancel_session(*unit.meeting) : cancel(unit.visits.front());
      case Fate::kReassign:
        return unit.meeting ? lead(unit) : assign(unit.visits.front(), *unit.to);
      case Fate::kMove:
        return move(unit.visits.front(), unit);
      case Fate::kGoesOn:
        return lead(unit);
      case Fate::kStays:
      case Fate::kNotFree:
      case Fate::kFrozen:
        break;
    }
    return {};
  }

 private:
  Result<void> cancel(const Appointment& visit) {
    ALCOVE_TRY(appointments::cancel(principal_,
                                    {.appointment = visit.id,
                                     .base_revision = visit.revision,
                                     .by = api::appointments::CancelledBy::kClinic,
                                     .reason = request_.reason},
                                    txn_, site_));
    return {};
  }

  Result<void> cancel_session(const appointments::Meeting& meeting) {
    ALCOVE_TRY(appointments::cancel_meeting(
        principal_, {meeting.id, meeting.revision, request_.reason}, txn_, site_));
    return {};
  }

  Result<void> assign(const Appointment& visit, const StaffId& to) {
    ALCOVE_TRY(appointments::assign(principal_,
                                    {.appointment = visit.id,
                                     .base_revision = visit.revision,
                                     .clinician = to,
                                     .room = visit.room,
                                     .reason = request_.reason},
                                    txn_, site_));
    return {};
  }

  Result<void> move(const Appointment& visit, const Unit& unit) {
    ALCOVE_TRY(appointments::move(principal_,
                                  {.appointment = visit.id,
                                   .base_revision = visit.revision,
                                   .moved_to = *unit.moved->moved_to,
                                   .clinician = *unit.to,
                                   .room = unit.moved->room,
                                   .start = *unit.moved->start,
                                   .minutes = visit.minutes,
                                   .reason = request_.reason},
                                  txn_, site_));
    return {};
  }

  Result<void> lead(const Unit& unit) {
    ALCOVE_TRY(appointments::assign_meeting(
        principal_,
        {.meeting = unit.meeting->id,
         .base_revision = unit.meeting->revision,
         .clinicians = leads_after(leads_of(*unit.meeting), *request_.edit.clinician, unit.to),
         .room = unit.meeting->room,
         .reason = request_.reason},
        txn_, site_));
    return {};
  }

  const Principal& principal_;
  const ApplyRequest& request_;
  WriteTxn& txn_;
  const appointments::Site& site_;
};

// Whose client is called: of a session that others lead on, nobody.
bool is_told(Fate fate) {
  return fate == Fate::kCancel || fate == Fate::kReassign || fate == Fate::kMove;
}

Applied count(const AbsenceId& id, const std::vector<Unit>& units) {
  Applied applied{.absence = id};
  std::set<ClientId> told;
  for (const Unit& unit : units) {
    const auto visits = static_cast<std::int64_t>(unit.visits.size());
    if (unit.fate == Fate::kCancel) {
      applied.cancelled += visits;
    } else if (unit.fate == Fate::kReassign || unit.fate == Fate::kGoesOn) {
      applied.reassigned += visits;
    } else if (unit.fate == Fate::kMove) {
      applied.moved += visits;
    } else {
      applied.kept += visits;
    }
    if (!is_told(unit.fate)) continue;
    for (const Appointment& one : unit.visits) told.insert(one.client);
  }
  applied.to_call = static_cast<std::int64_t>(told.size());
  return applied;
}

Result<void> check_request(WriteTxn& txn, const ApplyRequest& request) {
  if (request.absence.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "absence", "every absence has an id of its own"};
  }
  if (!find_absence(txn, request.absence)) return {};
  return Error{ErrorCode::kAlreadyExists, "absence", "there is one with that id"};
}

const char* who_is_away(const Edit& edit) {
  if (edit.closes) return "everybody, the day is closed";
  return edit.clinician ? "one clinician" : "everybody";
}

// The day first: what is moved in the same write is moved to another one.
Result<void> close_day(const Principal& principal, const Edit& edit, WriteTxn& txn) {
  const auto closed = closed_day_of(edit);
  if (!closed) return {};
  const auto made = availability::set_closed_day(principal, *closed, txn);
  if (made) return {};
  // Under the name of the field by which it is said here.
  return Error{made.error().code, "closes." + made.error().field, made.error().detail};
}

void keep(const Principal& principal, const ApplyRequest& request, const std::vector<Unit>& units,
          WriteTxn& txn) {
  insert_absence(txn,
                 {.id = request.absence,
                  .clinician = request.edit.clinician,
                  .from = request.edit.from,
                  .until = request.edit.until,
                  .reason = request.reason,
                  .made = {txn.now(), principal.signed_in().display_name, principal.device_name}});
  for (const Unit& unit : units) {
    if (!is_told(unit.fate)) continue;
    for (const Appointment& one : unit.visits) {
      // Of a visit that was moved, the one that stands for it is what there is to tell.
      const AppointmentId told = unit.moved ? *unit.moved->moved_to : one.id;
      insert_visit(txn, request.absence, {told, one.client, unit.fate});
    }
  }
}

}  // namespace

Result<api::absences::Preview> preview(const Principal& principal, const Edit& edit,
                                       store::ReadTxn& txn, const Setting& setting, UtcTime now) {
  ALCOVE_ASSIGN(Plan plan, plan_edit(principal, edit, txn, setting, now));
  return std::move(plan.preview);
}

Result<Applied> apply(const Principal& principal, const ApplyRequest& request, WriteTxn& txn,
                      const Setting& setting) {
  ALCOVE_ASSIGN(const Plan plan, plan_edit(principal, request.edit, txn, setting, txn.now()));
  ALCOVE_TRY(check_request(txn, request));
  const std::string& read = request.token;
  const std::string& planned = plan.preview.token;
  if (read != planned) {
    return Error{ErrorCode::kConflict, "token", "the book has changed since the preview"};
  }
  const Applied applied = count(request.absence, plan.units);
  const bool stays = applied.cancelled + applied.reassigned + applied.moved == 0;
  if (stays && !request.edit.closes) {
    return Error{ErrorCode::kWrongState, "token", "nothing would change"};
  }
  ALCOVE_TRY(close_day(principal, request.edit, txn));
  CarryingOut carrying(principal, request, txn, setting.site);
  for (const Unit& unit : plan.units) ALCOVE_TRY(carrying.unit(unit));
  keep(principal, request, plan.units, txn);
  txn.record(
      {.action = "absence.apply",
       .record = audit::as_record(request.absence),
       .detail = fmt::format("{}; {} until {}; {} cancelled; {} reassigned; {} moved; {} "
                             "kept; {} to call; with a reason",
                             who_is_away(request.edit), format_local(request.edit.from),
                             format_local(request.edit.until), applied.cancelled,
                             applied.reassigned, applied.moved, applied.kept, applied.to_call)});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(request.absence));
  return applied;
}

}  // namespace alcove::absences
