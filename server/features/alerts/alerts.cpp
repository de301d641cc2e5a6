// SPDX-License-Identifier: Apache-2.0
#include "server/features/alerts/alerts.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/features/alerts/alert_rules.h"
#include "server/features/alerts/alert_store.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"
#include "shared/crypto/derived_uuid.h"

namespace alcove::alerts {
namespace {

using api::alerts::Alert;
using api::alerts::Escalation;
using audit::WriteTxn;
using store::ReadTxn;

void tell_terminals(WriteTxn& txn, const AlertId& alert) {
  http::publish(txn, api::live::Kind::kAlertChanged, audit::as_record(alert));
  http::publish(txn, api::live::Kind::kDayChanged);  // the flag of a row: which one, not here
}

audit::Event event_of(const char* action, const AlertRow& alert, std::string detail = {}) {
  return {.action = action,
          .client = alert.cause.client,
          .record = audit::as_record(alert.id),
          .detail = std::move(detail)};
}

api::clients::Client client_of(ReadTxn& txn, const AlertRow& alert) {
  std::optional<api::clients::Client> client = clients::find_client(txn, alert.cause.client);
  if (!client) throw Fault(ErrorCode::kCorrupt, "an alert is of a client that is not there");
  return std::move(*client);
}

Alert whole(ReadTxn& txn, const AlertRow& row) {
  const api::clients::Client client = client_of(txn, row);
  return {.alert = row.id,
          .client = row.cause.client,
          .record_number = client.record_number,
          .person = rules::list_name(clients::name_of(client.details)),
          .source = row.cause.source,
          .questionnaire = row.cause.questionnaire,
          .appointment = row.cause.appointment,
          .since = row.raised_at,
          .escalated = row.escalation,
          .escalated_at = row.escalated_at,
          .told = told_of(txn, row.id),
          .acknowledged = row.acknowledged,
          .entered_in_error = row.entered_in_error,
          .moved_here = row.moved_here};
}

Error stands_elsewhere() {
  return {ErrorCode::kWrongState, "alert", "it stands under the right name now: look again"};
}

Error no_such_alert() {
  return {ErrorCode::kNotFound, "alert", "there is no such alert"};
}

bool is_meant(ReadTxn& txn, const access::Principal& viewer, const AlertId& alert) {
  if (!viewer.person) return false;
  return viewer.person->crisis || is_intended(txn, alert, viewer.staff());
}

bool came_late(api::alerts::Source source) {
  switch (source) {
    case api::alerts::Source::kPhq9Item9:
      return false;
    case api::alerts::Source::kPhq9Item9SetAside:
      return true;
  }
  return false;
}

Form shown_form(ReadTxn& txn, const access::Principal& viewer, const AlertRow& alert) {
  return form_for(viewer, is_meant(txn, viewer, alert.id), alert.escalation.has_value());
}

}  // namespace

std::vector<StaffId> Alerts::intended_for(ReadTxn& txn, const Cause& cause) const {
  std::vector<StaffId> staff = staffing_.with_crisis(txn);
  if (cause.appointment) {
    if (const auto clinician = staffing_.clinician_of(txn, *cause.appointment)) {
      staff.push_back(*clinician);
    }
  }
  if (const auto client = clients::find_client(txn, cause.client)) {
    for (const api::clients::CareTeamMember& member : client->care_team) {
      staff.push_back(member.staff);
    }
  }
  std::sort(staff.begin(), staff.end());
  staff.erase(std::unique(staff.begin(), staff.end()), staff.end());
  return staff;
}

bool Alerts::anyone_there(ReadTxn& txn, const std::vector<StaffId>& staff) const {
  return std::any_of(staff.begin(), staff.end(),
                     [&](const StaffId& one) { return staffing_.is_present(txn, one); });
}

AlertId Alerts::raise(WriteTxn& txn, const Cause& cause) {
  if (const auto standing = find_pending_of(txn, cause.questionnaire)) return standing->id;
  return put(txn, cause, {.since = txn.now(), .escalation = {}, .escalated_at = {}});
}

AlertId Alerts::put(WriteTxn& txn, const Cause& cause, const Waited& waited) {
  const std::vector<StaffId> intended = intended_for(txn, cause);
  // Under the same id again when the answer comes back after a restore.
  const std::string name =
      fmt::format("alert {}", count_alerts_of(txn, cause.client, cause.questionnaire));
  AlertRow alert{.id = AlertId(crypto::derived_uuid(cause.questionnaire.bytes(), name)),
                 .cause = cause,
                 .raised_at = waited.since,
                 .escalation = waited.escalation,
                 .escalated_at = waited.escalated_at,
                 .acknowledged = {},
                 .entered_in_error = {},
                 .moved_here = {}};
  if (!alert.escalation) {
    alert.escalation = escalation_due(waited.since, anyone_there(txn, intended), txn.now());
    if (alert.escalation) alert.escalated_at = txn.now();
  }
  insert_alert(txn, alert, intended);
  const std::string_view escalated = alert.escalation ? wire::word_of(*alert.escalation) : "no";
  txn.record(event_of("alert.raise", alert,
                      fmt::format("source={} questionnaire={} meant_for={} escalated={}",
                                  wire::word_of(cause.source), cause.questionnaire.text(),
                                  intended.size(), escalated)));
  tell_terminals(txn, alert.id);
  return alert.id;
}

Result<std::int64_t> Alerts::escalate_due(audit::Ledger& ledger, UtcTime now) {
  using Due = std::vector<std::pair<AlertId, Escalation>>;
  const auto find_due = [&](ReadTxn& txn) -> Result<Due> {
    Due due;
    for (const AlertRow& alert : pending_not_escalated(txn)) {
      const bool there = anyone_there(txn, intended_of(txn, alert.id));
      if (const auto why = escalation_due(alert.raised_at, there, now)) {
        due.emplace_back(alert.id, *why);
      }
    }
    return due;
  };
  ALCOVE_ASSIGN(const Due seen, ledger.store().read<Due>(find_due));
  if (seen.empty()) return 0;
  std::int64_t escalated = 0;
  ALCOVE_TRY(
      ledger.write<bool>({.system_user = "alcove-server"}, [&](WriteTxn& txn) -> Result<bool> {
        // Somebody may have acknowledged it since the look.
        ALCOVE_ASSIGN(const Due due, find_due(txn));
        if (due.empty()) {
          return Error{ErrorCode::kConflict, {}, "nothing is due now"};
        }
        for (const auto& [id, why] : due) {
          put_escalation(txn, id, why);
          txn.record(
              event_of("alert.escalate", *find_alert(txn, id), std::string(wire::word_of(why))));
          tell_terminals(txn, id);
        }
        escalated = static_cast<std::int64_t>(due.size());
        return true;
      }));
  return escalated;
}

access::Relation Alerts::relation_to(ReadTxn& txn, const ClientId& client, const StaffId& staff,
                                     UtcTime now) {
  return answers_alert_of(txn, client, staff, now - kAnswerAccess) ? access::Relation::kAlert
                                                                   : access::Relation::kNone;
}

std::vector<Alert> Alerts::alerts_of(ReadTxn& txn, const ClientId& client, std::size_t limit) {
  std::vector<Alert> alerts;
  for (const AlertRow& row : alerts_of_client(txn, client, limit)) {
    alerts.push_back(whole(txn, row));
  }
  return alerts;
}

void Alerts::add_flags(ReadTxn& txn, const access::Principal& viewer,
                       std::span<api::appointments::BoardRow> rows) {
  std::vector<ClientId> known;
  for (const AlertRow& alert : pending_alerts(txn, api::alerts::kMaxPending)) {
    const Form form = shown_form(txn, viewer, alert);
    const bool opened = form == Form::kClinical && has_opened(txn, alert.id, viewer.staff());
    if (form == Form::kDesk || opened) known.push_back(alert.cause.client);
  }
  for (api::appointments::BoardRow& row : rows) {
    if (std::find(known.begin(), known.end(), row.appointment.client) != known.end()) {
      api::appointments::add_flag(row, api::appointments::Flag::kAlert);
    }
  }
}

api::alerts::WaitingReply Alerts::waiting(const access::Principal& viewer, ReadTxn& txn) {
  api::alerts::WaitingReply reply;
  for (const AlertRow& alert : pending_alerts(txn, api::alerts::kMaxPending)) {
    if (shown_form(txn, viewer, alert) == Form::kNothing) continue;
    reply.items.push_back({.since = alert.raised_at, .escalated = alert.escalation.has_value()});
  }
  return reply;
}

api::alerts::PendingReply Alerts::pending(const access::Principal& viewer, ReadTxn& txn) {
  api::alerts::PendingReply reply;
  for (const AlertRow& alert : pending_alerts(txn, api::alerts::kMaxPending)) {
    const Form form = shown_form(txn, viewer, alert);
    if (form == Form::kNothing) continue;
    api::alerts::Pending shown{.alert = alert.id,
                               .since = alert.raised_at,
                               .escalated = alert.escalation,
                               .meant_for_me = is_meant(txn, viewer, alert.id),
                               .may_open = form == Form::kClinical,
                               .person = {},
                               .came_late = came_late(alert.cause.source),
                               .told = told_of(txn, alert.id)};
    if (form == Form::kDesk) {
      shown.person = rules::greeting_name(clients::name_of(client_of(txn, alert).details));
    }
    reply.items.push_back(std::move(shown));
  }
  return reply;
}

Result<wire::Nothing> Alerts::told(const access::Principal& who,
                                   const api::alerts::ToldRequest& request, WriteTxn& txn) {
  const std::optional<AlertRow> alert = find_alert(txn, request.alert);
  if (!alert || shown_form(txn, who, *alert) == Form::kNothing) return no_such_alert();
  if (alert->acknowledged) {
    return Error{ErrorCode::kWrongState, "alert", "it was acknowledged meanwhile"};
  }
  if (alert->entered_in_error) return stands_elsewhere();
  if (told_of(txn, alert->id).size() >= api::alerts::kMaxTold) {
    return Error{ErrorCode::kTooMany, "alert", "20 people were told; a clinician is still needed"};
  }
  insert_told(
      txn, alert->id, who.staff(),
      {.by = who.signed_in().display_name, .whom = request.whom.value_or(""), .at = txn.now()});
  txn.record(event_of("alert.told", *alert));
  tell_terminals(txn, alert->id);
  return wire::Nothing{};
}

Result<Alert> Alerts::open(const access::Principal& who, const api::alerts::OpenRequest& request,
                           WriteTxn& txn) {
  const std::optional<AlertRow> alert = find_alert(txn, request.alert);
  if (!alert) return no_such_alert();
  // Once it is acknowledged, only who has answered it sees it here again; others go by the chart.
  // Whose it was said to be is nobody's to learn any more.
  if (alert->entered_in_error) return stands_elsewhere();
  if (alert->acknowledged && !has_opened(txn, alert->id, who.staff()) &&
      alert->acknowledged->handed_to != who.staff()) {
    return no_such_alert();
  }
  put_opening(txn, alert->id, who.staff());
  txn.record(event_of("alert.open", *alert));
  return whole(txn, *alert);
}

Result<Alert> Alerts::acknowledge(const access::Principal& who,
                                  const api::alerts::AcknowledgeRequest& request, WriteTxn& txn) {
  const std::optional<AlertRow> alert = find_alert(txn, request.alert);
  if (!alert) return no_such_alert();
  if (alert->entered_in_error) return stands_elsewhere();
  if (!has_opened(txn, alert->id, who.staff())) {
    return Error{ErrorCode::kWrongState, "alert", "open it first: who is it about?"};
  }
  if (alert->acknowledged) {
    return Error{ErrorCode::kWrongState, "alert", "it was acknowledged already"};
  }
  ALCOVE_TRY(check_acknowledgement(request));
  api::alerts::Acknowledgement done{.by = who.staff(),
                                    .by_name = who.signed_in().display_name,
                                    .at = txn.now(),
                                    .action = request.action,
                                    .words = request.words,
                                    .handed_to = request.handed_to,
                                    .handed_to_name = {}};
  if (request.handed_to) {
    const auto name = staffing_.clinical_name(txn, *request.handed_to);
    if (!name) {
      return Error{ErrorCode::kNotFound, "handed_to", "nobody clinical works here under that id"};
    }
    done.handed_to_name = *name;
  }
  put_acknowledgement(txn, alert->id, done);
  txn.record(event_of("alert.acknowledge", *alert,
                      fmt::format("action={} after_ms={}", wire::word_of(done.action),
                                  (done.at - alert->raised_at).count())));
  tell_terminals(txn, alert->id);
  http::publish(txn, api::live::Kind::kChartChanged, audit::as_record(alert->cause.client));
  return whole(txn, *find_alert(txn, alert->id));
}

}  // namespace alcove::alerts
