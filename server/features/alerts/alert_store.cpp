// SPDX-License-Identifier: Apache-2.0
#include "server/features/alerts/alert_store.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::alerts {
namespace {

using api::alerts::Acknowledgement;

constexpr const char* kColumns =
    "SELECT id, client, source, questionnaire, appointment, raised_at, escalation, escalated_at, "
    "acknowledged_at, acknowledged_by, acknowledged_name, action, words, handed_to, "
    "handed_to_name, away.moved_at, away.moved_by_name, away.reason, here.moved_at, "
    "here.moved_by_name FROM alert LEFT JOIN alert_move AS away ON away.alert = alert.id "
    // Several may have come to stand in one; they were moved together.
    "LEFT JOIN alert_move AS here ON here.alert = (SELECT min(alert) FROM alert_move WHERE "
    "moved_to = alert.id) ";

// Nobody has acknowledged it, and it is this client's.
constexpr const char* kPending = "acknowledged_at IS NULL AND away.alert IS NULL";

template <class E>
E word_at(const store::Statement& row, int column) {
  const std::optional<E> value = wire::from_word<E>(row.text(column));
  if (!value) throw Fault(ErrorCode::kCorrupt, "an alert holds a word that it cannot have");
  return *value;
}

AlertRow alert_at(const store::Statement& row) {
  AlertRow alert;
  alert.id = row.id<AlertId>(0);
  alert.cause = {.client = row.id<ClientId>(1),
                 .source = word_at<api::alerts::Source>(row, 2),
                 .questionnaire = row.id<QuestionnaireId>(3),
                 .appointment = row.maybe_id<AppointmentId>(4)};
  alert.raised_at = row.time(5);
  if (!row.is_null(6)) alert.escalation = word_at<api::alerts::Escalation>(row, 6);
  alert.escalated_at = row.maybe_time(7);
  if (!row.is_null(8)) {
    alert.acknowledged = Acknowledgement{.by = row.id<StaffId>(9),
                                         .by_name = row.text(10),
                                         .at = row.time(8),
                                         .action = word_at<api::alerts::Action>(row, 11),
                                         .words = row.text(12),
                                         .handed_to = row.maybe_id<StaffId>(13),
                                         .handed_to_name = row.maybe_text(14).value_or("")};
  }
  if (const auto moved = row.maybe_time(15)) {
    alert.entered_in_error = {.at = *moved, .by_name = row.text(16), .reason = row.text(17)};
  }
  if (const auto came = row.maybe_time(18)) {
    alert.moved_here = {.at = *came, .by_name = row.text(19)};
  }
  return alert;
}

std::optional<AlertRow> first_of(store::Statement& rows) {
  if (!rows.next()) return std::nullopt;
  return alert_at(rows);
}

std::vector<AlertRow> all_of(store::Statement& rows) {
  std::vector<AlertRow> alerts;
  while (rows.next()) alerts.push_back(alert_at(rows));
  return alerts;
}

bool any(store::Statement& rows) {
  return rows.next();
}

}  // namespace

void insert_alert(audit::WriteTxn& txn, const AlertRow& alert,
                  const std::vector<StaffId>& intended) {
  store::Statement insert = txn.change(
      "INSERT INTO alert (id, client, source, questionnaire, appointment, raised_at, escalation, "
      "escalated_at) VALUES ($id, $client, $source, $questionnaire, $appointment, $raised_at, "
      "$escalation, $escalated_at)");
  insert.bind("$id", alert.id).bind("$client", alert.cause.client);
  insert.bind("$source", wire::word_of(alert.cause.source));
  insert.bind("$questionnaire", alert.cause.questionnaire);
  insert.bind("$appointment", alert.cause.appointment).bind("$raised_at", alert.raised_at);
  insert.bind_null("$escalation").bind("$escalated_at", alert.escalated_at);
  if (alert.escalation) insert.bind("$escalation", wire::word_of(*alert.escalation));
  insert.execute();
  for (const StaffId& staff : intended) {
    txn.change("INSERT INTO alert_intended (alert, staff) VALUES ($alert, $staff)")
        .bind("$alert", alert.id)
        .bind("$staff", staff)
        .execute();
  }
}

std::optional<AlertRow> find_alert(store::ReadTxn& txn, const AlertId& id) {
  store::Statement rows = txn.query(fmt::format("{} WHERE id = $id", kColumns));
  rows.bind("$id", id);
  return first_of(rows);
}

std::optional<AlertRow> find_pending_of(store::ReadTxn& txn, const QuestionnaireId& questionnaire) {
  store::Statement rows =
      txn.query(fmt::format("{} WHERE questionnaire = $questionnaire AND {}", kColumns, kPending));
  rows.bind("$questionnaire", questionnaire);
  return first_of(rows);
}

std::int64_t count_alerts_of(store::ReadTxn& txn, const ClientId& client,
                             const QuestionnaireId& questionnaire) {
  store::Statement row = txn.query(
      "SELECT COUNT(*) FROM alert WHERE client = $client AND questionnaire = $questionnaire");
  row.bind("$client", client).bind("$questionnaire", questionnaire);
  return row.next() ? row.integer(0) : 0;
}

std::vector<AlertRow> pending_alerts(store::ReadTxn& txn, std::size_t limit) {
  store::Statement rows = txn.query(
      fmt::format("{} WHERE {} ORDER BY raised_at DESC, id DESC LIMIT $limit", kColumns, kPending));
  rows.bind("$limit", static_cast<std::int64_t>(limit));
  std::vector<AlertRow> newest = all_of(rows);
  std::reverse(newest.begin(), newest.end());
  return newest;
}

