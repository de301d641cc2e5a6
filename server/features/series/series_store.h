// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/series/series_rules.h"
#include "shared/api/series_record.h"

// The SQL of series: rows in, rows out, nothing decided.
namespace alcove::series {

using api::series::Series;
using api::series::SeriesId;

std::optional<Series> find_series(store::ReadTxn& txn, const SeriesId& id);  // the newest revision
std::vector<Series> history_of(store::ReadTxn& txn, const SeriesId& id);     // the first one first
std::vector<Series> series_of_client(store::ReadTxn& txn, const ClientId& client);  // newest first
std::int64_t count_of_client(store::ReadTxn& txn, const ClientId& client);
// Every series, as of its newest revision, after `after`; at most `limit`.
std::vector<Series> list_series(store::ReadTxn& txn, const SeriesId& after, std::int64_t limit);

// Rows that stand, by date, from `from` on.
std::vector<Row> standing_rows(store::ReadTxn& txn, const SeriesId& id, LocalDateTime from);
std::vector<Row> rows_ended_by(store::ReadTxn& txn, const SeriesId& id, std::int64_t revision);
std::optional<Row> find_row(store::ReadTxn& txn, const SeriesId& id, std::int64_t number);
std::optional<Row> row_of_date(store::ReadTxn& txn, const SeriesId& id, LocalDateTime date);

struct Placed {
  SeriesId series;
  Row row;
};
// The row that names the appointment: the one that stands, else the last one that did.
std::optional<Placed> row_of_appointment(store::ReadTxn& txn, const AppointmentId& appointment);
// The rule, as it is now, of the series that the row above is of.
std::optional<std::string> rule_of_appointment(store::ReadTxn& txn,
                                               const AppointmentId& appointment);
// What waits for a decision, by date, from `from` on.
std::vector<Placed> colliding_rows(store::ReadTxn& txn, LocalDateTime from);

// The next revision; it is the newest from then on.
void add_revision(audit::WriteTxn& txn, const Series& series);
// All revisions and dates. Fault when something else refers to it.
void delete_series(audit::WriteTxn& txn, const SeriesId& id);
// Under the next number of the series, which it gives.
std::int64_t insert_row(audit::WriteTxn& txn, const SeriesId& id, const Row& row);
void end_row(audit::WriteTxn& txn, const SeriesId& id, std::int64_t number, std::int64_t revision,
             Ended ended);

}  // namespace alcove::series

namespace alcove::wire {

template <>
struct EnumWords<series::Ended> {
  using Ended = series::Ended;
  static constexpr EnumWord<Ended> words[] = {{Ended::kReplaced, "replaced"},
                                              {Ended::kCancelled, "cancelled"},
                                              {Ended::kWithdrawn, "withdrawn"},
                                              {Ended::kDropped, "dropped"}};
};

}  // namespace alcove::wire
