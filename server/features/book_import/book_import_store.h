// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"

// The SQL of the coming-in of a book: rows in, rows out, nothing decided.
namespace alcove::book_import {

struct Import {
  std::int64_t number = 0;
  std::optional<UtcTime> undone_at{};
};
std::optional<Import> newest_import(store::ReadTxn& txn);
std::int64_t insert_import(audit::WriteTxn& txn);  // its number
void set_undone(audit::WriteTxn& txn, std::int64_t number);

enum class Kind : std::uint8_t { kClient, kAppointment, kSeries };
// Once, however often it is said.
void insert_record(audit::WriteTxn& txn, std::int64_t import, Kind kind, const RecordId& record);
// Everything of the kind that came in with it.
std::vector<RecordId> records_of(store::ReadTxn& txn, std::int64_t import, Kind kind);

// Those of them that are not at their first revision any more, and those to which any table refers:
// by a foreign key, or with a column of that name. What belongs to the record alone (the history of
// a visit, its place in a series) and the audit chain do not count. Not of series.
std::set<RecordId> touched_records(store::ReadTxn& txn, std::int64_t import, Kind kind);

}  // namespace alcove::book_import
