// SPDX-License-Identifier: Apache-2.0
#include "server/features/questionnaires/questionnaire_store.h"

#include <fmt/format.h>

namespace alcove::questionnaires {
namespace {

using api::questionnaires::Ending;
using api::questionnaires::Progress;

constexpr const char* kColumns =
    "SELECT id, client, instrument, language, device, check_in, appointment, begun_at, ended_at, "
    "ending, answered, items, total, severity, prorated, critical, critical_was_above_zero, "
    "function, away.moved_at, away.moved_by_name, away.reason, here.moved_at, here.moved_by_name "
    "FROM questionnaire LEFT JOIN questionnaire_move AS away ON away.questionnaire = "
    "questionnaire.id LEFT JOIN questionnaire_move AS here ON here.moved_to = questionnaire.id ";
constexpr const char* kCounts = "away.questionnaire IS NULL";
constexpr const char* kInError = "away.questionnaire IS NOT NULL";

template <class E>
E word_at(const store::Statement& row, int column) {
  const std::optional<E> value = wire::from_word<E>(row.text(column));
  if (!value) throw Fault(ErrorCode::kCorrupt, "a questionnaire holds a word it cannot have");
  return *value;
}

Progress progress_of(const std::optional<Ending>& ending) {
  if (!ending) return Progress::kInProgress;
  return *ending == Ending::kCompleted ? Progress::kCompleted : Progress::kPartial;
}

QuestionnaireRow questionnaire_at(const store::Statement& row) {
  QuestionnaireRow one;
  one.begun = {.client = row.id<ClientId>(1),
               .instrument = word_at<rules::InstrumentId>(row, 2),
               .language = word_at<rules::Language>(row, 3),
               .device = row.id<DeviceId>(4),
               .check_in = row.id<CheckInId>(5),
               .appointment = row.maybe_id<AppointmentId>(6)};
  if (!row.is_null(9)) one.ending = word_at<Ending>(row, 9);
  one.score.questionnaire = row.id<QuestionnaireId>(0);
  one.score.instrument = one.begun.instrument;
  one.score.language = one.begun.language;
  one.score.appointment = one.begun.appointment;
  one.score.begun_at = row.time(7);
  one.score.ended_at = row.maybe_time(8);
  one.score.progress = progress_of(one.ending);
  one.score.answered = row.integer(10);
  one.score.items = row.integer(11);
  one.score.total = row.maybe_integer(12);
  one.score.max_total = rules::instrument(one.begun.instrument).max_total();
  if (!row.is_null(13)) one.score.severity = word_at<rules::Severity>(row, 13);
  one.score.prorated = row.boolean(14);
  one.score.critical = word_at<rules::CriticalAnswer>(row, 15);
  one.score.critical_was_above_zero = row.boolean(16);
  one.score.function = row.maybe_integer(17);
  if (const auto moved = row.maybe_time(18)) {
    one.score.entered_in_error = {.at = *moved, .by_name = row.text(19), .reason = row.text(20)};
  }
  if (const auto came = row.maybe_time(21)) {
    one.score.moved_here = {.at = *came, .by_name = row.text(22)};
  }
  return one;
}

std::vector<QuestionnaireRow> all_of(store::Statement& rows) {
  std::vector<QuestionnaireRow> all;
  while (rows.next()) all.push_back(questionnaire_at(rows));
  return all;
}

std::optional<std::int64_t> widened(std::optional<int> value) {
  return value ? std::optional<std::int64_t>(*value) : std::nullopt;
}

void bind_standing(store::Statement& change, const Standing& standing) {
  const rules::Score& score = standing.score;
  change.bind("$answered", score.answered).bind("$items", score.items);
  change.bind("$total", widened(score.total)).bind_null("$severity");
  if (score.severity) change.bind("$severity", wire::word_of(*score.severity));
  change.bind("$prorated", score.prorated).bind("$critical", wire::word_of(score.critical));
  change.bind("$was_above_zero", standing.critical_was_above_zero);
  change.bind("$function", widened(standing.function));
}

}  // namespace

void insert_questionnaire(audit::WriteTxn& txn, const QuestionnaireId& id, const Begin& begin,
                          const Standing& standing) {
  store::Statement insert = txn.change(
      "INSERT INTO questionnaire (id, client, instrument, language, device, check_in, appointment, "
      "begun_at, answered, items, total, severity, prorated, critical, critical_was_above_zero, "
      "function) VALUES ($id, $client, $instrument, $language, $device, $check_in, $appointment, "
      "$begun_at, $answered, $items, $total, $severity, $prorated, $critical, $was_above_zero, "
      "$function)");
  insert.bind("$id", id).bind("$client", begin.client);
  insert.bind("$instrument", wire::word_of(begin.instrument));
  insert.bind("$language", wire::word_of(begin.language)).bind("$device", begin.device);
  insert.bind("$check_in", begin.check_in).bind("$appointment", begin.appointment);
  insert.bind("$begun_at", txn.now());
  bind_standing(insert, standing);
  insert.execute();
}

std::optional<QuestionnaireRow> find_questionnaire(store::ReadTxn& txn, const QuestionnaireId& id) {
  store::Statement rows = txn.query(fmt::format("{} WHERE id = $id", kColumns));
  rows.bind("$id", id);
  if (!rows.next()) return std::nullopt;
  return questionnaire_at(rows);
}

std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const CheckInId& check_in) {
  store::Statement rows = txn.query(fmt::format(
      "{} WHERE check_in = $check_in ORDER BY begun_at, questionnaire.rowid", kColumns));
  rows.bind("$check_in", check_in);
  return all_of(rows);
}

