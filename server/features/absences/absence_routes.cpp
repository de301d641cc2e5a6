// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "server/access/access_decision.h"
#include "server/access/beyond_billing.h"
#include "server/access/staff_store.h"
#include "server/features/absences/absence_plan.h"
#include "server/features/absences/call_lists.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "shared/api/clock_start.h"
#include "shared/rules/person_name.h"

namespace alcove::absences {

using access::Principal;
using api::absences::CallList;
using api::absences::CallRow;
using api::absences::CallsReply;
using api::absences::CallsRequest;
using api::absences::CallTry;
using api::absences::CallVisit;
using api::absences::ListsReply;
using api::absences::Preview;
using api::absences::TryRequest;
using audit::WriteTxn;
using http::Answer;
using store::ReadTxn;

namespace {

// Why a clinic or a colleague is away, and who was called about it, is on no bill.
Result<void> may_read(const Principal& principal) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  return access::decide_beyond_billing(principal, access::Relation::kNone);
}

std::string name_of(ReadTxn& txn, const StaffId& id) {
  const auto person = access::find_staff(txn, id);
  if (!person) throw Fault(ErrorCode::kCorrupt, "an absence of nobody who ever worked here");
  return person->display_name;
}

// When the session is, as the clock shows it.
std::optional<LocalDateTime> session_now(ReadTxn& txn, const Absence& absence) {
  if (!absence.meeting) return std::nullopt;
  const auto meeting = appointments::find_meeting(txn, *absence.meeting);
  if (!meeting) throw Fault(ErrorCode::kCorrupt, "a list of a session that is not there");
  if (meeting->state != api::appointments::MeetingState::kStands) return std::nullopt;
  return api::appointments::clock_start(*meeting);
}

CallList list_of(ReadTxn& txn, const Absence& absence, const Calls& calls) {
  CallList list{.absence = absence.id,
                .clinician_name = absence.clinician ? name_of(txn, *absence.clinician) : "",
                .session = absence.meeting.has_value(),
                .from = absence.from,
                .until = absence.until,
                .now = session_now(txn, absence),
                .reason = absence.reason,
                .made = absence.made};
  std::set<ClientId> all;
  for (const ToTell& one : calls.visits) all.insert(one.client);
  list.clients = static_cast<std::int64_t>(all.size());
  list.waiting = static_cast<std::int64_t>(all.size() - told_in(txn, absence, calls).size());
  return list;
}

CallRow row_of(ReadTxn& txn, const ClientId& id) {
  const auto client = clients::find_client(txn, id);
  if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
  return {.client = id,
          .client_name = rules::list_name(clients::name_of(client->details)),
          .record_number = client->record_number,
          .language = client->details.language,
          .reach = clients::reach(txn, *client)};
}

// When a visit was before this change moved it.
std::optional<LocalDateTime> was_of(ReadTxn& txn, const Absence& absence, const ToTell& told,
                                    const Appointment& visit) {
  if (absence.meeting) return told.knew;
  if (told.fate != Fate::kMove || !visit.moved_from) return std::nullopt;
  const auto before = appointments::find_appointment(txn, *visit.moved_from);
  if (!before) throw Fault(ErrorCode::kCorrupt, "a visit moved from one that is not there");
  return before->start;
}

// When the client would come who was not told.
LocalDateTime comes_at(const CallVisit& visit) {
  return visit.was.value_or(visit.start);
}

// By client, who would come first at the top; each with their visits by time and who tried to reach
// them.
std::vector<CallRow> rows_of(ReadTxn& txn, const Absence& absence, const Calls& calls) {
  std::map<ClientId, CallRow> rows;
  for (const ToTell& told : calls.visits) {
    const auto visit = appointments::find_appointment(txn, told.appointment);
    if (!visit) throw Fault(ErrorCode::kCorrupt, "an absence of an appointment that is not there");
    if (!rows.contains(told.client)) rows.emplace(told.client, row_of(txn, told.client));
    rows.at(told.client)
        .visits.push_back({told.appointment, told.fate, visit->start,
                           was_of(txn, absence, told, *visit), name_of(txn, visit->clinician),
                           visit->state});
  }
  for (const StoredTry& one : calls.tries) rows.at(one.client).tries.push_back(one.one);
  for (const ClientId& one : told_in(txn, absence, calls)) rows.at(one).told = true;
  std::vector<CallRow> sorted;
  for (auto& [client, row] : rows) {
    std::sort(row.visits.begin(), row.visits.end(), [](const auto& a, const auto& b) {
      return std::tuple(comes_at(a), a.appointment) < std::tuple(comes_at(b), b.appointment);
    });
    sorted.push_back(std::move(row));
  }
  std::sort(sorted.begin(), sorted.end(), [](const CallRow& a, const CallRow& b) {
    return std::tuple(comes_at(a.visits.front()), a.record_number) <
           std::tuple(comes_at(b.visits.front()), b.record_number);
  });
  return sorted;
}

// Nobody is told a time that does not hold any more.
Result<void> check_last_move(ReadTxn& txn, const AbsenceId& id) {
  const auto list = find_absence(txn, id);
  if (!list || !list->meeting || latest_of_session(txn, *list->meeting)->id == id) return {};
  return Error{ErrorCode::kWrongState, "absence", "the session was moved again since"};
}

Result<Answer<Preview>> look_ahead(const Principal& principal, const Edit& edit, ReadTxn& txn,
                                   const Setting& setting, UtcTime now) {
  ALCOVE_ASSIGN(Preview made, preview(principal, edit, txn, setting, now));
  std::set<std::int64_t> numbers;
  for (const auto& one : made.lines) numbers.insert(one.record_number);
  audit::Event event{
      .action = "absence.preview",
      .detail = fmt::format("{} until {}; {} visits; records {}", format_local(edit.from),
                            format_local(edit.until), made.lines.size(), fmt::join(numbers, " "))};
  return Answer<Preview>{std::move(made), {std::move(event)}};
}

template <class Q, class R>
void on_look(http::Router& router, const audit::Ledger& ledger, const wire::Route<Q, R>& route,
             const Setting& setting,
             Result<Answer<R>> (*look)(const Principal&, const Q&, ReadTxn&, const Setting&,
                                       UtcTime)) {
  router.on_read<Q, R>(
      route, [&ledger, &setting, look](const Principal& principal, const Q& request, ReadTxn& txn) {
        return look(principal, request, txn, setting, ledger.clock().now());
      });
}

template <class Q, class R>
void on_change(http::Router& router, const wire::Route<Q, R>& route, const Setting& setting,
               Result<R> (*change)(const Principal&, const Q&, WriteTxn&, const Setting&)) {
  router.on_write<Q, R>(
      route, [&setting, change](const Principal& principal, const Q& request, WriteTxn& txn) {
        return change(principal, request, txn, setting);
      });
}

}  // namespace

