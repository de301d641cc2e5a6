// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointment_change.h"

#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/resource_rules.h"
#include "server/features/appointments/resource_store.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "server/store/stored_words.h"

namespace alcove::appointments {
namespace {

using api::appointments::Step;

const char* action_of(Step step) {
  switch (step) {
    case Step::kBook:
      return "appointment.book";
    case Step::kWalkIn:
      return "appointment.walk_in";
    case Step::kMark:
      return "appointment.mark";
    case Step::kCancel:
      return "appointment.cancel";
    case Step::kMove:
      return "appointment.move";
    case Step::kUndo:
      return "appointment.undo";
    case Step::kAssign:
      return "appointment.assign";
    case Step::kLate:
      return "appointment.late";
  }
  ALCOVE_CHECK(false);
  return "";
}

// States only. The words of a reason may name somebody: they stay in the appointment's own history.
std::string detail_of(const Appointment& appointment, const Change& change) {
  std::string detail = fmt::format("{} -> {}", change.from ? wire::word_of(*change.from) : "new",
                                   wire::word_of(appointment.state));
  if (change.step == Step::kCancel && appointment.notice_minutes) {
    detail += fmt::format("; {} minutes before", *appointment.notice_minutes);
  }
  if (change.step == Step::kLate) {
    detail = appointment.late_minutes ? fmt::format("{} minutes late", *appointment.late_minutes)
                                      : std::string("not late");
  }
  if (change.step == Step::kMove) detail += "; moved to " + appointment.moved_to->text();
  if (api::appointments::is_telehealth(appointment.modality)) {
    detail += fmt::format("; by {}", wire::word_of(appointment.modality));
  }
  if (!appointment.resources.empty()) {
    detail += "; takes " + api::resources::ids_words(appointment.resources);
  }
  if (!change.reason.empty()) detail += "; with a reason";
  if (!change.overridden.kinds.empty()) {
    detail += "; although: " + store::words_of(change.overridden.kinds);
  }
  return detail;
}

// Read only where a write may come too late.
bool comes_too_late(audit::WriteTxn& txn, const AppointmentId& id) {
  if (!txn.is_replay()) return false;
  const std::vector<HistoryEntry> history = read_history(txn, id);
  return !history.empty() && audit::comes_too_late(txn, history.back().at);
}

}  // namespace

Result<void> may_change(const access::Principal& principal, store::ReadTxn& txn,
                        const ClientId& client, const StaffId& clinician) {
  const access::Relation relation = principal.staff() == clinician
                                        ? access::Relation::kOwn
                                        : clients::relation_to(txn, client, principal.staff());
  return access::decide(principal, wire::Permission::kScheduleWrite, relation);
}

Result<Appointment> appointment_to_change(const access::Principal& principal, audit::WriteTxn& txn,
                                          const AppointmentId& id, std::int64_t base_revision) {
  std::optional<Appointment> appointment = find_appointment(txn, id);
  if (!appointment) {
    return Error{ErrorCode::kNotFound, "appointment", "there is no such appointment"};
  }
  ALCOVE_TRY(may_change(principal, txn, appointment->client, appointment->clinician));
  if (appointment->revision != base_revision || comes_too_late(txn, id)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  ALCOVE_TRY(check_history(*appointment));
  return std::move(*appointment);
}

Result<void> check_history(const Appointment& appointment) {
  if (appointment.revision < static_cast<std::int64_t>(api::appointments::kMaxHistory)) return {};
  return Error{ErrorCode::kTooMany, "appointment",
               fmt::format("an appointment has at most {} steps", api::appointments::kMaxHistory)};
}

Result<void> check_new_id(audit::WriteTxn& txn, const char* field, const AppointmentId& id) {
  if (id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, field, "an appointment has an id of its own"};
  }
  if (find_appointment(txn, id)) {
    return Error{ErrorCode::kAlreadyExists, field, "the id is taken"};
  }
  return {};
}

Result<void> check_stands_alone(const Appointment& appointment) {
  if (!appointment.meeting) return {};
  return Error{ErrorCode::kWrongState, "appointment", "it is a place in a session of several"};
}

void enter(audit::WriteTxn& txn, Appointment& appointment, const Standing& standing) {
  appointment.state = standing.state;
  appointment.state_since = standing.since;
  ++appointment.revision;
  update_appointment(txn, appointment);
}

Result<void> check_resources(store::ReadTxn& txn,
                             const std::vector<api::resources::ResourceId>& ids) {
  ALCOVE_TRY(check_each_once(ids));
  for (const api::resources::ResourceId& id : ids) {
    const auto found = find_resource(txn, id);
    if (!found) {
      return Error{ErrorCode::kNotFound, "resources", "there is no such interpreter or equipment"};
    }
    if (found->retired) {
      return Error{ErrorCode::kNotFound, "resources", found->name + " is not in use any more"};
    }
  }
  return {};
}

Result<void> check_parties(store::ReadTxn& txn, const Appointment& appointment) {
  if (!clients::record_number_of(txn, appointment.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  const auto clinician = access::find_staff(txn, appointment.clinician);
  if (!clinician || clinician->disabled_at || !clinician->roles.clinical()) {
    return Error{ErrorCode::kNotFound, "clinician", "nobody who can be booked has that id"};
  }
  ALCOVE_TRY(check_resources(txn, appointment.resources));
  if (!appointment.room) return {};
  const auto room = find_room(txn, *appointment.room);
  if (!room || room->retired) {
    return Error{ErrorCode::kNotFound, "room", "there is no such room any more"};
  }
  return {};
}

void account(audit::WriteTxn& txn, const access::Principal& principal,
             const Appointment& appointment, const Change& change) {
  insert_step(txn, appointment,
              {.at = txn.now(),
               .step = change.step,
               .from = change.from,
               .to = appointment.state,
               .clinician = appointment.clinician,
               .room = appointment.room,
               .reason = change.reason,
               .person_name = principal.person ? principal.person->display_name : std::string(),
               .terminal_name = principal.device_name,
               .overridden = change.overridden.kinds,
               .override_reason = change.overridden.reason,
               .late_minutes = change.step == Step::kLate ? appointment.late_minutes : std::nullopt,
               .modality = appointment.modality});
  txn.record({.action = action_of(change.step),
              .client = appointment.client,
              .record = audit::as_record(appointment.id),
              .detail = detail_of(appointment, change)});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(appointment.id));
  // Who waits, and who is called: the waiting room's display.
  if (appointment.queue_token) http::publish(txn, api::live::Kind::kQueueChanged);
}

}  // namespace alcove::appointments