std::vector<QuestionnaireRow> questionnaires_since(store::ReadTxn& txn, const ClientId& client,
                                                   UtcTime since) {
  store::Statement rows = txn.query(
      fmt::format("{} WHERE client = $client AND begun_at >= $since AND {} ORDER BY begun_at, "
                  "questionnaire.rowid",
                  kColumns, kCounts));
  rows.bind("$client", client).bind("$since", since);
  return all_of(rows);
}

std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const AppointmentId& visit) {
  store::Statement rows = txn.query(
      fmt::format("{} WHERE appointment = $visit AND {} ORDER BY begun_at, questionnaire.rowid",
                  kColumns, kCounts));
  rows.bind("$visit", visit);
  return all_of(rows);
}

std::vector<QuestionnaireRow> open_at(store::ReadTxn& txn, const DeviceId& device) {
  store::Statement rows = txn.query(fmt::format(
      "{} WHERE device = $device AND ended_at IS NULL ORDER BY begun_at, questionnaire.rowid",
      kColumns));
  rows.bind("$device", device);
  return all_of(rows);
}

std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const PageOf& page) {
  store::Statement rows = txn.query(fmt::format(
      "{} WHERE client = $client AND {} {} ORDER BY id DESC LIMIT $limit", kColumns,
      page.which == Which::kCounted ? kCounts : kInError, page.before ? "AND id < $before" : ""));
  rows.bind("$client", page.client).bind("$limit", static_cast<std::int64_t>(page.limit));
  if (page.before) rows.bind("$before", *page.before);
  return all_of(rows);
}

std::int64_t count_entered_in_error(store::ReadTxn& txn, const ClientId& client) {
  store::Statement row = txn.query(
      "SELECT count(*) FROM questionnaire JOIN questionnaire_move AS away ON away.questionnaire = "
      "questionnaire.id WHERE client = $client");
  row.bind("$client", client).next();
  return row.integer(0);
}

void copy_questionnaire(audit::WriteTxn& txn, const QuestionnaireId& from,
                        const QuestionnaireId& to, const Begin& right) {
  txn.change(
         "INSERT INTO questionnaire (id, client, instrument, language, device, check_in, "
         "appointment, begun_at, ended_at, ending, answered, items, total, severity, prorated, "
         "critical, critical_was_above_zero, function) SELECT $to, $client, instrument, language, "
         "device, $check_in, $appointment, begun_at, ended_at, ending, answered, items, total, "
         "severity, prorated, critical, critical_was_above_zero, function FROM questionnaire "
         "WHERE id = $from")
      .bind("$to", to)
      .bind("$client", right.client)
      .bind("$check_in", right.check_in)
      .bind("$appointment", right.appointment)
      .bind("$from", from)
      .execute();
  txn.change(
         "INSERT INTO questionnaire_answer (questionnaire, number, item, kind, points, "
         "confirmed_at, kept_at) SELECT $to, number, item, kind, points, confirmed_at, kept_at "
         "FROM questionnaire_answer WHERE questionnaire = $from")
      .bind("$to", to)
      .bind("$from", from)
      .execute();
}

