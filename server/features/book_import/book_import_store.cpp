// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_import_store.h"

#include <fmt/format.h>

namespace alcove::book_import {
namespace {

const char* word_of_kind(Kind kind) {
  switch (kind) {
    case Kind::kClient:
      return "client";
    case Kind::kAppointment:
      return "appointment";
    case Kind::kSeries:
      return "series";
  }
  ALCOVE_CHECK(false);
  return "";
}

struct ReferringColumn {
  std::string table;
  std::string name;
};

std::vector<ReferringColumn> columns_that_refer_to(store::ReadTxn& txn, Kind kind) {
  auto row = txn.query(
      "SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f "
      "WHERE m.type = 'table' AND f.\"table\" = $kind AND f.\"to\" = 'id' "
      "UNION SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
      "WHERE m.type = 'table' AND c.name = $kind AND m.name NOT IN ('audit_event', 'audit_span') "
      "ORDER BY 1, 2");
  row.bind("$kind", word_of_kind(kind));
  std::vector<ReferringColumn> columns;
  while (row.next()) {
    ReferringColumn column{row.text(0), row.text(1)};
    const bool own = column.table == "appointment_step" || column.table == "series_date";
    if (!own) columns.push_back(std::move(column));
  }
  return columns;
}

void add_rows(store::ReadTxn& txn, const std::string& sql, std::int64_t import, Kind kind,
              std::set<RecordId>& found) {
  auto row = txn.query(sql);
  row.bind("$import", import).bind("$kind", word_of_kind(kind));
  while (row.next()) found.insert(row.id<RecordId>(0));
}

}  // namespace

std::optional<Import> newest_import(store::ReadTxn& txn) {
  auto row = txn.query("SELECT number, undone_at FROM book_import ORDER BY number DESC LIMIT 1");
  if (!row.next()) return std::nullopt;
  return Import{row.integer(0), row.maybe_time(1)};
}

std::int64_t insert_import(audit::WriteTxn& txn) {
  const auto newest = newest_import(txn);
  const std::int64_t number = newest ? newest->number + 1 : 1;
  txn.change("INSERT INTO book_import (number, at, system_user) VALUES ($number, $at, $user)")
      .bind("$number", number)
      .bind("$at", txn.now())
      .bind("$user", txn.actor().system_user)
      .execute();
  return number;
}

void set_undone(audit::WriteTxn& txn, std::int64_t number) {
  txn.change("UPDATE book_import SET undone_at = $at WHERE number = $number")
      .bind("$at", txn.now())
      .bind("$number", number)
      .execute();
}

void insert_record(audit::WriteTxn& txn, std::int64_t import, Kind kind, const RecordId& record) {
  txn.change(
         "INSERT INTO book_import_record (import, kind, record) VALUES ($import, $kind, $record) "
         "ON CONFLICT DO NOTHING")
      .bind("$import", import)
      .bind("$kind", word_of_kind(kind))
      .bind("$record", record)
      .execute();
}

std::vector<RecordId> records_of(store::ReadTxn& txn, std::int64_t import, Kind kind) {
  auto row = txn.query(
      "SELECT record FROM book_import_record WHERE import = $import AND kind = $kind "
      "ORDER BY record");
  row.bind("$import", import).bind("$kind", word_of_kind(kind));
  std::vector<RecordId> records;
  while (row.next()) records.push_back(row.id<RecordId>(0));
  return records;
}

std::set<RecordId> touched_records(store::ReadTxn& txn, std::int64_t import, Kind kind) {
  const std::string ours =
      "SELECT record FROM book_import_record WHERE import = $import AND kind = $kind";
  std::set<RecordId> touched;
  add_rows(
      txn,
      fmt::format("SELECT id FROM {} WHERE revision <> 1 AND id IN ({})", word_of_kind(kind), ours),
      import, kind, touched);
  for (const ReferringColumn& column : columns_that_refer_to(txn, kind)) {
    add_rows(txn,
             fmt::format("SELECT DISTINCT {1} FROM {0} WHERE {1} IN ({2})", column.table,
                         column.name, ours),
             import, kind, touched);
  }
  return touched;
}

}  // namespace alcove::book_import
