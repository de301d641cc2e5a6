// SPDX-License-Identifier: Apache-2.0
#include "server/features/absences/absence_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_words.h"

namespace alcove::absences {
namespace {

using api::absences::Made;
using store::Statement;

#define ALCOVE_ABSENCE                                                                    \
  "SELECT id, clinician, from_time, until_time, reason, at, person_name, terminal_name, " \
  "meeting, meeting_revision FROM absence "

std::vector<Absence> all_absences(Statement& row) {
  std::vector<Absence> all;
  while (row.next()) {
    all.push_back({row.id<AbsenceId>(0), row.maybe_id<StaffId>(1), row.local_time(2),
                   row.local_time(3), row.text(4), audit::made_at<Made>(row, 5),
                   row.maybe_id<MeetingId>(8), row.maybe_integer(9)});
  }
  return all;
}

std::optional<LocalDateTime> maybe_local(const Statement& row, int column) {
  if (!row.maybe_text(column)) return std::nullopt;
  return row.local_time(column);
}

}  // namespace

void insert_absence(audit::WriteTxn& txn, const Absence& absence) {
  Statement row = txn.change(
      "INSERT INTO absence (id, clinician, from_time, until_time, reason, at, person, person_name, "
      "terminal, terminal_name, meeting, meeting_revision) VALUES ($id, $clinician, $from, $until, "
      "$reason, $at, "
      "$person, $person_name, $terminal, $terminal_name, $meeting, $meeting_revision)");
  audit::bind_made(row, txn, absence.made);
  row.bind("$id", absence.id)
      .bind("$clinician", absence.clinician)
      .bind("$from", absence.from)
      .bind("$until", absence.until)
      .bind("$reason", absence.reason)
      .bind("$meeting", absence.meeting)
      .bind("$meeting_revision", absence.meeting_revision)
      .execute();
}

std::optional<Absence> find_absence(store::ReadTxn& txn, const AbsenceId& id) {
  Statement row = txn.query(ALCOVE_ABSENCE "WHERE id = $id");
  row.bind("$id", id);
  std::vector<Absence> found = all_absences(row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Absence> latest_of_session(store::ReadTxn& txn, const MeetingId& meeting) {
  Statement row =
      txn.query(ALCOVE_ABSENCE "WHERE meeting = $meeting ORDER BY meeting_revision DESC LIMIT 1");
  row.bind("$meeting", meeting);
  std::vector<Absence> found = all_absences(row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Absence> latest_absences(store::ReadTxn& txn, std::int64_t limit) {
  Statement row =
      txn.query(ALCOVE_ABSENCE
                "WHERE meeting IS NULL OR meeting_revision = (SELECT max(of_it.meeting_revision) "
                "FROM absence AS of_it WHERE of_it.meeting = absence.meeting) "
                "ORDER BY at DESC, id DESC LIMIT $limit");
  row.bind("$limit", limit);
  return all_absences(row);
}

void insert_visit(audit::WriteTxn& txn, const AbsenceId& absence, const ToTell& visit) {
  txn.change(
         "INSERT INTO absence_visit (absence, appointment, client, fate, knew) "
         "VALUES ($absence, $appointment, $client, $fate, $knew)")
      .bind("$absence", absence)
      .bind("$appointment", visit.appointment)
      .bind("$client", visit.client)
      .bind("$fate", wire::word_of(visit.fate))
      .bind("$knew", visit.knew)
      .execute();
}

std::vector<ToTell> visits_of(store::ReadTxn& txn, const AbsenceId& absence) {
  Statement row = txn.query(
      "SELECT appointment, client, fate, knew FROM absence_visit WHERE absence = $absence "
      "ORDER BY appointment");
  row.bind("$absence", absence);
  std::vector<ToTell> all;
  while (row.next()) {
    all.push_back({row.id<AppointmentId>(0), row.id<ClientId>(1),
                   store::word_in<api::absences::Fate>(row, 2), maybe_local(row, 3)});
  }
  return all;
}

bool has_try(store::ReadTxn& txn, const AbsenceTryId& id) {
  Statement row = txn.query("SELECT 1 FROM absence_try WHERE id = $id");
  row.bind("$id", id);
  return row.next();
}

void insert_try(audit::WriteTxn& txn, const AbsenceId& absence, const StoredTry& made) {
  Statement row = txn.change(
      "INSERT INTO absence_try (id, absence, client, way, outcome, note, at, person, person_name, "
      "terminal, terminal_name) VALUES ($id, $absence, $client, $way, $outcome, $note, $at, "
      "$person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, made.one.made);
  row.bind("$id", made.one.id)
      .bind("$absence", absence)
      .bind("$client", made.client)
      .bind("$way", wire::word_of(made.one.way))
      .bind("$outcome", wire::word_of(made.one.outcome))
      .bind("$note", made.one.note)
      .execute();
}

std::vector<StoredTry> tries_of(store::ReadTxn& txn, const AbsenceId& absence) {
  Statement row = txn.query(
      "SELECT client, id, way, outcome, note, at, person_name, terminal_name FROM absence_try "
      "WHERE absence = $absence ORDER BY at, id");
  row.bind("$absence", absence);
  std::vector<StoredTry> all;
  while (row.next()) {
    all.push_back({row.id<ClientId>(0),
                   {row.id<AbsenceTryId>(1), store::word_in<api::absences::Way>(row, 2),
                    store::word_in<api::absences::Outcome>(row, 3), row.text(4),
                    audit::made_at<Made>(row, 5)}});
  }
  return all;
}

#undef ALCOVE_ABSENCE

}  // namespace alcove::absences