void insert_move(audit::WriteTxn& txn, const MoveRow& move) {
  store::Statement insert = txn.change(
      "INSERT INTO questionnaire_move (questionnaire, moved_to, moved_at, moved_by, moved_by_name, "
      "reason) VALUES ($from, $to, $at, $by, $by_name, $reason)");
  insert.bind("$from", move.from).bind("$to", move.to).bind("$at", move.by.mark.at);
  insert.bind("$by", move.by.staff).bind("$by_name", move.by.mark.by_name);
  insert.bind("$reason", move.by.mark.reason).execute();
}

std::optional<QuestionnaireId> moved_to(store::ReadTxn& txn, const QuestionnaireId& id) {
  store::Statement row =
      txn.query("SELECT moved_to FROM questionnaire_move WHERE questionnaire = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return row.id<QuestionnaireId>(0);
}

void put_standing(audit::WriteTxn& txn, const QuestionnaireId& id, const Standing& standing) {
  store::Statement update = txn.change(
      "UPDATE questionnaire SET answered = $answered, items = $items, total = $total, severity = "
      "$severity, prorated = $prorated, critical = $critical, critical_was_above_zero = "
      "$was_above_zero, function = $function WHERE id = $id");
  bind_standing(update, standing);
  update.bind("$id", id).execute();
}

void put_ending(audit::WriteTxn& txn, const QuestionnaireId& id, Ending ending) {
  txn.change("UPDATE questionnaire SET ended_at = $at, ending = $ending WHERE id = $id")
      .bind("$at", txn.now())
      .bind("$ending", wire::word_of(ending))
      .bind("$id", id)
      .execute();
}

void put_open(audit::WriteTxn& txn, const QuestionnaireId& id, const DeviceId& device) {
  txn.change(
         "UPDATE questionnaire SET ended_at = NULL, ending = NULL, device = $device WHERE id = $id")
      .bind("$device", device)
      .bind("$id", id)
      .execute();
}

void insert_answer(audit::WriteTxn& txn, const QuestionnaireId& id, const KeptAnswer& answer) {
  store::Statement insert = txn.change(
      "INSERT INTO questionnaire_answer (questionnaire, number, item, kind, points, confirmed_at, "
      "kept_at) VALUES ($id, $number, $item, $kind, $points, $confirmed_at, $kept_at)");
  insert.bind("$id", id).bind("$number", answer.number).bind("$item", answer.item);
  insert.bind("$kind", wire::word_of(answer.answer.kind()));
  insert.bind("$points", widened(answer.answer.points()));
  insert.bind("$confirmed_at", answer.confirmed_at).bind("$kept_at", txn.now()).execute();
}

std::vector<KeptAnswer> answers_of(store::ReadTxn& txn, const QuestionnaireId& id) {
  store::Statement rows = txn.query(
      "SELECT number, item, points, confirmed_at FROM questionnaire_answer WHERE questionnaire = "
      "$id ORDER BY number");
  rows.bind("$id", id);
  std::vector<KeptAnswer> answers;
  while (rows.next()) {
    const auto points = rows.maybe_integer(2);
    answers.push_back(
        {.number = rows.integer(0),
         .item = rows.text(1),
         .answer = points ? rules::Answer::of(*points).value() : rules::Answer::declined(),
         .confirmed_at = rows.time(3)});
  }
  return answers;
}

std::vector<DueRule> due_rules(store::ReadTxn& txn) {
  store::Statement rows = txn.query(
      "SELECT instrument, every_days FROM questionnaire_due_rule WHERE enabled = 1 ORDER BY "
      "position");
  std::vector<DueRule> rules;
  while (rows.next()) {
    rules.push_back({.instrument = word_at<alcove::rules::InstrumentId>(rows, 0),
                     .every_days = rows.integer(1)});
  }
  return rules;
}

std::optional<UtcTime> last_completed(store::ReadTxn& txn, const ClientId& client,
                                      rules::InstrumentId instrument) {
  store::Statement rows = txn.query(
      "SELECT max(ended_at) FROM questionnaire WHERE client = $client AND instrument = $instrument "
      "AND ending = 'completed' AND NOT EXISTS (SELECT 1 FROM questionnaire_move WHERE "
      "questionnaire_move.questionnaire = questionnaire.id)");
  rows.bind("$client", client).bind("$instrument", wire::word_of(instrument));
  return rows.next() ? rows.maybe_time(0) : std::nullopt;
}

}  // namespace alcove::questionnaires
