// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/audit/late_change.h"
#include "server/features/clients/clients.h"
#include "server/features/reminders/reminder_store.h"
#include "server/features/reminders/reminders.h"
#include "server/http/live_events.h"
#include "shared/rules/phone_number.h"

namespace alcove::reminders {

using access::Principal;
using api::reminders::kMaxTries;
using audit::WriteTxn;

namespace {

Made made_by(const Principal& principal, const WriteTxn& txn) {
  return {txn.now(), principal.signed_in().display_name, principal.device_name};
}

Result<void> may_keep(const Principal& principal) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  const access::RoleSet& roles = principal.signed_in().roles;
  if (roles.has(api::Role::kFrontDesk) || roles.has(api::Role::kSupervisor)) return {};
  return Error{ErrorCode::kForbidden, {}, "the front desk or a supervisor does this"};
}

// Of which the client was told: of that client, on that day, each once.
Result<std::set<AppointmentId>> visits_in(store::ReadTxn& txn,
                                          const api::reminders::TryRequest& request) {
  if (request.visits.empty()) {
    return Error{ErrorCode::kMissingField, "visits", "a try is of at least one visit"};
  }
  std::set<AppointmentId> visits;
  for (const AppointmentId& id : request.visits) {
    const auto visit = appointments::find_appointment(txn, id);
    if (!visit || visit->client != request.client || date_of(visit->start) != request.day) {
      return Error{ErrorCode::kNotFound, "visits", "no visit of that client on that day"};
    }
    if (!visits.insert(id).second) {
      return Error{ErrorCode::kAlreadyExists, "visits", "each visit once"};
    }
  }
  return visits;
}

}  // namespace

Result<Letterhead> set_letterhead(const Principal& principal, const Letterhead& request,
                                  WriteTxn& txn) {
  ALCOVE_TRY(may_keep(principal));
  const auto newest = letterhead_at(txn);
  if (request.revision != read_letterhead(txn).revision ||
      (newest && audit::comes_too_late(txn, *newest))) {
    return Error{ErrorCode::kConflict, "revision", "somebody else changed it first"};
  }
  if (!request.address) return Error{ErrorCode::kMissingField, "address", "where the visit is"};
  if (request.desk_phone.empty()) {
    return Error{ErrorCode::kMissingField, "desk_phone", "whom to call to change the time"};
  }
  Letterhead written = request;
  ++written.revision;
  ALCOVE_ASSIGN(written.address, clients::checked_address(*request.address, "address"));
  const auto phone = rules::parse_phone(request.desk_phone);
  if (!phone) return Error{phone.error().code, "desk_phone", phone.error().detail};
  written.desk_phone = rules::display_phone(*phone);
  insert_letterhead(txn, written, made_by(principal, txn));
  txn.record({.action = "reminder.letterhead",
              .detail = fmt::format("revision {}; {}", written.revision,
                                    written.sender.empty() ? "without a name" : "with a name")});
  return written;
}

Result<ReminderTry> log_try(const Principal& principal, const api::reminders::TryRequest& request,
                            WriteTxn& txn) {
  ALCOVE_TRY(may_keep(principal));
  ALCOVE_ASSIGN(std::set<AppointmentId> visits, visits_in(txn, request));
  if (request.reminder_try.is_nil() || has_try(txn, request.reminder_try)) {
    return Error{ErrorCode::kAlreadyExists, "reminder_try", "every try has an id of its own"};
  }
  if (tries_of(txn, request.day)[request.client].size() >= kMaxTries) {
    return Error{ErrorCode::kTooMany, "client", fmt::format("at most {} tries", kMaxTries)};
  }
  const StoredTry made{.client = request.client,
                       .visits = std::move(visits),
                       .one = {.id = request.reminder_try,
                               .way = request.way,
                               .outcome = request.outcome,
                               .note = request.note,
                               .made = made_by(principal, txn)}};
  insert_try(txn, request.day, made);
  txn.record({.action = "reminder.try",
              .client = request.client,
              .detail = fmt::format("{}: {}; {} visits", wire::word_of(request.way),
                                    wire::word_of(request.outcome), made.visits.size())});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(request.visits.front()));
  return made.one;
}

}  // namespace alcove::reminders
