// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/clients/clients.h"
#include "server/features/day_close/day_close.h"
#include "server/features/day_close/day_close_store.h"
#include "server/http/live_events.h"
#include "shared/crypto/crypto.h"

namespace alcove::day_close {

using access::Principal;
using api::day_close::ChangeRequest;
using api::day_close::LookReply;
using api::day_close::LookRequest;
using api::day_close::OpenKind;
using api::day_close::OpenThing;
using appointments::Appointment;
using audit::WriteTxn;
using rules::AppointmentState;
using std::chrono::days;
using std::chrono::local_days;
using store::ReadTxn;

namespace {

Result<void> may_keep(const Principal& principal) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  const access::RoleSet& roles = principal.signed_in().roles;
  if (roles.has(api::Role::kFrontDesk) || roles.has(api::Role::kSupervisor)) return {};
  return Error{ErrorCode::kForbidden, {}, "the front desk or a supervisor closes a day"};
}

// A day has no id of its own.
RecordId record_of(LocalDate day) {
  const crypto::Hash256 hash =
      crypto::sha256(as_bytes("alcove closing of day " + format_date(day)));
  return RecordId::from_blob(ByteView(hash).first(16));
}

// What is open of a visit by its state alone; a seen one is asked for its note.
std::optional<OpenKind> open_by_state(const Appointment& visit, UtcTime now) {
  switch (visit.state) {
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
      return visit.end_time <= now ? std::optional(OpenKind::kNoOutcome) : std::nullopt;
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
      return OpenKind::kNotCheckedOut;
    case AppointmentState::kCheckedOut:
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return std::nullopt;
  }
  ALCOVE_CHECK(false);
  return std::nullopt;
}

// Expected, and not over: nobody can say yet what becomes of them.
std::int64_t count_to_come(const std::vector<Appointment>& day, UtcTime now) {
  return std::ranges::count_if(day, [&](const Appointment& visit) {
    return rules::is_open(visit.state) && visit.end_time > now;
  });
}

OpenThing thing_of(ReadTxn& txn, const Appointment& visit, OpenKind kind) {
  const auto client = clients::find_client(txn, visit.client);
  const auto clinician = access::find_staff(txn, visit.clinician);
  if (!client || !clinician) {
    throw Fault(ErrorCode::kCorrupt, "an appointment of nobody, or with nobody");
  }
  return {.kind = kind,
          .appointment = visit.id,
          .client_name = rules::list_name(clients::name_of(client->details)),
          .record_number = client->record_number,
          .clinician_name = clinician->display_name,
          .start = visit.start,
          .state = visit.state};
}

Result<Closing> closing_to_change(WriteTxn& txn, const ChangeRequest& request) {
  Closing closing = find_closing(txn, request.day);
  if (closing.revision != request.base_revision || audit::comes_too_late(txn, closing.made)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  if (closing.revision >= static_cast<std::int64_t>(api::day_close::kMaxRevisions)) {
    return Error{ErrorCode::kTooMany, "day",
                 fmt::format("at most {} revisions", api::day_close::kMaxRevisions)};
  }
  return closing;
}

// Writes the next revision, the event and the news.
Closing put(const Principal& principal, WriteTxn& txn, Closing closing, const char* action) {
  ++closing.revision;
  closing.made =
      api::availability::Made{txn.now(), principal.signed_in().display_name, principal.device_name};
  add_revision(txn, closing);
  txn.record({.action = action,
              .record = record_of(closing.day),
              .detail = fmt::format("{}; revision {}; {} left open{}", format_date(closing.day),
                                    closing.revision, closing.left_open,
                                    closing.reason.empty() ? "" : "; with a reason")});
  http::publish(txn, api::live::Kind::kDayChanged, record_of(closing.day));
  return closing;
}

}  // namespace

std::optional<api::appointments::DayClosed> closed_on(ReadTxn& txn, LocalDate day) {
  const Closing closing = find_closing(txn, day);
  if (!closing.closed || !closing.made) return std::nullopt;
  return api::appointments::DayClosed{closing.made->person_name, closing.made->at};
}

Result<void> DayClose::check_day(LocalDate day, UtcTime now) const {
  const local_days today(site_.day_of(now));
  const local_days asked(day);
  if (asked <= today && asked >= today - days(api::day_close::kMaxDaysBehind)) return {};
  return Error{ErrorCode::kOutOfRange, "day", "a day of the last year, and not one to come"};
}

// A place in a session of several is written about by any of those who lead it.
Others::Written DayClose::written_of(ReadTxn& txn, const Appointment& visit) const {
  Others::Written most = others_.written(txn, visit.id, visit.clinician);
  const auto meeting =
      visit.meeting ? appointments::find_meeting(txn, *visit.meeting) : std::nullopt;
  if (!meeting) return most;
  for (const auto& one : meeting->clinicians) {
    most = std::max(most, others_.written(txn, visit.id, one.clinician));
  }
  return most;
}

std::vector<DayClose::Found> DayClose::open_things(ReadTxn& txn,
                                                   const std::vector<Appointment>& day,
                                                   UtcTime now) const {
  std::vector<Found> found;
  for (const Appointment& visit : day) {
    std::optional<OpenKind> kind = open_by_state(visit, now);
    if (visit.state == AppointmentState::kCheckedOut) {
      const Others::Written written = written_of(txn, visit);
      if (written == Others::Written::kNothing) kind = OpenKind::kNoNote;
      if (written == Others::Written::kDraft) kind = OpenKind::kNoteInDraft;
    }
    if (kind) found.push_back({visit, *kind});
  }
  return found;
}

std::optional<LocalDate> DayClose::not_closed_before(ReadTxn& txn, LocalDate day) const {
  for (std::int64_t back = 1; back <= api::day_close::kLookBackDays; ++back) {
    const LocalDate before(local_days(day) - days(back));
    if (find_closing(txn, before).closed) continue;
    if (!appointments::appointments_on(txn, before).empty()) return before;
  }
  return std::nullopt;
}

Result<http::Answer<LookReply>> DayClose::look(const Principal& principal,
                                               const LookRequest& request, ReadTxn& txn) const {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  const UtcTime now = ledger_.clock().now();
  const LocalDate day = request.day.value_or(site_.day_of(now));
  ALCOVE_TRY(check_day(day, now));
  LookReply reply{.closing = find_closing(txn, day),
                  .alerts = others_.alerts(txn),
                  .items = {},
                  .not_closed_before = not_closed_before(txn, day)};
  const std::vector<Found> found = open_things(txn, appointments::appointments_on(txn, day), now);
  reply.count = static_cast<std::int64_t>(found.size());
  std::string numbers;
  for (const Found& one : found) {
    if (reply.items.size() == api::day_close::kMaxOpen) break;
    reply.items.push_back(thing_of(txn, one.visit, one.kind));
    numbers += " " + std::to_string(reply.items.back().record_number);
  }
  audit::Event event{
      .action = "day.look_open",
      .record = record_of(day),
      .detail = fmt::format("{}; {} open; records{}", format_date(day), reply.count, numbers)};
  return http::Answer<LookReply>{std::move(reply), {std::move(event)}};
}

Result<Closing> DayClose::close(const Principal& principal, const ChangeRequest& request,
                                WriteTxn& txn) const {
  ALCOVE_TRY(may_keep(principal));
  ALCOVE_TRY(check_day(request.day, txn.now()));
  ALCOVE_ASSIGN(Closing closing, closing_to_change(txn, request));
  if (closing.closed) return Error{ErrorCode::kWrongState, "day", "it is closed already"};
  const std::int64_t alerts = others_.alerts(txn);
  if (alerts > 0) {
    return Error{ErrorCode::kWrongState, "alerts",
                 fmt::format("{} safety alerts wait for an answer", alerts)};
  }
  const std::vector<Appointment> day = appointments::appointments_on(txn, request.day);
  const std::int64_t to_come = count_to_come(day, txn.now());
  if (to_come > 0) {
    return Error{ErrorCode::kWrongState, "day", fmt::format("{} visits are to come", to_come)};
  }
  const auto open = static_cast<std::int64_t>(open_things(txn, day, txn.now()).size());
  if (open > 0 && request.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", fmt::format("{} are still open", open)};
  }
  closing.closed = true;
  closing.reason = request.reason;
  closing.left_open = open;
  return put(principal, txn, std::move(closing), "day.close");
}

Result<Closing> DayClose::reopen(const Principal& principal, const ChangeRequest& request,
                                 WriteTxn& txn) const {
  ALCOVE_TRY(may_keep(principal));
  ALCOVE_ASSIGN(Closing closing, closing_to_change(txn, request));
  if (!closing.closed) return Error{ErrorCode::kWrongState, "day", "it is not closed"};
  if (request.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", "why is it opened again?"};
  }
  closing.closed = false;
  closing.reason = request.reason;
  closing.left_open = 0;
  return put(principal, txn, std::move(closing), "day.reopen");
}

void DayClose::add_routes(http::Router& router) {
  router.on_read<LookRequest, LookReply>(
      api::day_close::look, [this](const Principal& principal, const LookRequest& request,
                                   ReadTxn& txn) { return look(principal, request, txn); });
  router.on_write<ChangeRequest, Closing>(
      api::day_close::close, [this](const Principal& principal, const ChangeRequest& request,
                                    WriteTxn& txn) { return close(principal, request, txn); });
  router.on_write<ChangeRequest, Closing>(
      api::day_close::reopen, [this](const Principal& principal, const ChangeRequest& request,
                                     WriteTxn& txn) { return reopen(principal, request, txn); });
}

}  // namespace alcove::day_close