Result<Answer<ListsReply>> lists(const Principal& principal, const wire::Nothing&, ReadTxn& txn,
                                 const Setting&, UtcTime) {
  ALCOVE_TRY(may_read(principal));
  ListsReply reply;
  for (const Absence& one : latest_absences(txn, std::int64_t{api::absences::kMaxLists})) {
    reply.items.push_back(list_of(txn, one, calls_of(txn, one.id)));
  }
  audit::Event event{.action = "absence.lists",
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<ListsReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<CallsReply>> calls(const Principal& principal, const CallsRequest& request,
                                 ReadTxn& txn, const Setting&, UtcTime) {
  ALCOVE_TRY(may_read(principal));
  if (request.absence.has_value() == request.meeting.has_value()) {
    return Error{ErrorCode::kMissingField, "absence", "a list, or the session that it is of"};
  }
  const auto absence = request.absence ? find_absence(txn, *request.absence)
                                       : latest_of_session(txn, *request.meeting);
  if (!absence) {
    return Error{ErrorCode::kNotFound, request.absence ? "absence" : "meeting",
                 "there is no such list"};
  }
  const Calls written = calls_of(txn, absence->id);
  CallsReply reply{.list = list_of(txn, *absence, written),
                   .items = rows_of(txn, *absence, written)};
  std::vector<std::int64_t> numbers;
  for (const CallRow& one : reply.items) numbers.push_back(one.record_number);
  audit::Event event{
      .action = "absence.calls",
      .record = audit::as_record(absence->id),
      .detail = fmt::format("{} shown; records {}", numbers.size(), fmt::join(numbers, " "))};
  return Answer<CallsReply>{std::move(reply), {std::move(event)}};
}

Result<CallTry> log_try(const Principal& principal, const TryRequest& request, WriteTxn& txn,
                        const Setting&) {
  ALCOVE_TRY(may_keep(principal));
  const Calls calls = calls_of(txn, request.absence);
  ALCOVE_TRY(check_last_move(txn, request.absence));
  const auto is_of_client = [&](const auto& one) { return one.client == request.client; };
  const bool listed = std::ranges::any_of(calls.visits, is_of_client);
  if (!listed) return Error{ErrorCode::kNotFound, "client", "not on that list"};
  if (request.absence_try.is_nil() || has_try(txn, request.absence_try)) {
    return Error{ErrorCode::kAlreadyExists, "absence_try", "every try has an id of its own"};
  }
  const auto before = std::ranges::count_if(calls.tries, is_of_client);
  if (before >= static_cast<std::ptrdiff_t>(api::absences::kMaxTries)) {
    return Error{ErrorCode::kTooMany, "client",
                 fmt::format("at most {} tries", api::absences::kMaxTries)};
  }
  const CallTry made{
      .id = request.absence_try,
      .way = request.way,
      .outcome = request.outcome,
      .note = request.note,
      .made = {txn.now(), principal.signed_in().display_name, principal.device_name}};
  insert_try(txn, request.absence, {request.client, made});
  txn.record(
      {.action = "absence.try",
       .client = request.client,
       .record = audit::as_record(request.absence),
       .detail = fmt::format("{}: {}", wire::word_of(made.way), wire::word_of(made.outcome))});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(request.absence));
  return made;
}

void add_routes(http::Router& router, const audit::Ledger& ledger, const Setting& setting) {
  namespace routes = api::absences;
  on_look(router, ledger, routes::preview, setting, &look_ahead);
  on_change(router, routes::apply, setting, &apply);
  on_look(router, ledger, routes::lists, setting, &lists);
  on_look(router, ledger, routes::calls, setting, &calls);
  on_change(router, routes::log_try, setting, &log_try);
}

}  // namespace alcove::absences