std::vector<AlertRow> pending_not_escalated(store::ReadTxn& txn) {
  store::Statement rows = txn.query(
      fmt::format("{} WHERE {} AND escalation IS NULL ORDER BY raised_at, id", kColumns, kPending));
  return all_of(rows);
}

std::vector<AlertRow> alerts_of_client(store::ReadTxn& txn, const ClientId& client,
                                       std::size_t limit) {
  store::Statement rows = txn.query(fmt::format(
      "{} WHERE client = $client ORDER BY raised_at DESC, id DESC LIMIT $limit", kColumns));
  rows.bind("$client", client).bind("$limit", static_cast<std::int64_t>(limit));
  return all_of(rows);
}

std::vector<AlertRow> alerts_of_questionnaire(store::ReadTxn& txn,
                                              const QuestionnaireId& questionnaire) {
  store::Statement rows = txn.query(fmt::format(
      "{} WHERE questionnaire = $questionnaire AND away.alert IS NULL ORDER BY raised_at, id",
      kColumns));
  rows.bind("$questionnaire", questionnaire);
  return all_of(rows);
}

void insert_move(audit::WriteTxn& txn, const MoveRow& move) {
  store::Statement insert = txn.change(
      "INSERT INTO alert_move (alert, moved_to, moved_at, moved_by, moved_by_name, reason) VALUES "
      "($alert, $moved_to, $at, $by, $by_name, $reason)");
  insert.bind("$alert", move.alert).bind("$moved_to", move.moved_to).bind("$at", move.mark.at);
  insert.bind("$by", move.by).bind("$by_name", move.mark.by_name);
  insert.bind("$reason", move.mark.reason).execute();
}

std::vector<StaffId> intended_of(store::ReadTxn& txn, const AlertId& id) {
  store::Statement rows = txn.query("SELECT staff FROM alert_intended WHERE alert = $alert");
  rows.bind("$alert", id);
  std::vector<StaffId> staff;
  while (rows.next()) staff.push_back(rows.id<StaffId>(0));
  return staff;
}

bool is_intended(store::ReadTxn& txn, const AlertId& id, const StaffId& staff) {
  store::Statement rows =
      txn.query("SELECT 1 FROM alert_intended WHERE alert = $alert AND staff = $staff");
  rows.bind("$alert", id).bind("$staff", staff);
  return any(rows);
}

void put_escalation(audit::WriteTxn& txn, const AlertId& id, api::alerts::Escalation why) {
  txn.change("UPDATE alert SET escalation = $why, escalated_at = $at WHERE id = $id")
      .bind("$why", wire::word_of(why))
      .bind("$at", txn.now())
      .bind("$id", id)
      .execute();
}

void put_acknowledgement(audit::WriteTxn& txn, const AlertId& id,
                         const Acknowledgement& acknowledged) {
  store::Statement update = txn.change(
      "UPDATE alert SET acknowledged_at = $at, acknowledged_by = $by, acknowledged_name = $name, "
      "action = $action, words = $words, handed_to = $handed_to, handed_to_name = $handed_name "
      "WHERE id = $id");
  update.bind("$at", acknowledged.at).bind("$by", acknowledged.by);
  update.bind("$name", acknowledged.by_name).bind("$action", wire::word_of(acknowledged.action));
  update.bind("$words", acknowledged.words).bind("$handed_to", acknowledged.handed_to);
  update.bind("$handed_name", acknowledged.handed_to_name).bind("$id", id).execute();
}

void put_opening(audit::WriteTxn& txn, const AlertId& id, const StaffId& staff) {
  txn.change(
         "INSERT INTO alert_opening (alert, staff, at) VALUES ($alert, $staff, $at) "
         "ON CONFLICT (alert, staff) DO NOTHING")
      .bind("$alert", id)
      .bind("$staff", staff)
      .bind("$at", txn.now())
      .execute();
}

bool has_opened(store::ReadTxn& txn, const AlertId& id, const StaffId& staff) {
  store::Statement rows =
      txn.query("SELECT 1 FROM alert_opening WHERE alert = $alert AND staff = $staff");
  rows.bind("$alert", id).bind("$staff", staff);
  return any(rows);
}

bool answers_alert_of(store::ReadTxn& txn, const ClientId& client, const StaffId& staff,
                      UtcTime since) {
  store::Statement rows = txn.query(
      "SELECT 1 FROM alert WHERE client = $client AND (acknowledged_at IS NULL OR acknowledged_at "
      "> $since) AND NOT EXISTS (SELECT 1 FROM alert_move WHERE alert_move.alert = alert.id) AND "
      "(handed_to = $staff OR EXISTS (SELECT 1 FROM alert_opening WHERE alert = "
      "alert.id AND staff = $staff)) LIMIT 1");
  rows.bind("$client", client).bind("$since", since).bind("$staff", staff);
  return any(rows);
}

void insert_told(audit::WriteTxn& txn, const AlertId& id, const StaffId& by,
                 const api::alerts::Told& told) {
  store::Statement insert = txn.change(
      "INSERT INTO alert_told (alert, at, by, by_name, whom) VALUES ($alert, $at, $by, $by_name, "
      "$whom)");
  insert.bind("$alert", id).bind("$at", told.at).bind("$by", by);
  insert.bind("$by_name", told.by).bind("$whom", told.whom).execute();
}

std::vector<api::alerts::Told> told_of(store::ReadTxn& txn, const AlertId& id) {
  store::Statement rows =
      txn.query("SELECT by_name, whom, at FROM alert_told WHERE alert = $alert ORDER BY at, rowid");
  rows.bind("$alert", id);
  std::vector<api::alerts::Told> told;
  while (rows.next()) {
    told.push_back({.by = rows.text(0), .whom = rows.text(1), .at = rows.time(2)});
  }
  return told;
}

}  // namespace alcove::alerts
