// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series.h"
#include "server/features/series/series_store.h"

namespace alcove::series {

std::vector<AppointmentId> visits_of(store::ReadTxn& txn, const SeriesId& id) {
  auto row = txn.query(
      "SELECT DISTINCT appointment FROM series_date WHERE series = $id AND appointment IS NOT NULL "
      "ORDER BY appointment");
  row.bind("$id", id);
  std::vector<AppointmentId> visits;
  while (row.next()) visits.push_back(row.id<AppointmentId>(0));
  return visits;
}

void delete_series(audit::WriteTxn& txn, const SeriesId& id) {
  txn.change("DELETE FROM series_date WHERE series = $id").bind("$id", id).execute();
  txn.change("DELETE FROM series WHERE id = $id").bind("$id", id).execute();
}

}  // namespace alcove::series
