// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/book_import/book_import.h"
#include "server/features/book_import/book_import_store.h"
#include "server/features/clients/clients.h"

namespace alcove::book_import {
using api::series::SeriesId;

namespace {

// The visits of its series came in with it too, those of the nights since as well.
void list_visits_of_series(audit::WriteTxn& txn, std::int64_t import) {
  for (const RecordId& record : records_of(txn, import, Kind::kSeries)) {
    for (const AppointmentId& visit : series::visits_of(txn, SeriesId(record.bytes()))) {
      insert_record(txn, import, Kind::kAppointment, audit::as_record(visit));
    }
  }
}

// A series of which anything was changed stays whole: what is left of it would go on at night.
void take_series_back(audit::WriteTxn& txn, std::int64_t import, std::set<RecordId>& touched,
                      Undone& done) {
  for (const RecordId& record : records_of(txn, import, Kind::kSeries)) {
    const SeriesId id(record.bytes());
    const std::vector<AppointmentId> visits = series::visits_of(txn, id);
    const bool changed = series::revision_of(txn, id) != 1 ||
                         std::any_of(visits.begin(), visits.end(), [&](const AppointmentId& visit) {
                           return touched.count(audit::as_record(visit)) != 0;
                         });
    if (!changed) {
      series::take_series_away(txn, id);
      ++done.series;
      continue;
    }
    ++done.kept_series;
    for (const AppointmentId& visit : visits) touched.insert(audit::as_record(visit));
  }
}

Result<Undone> take_back(audit::WriteTxn& txn) {
  const auto import = newest_import(txn);
  if (!import) return Error{ErrorCode::kNotFound, {}, "no book has come in yet"};
  if (import->undone_at) {
    return Error{ErrorCode::kWrongState, {}, "the book that came in last is taken back already"};
  }
  Undone done;
  list_visits_of_series(txn, import->number);
  std::set<RecordId> visits = touched_records(txn, import->number, Kind::kAppointment);
  take_series_back(txn, import->number, visits, done);
  for (const RecordId& record : records_of(txn, import->number, Kind::kAppointment)) {
    if (visits.count(record) != 0) {
      ++done.kept_visits;
      continue;
    }
    appointments::take_visit_away(txn, AppointmentId(record.bytes()));
    ++done.visits;
  }
  // Whose visit stays stays too: only now is it known who that is.
  const std::set<RecordId> clients = touched_records(txn, import->number, Kind::kClient);
  for (const RecordId& record : records_of(txn, import->number, Kind::kClient)) {
    const ClientId client(record.bytes());
    if (clients.count(record) == 0) {
      clients::take_client_away(txn, client);
      ++done.clients;
      continue;
    }
    ++done.kept_clients;
    const auto number = clients::record_number_of(txn, client);
    if (number) done.kept.push_back(*number);
  }
  std::sort(done.kept.begin(), done.kept.end());
  if (done.kept.size() > kMaxTold) done.kept.resize(kMaxTold);
  set_undone(txn, import->number);
  txn.record({.action = "book.undo",
              .detail = fmt::format("import {}; taken away: {} clients, {} visits, {} series; "
                                    "kept: {} clients, {} visits, {} series",
                                    import->number, done.clients, done.visits, done.series,
                                    done.kept_clients, done.kept_visits, done.kept_series)});
  return done;
}

}  // namespace

Result<Undone> undo(audit::Ledger& ledger, const audit::Actor& actor) {
  ALCOVE_ASSIGN(
      audit::Committed<Undone> done,
      ledger.write<Undone>(
          actor, [](audit::WriteTxn& txn) { return take_back(txn); }, audit::WriteKind::kOrdinary));
  return std::move(done.value);
}

}  // namespace alcove::book_import
