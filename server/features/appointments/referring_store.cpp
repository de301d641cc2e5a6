// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/appointments/appointments_store.h"

// Whether anything beyond the book knows of a visit.
namespace alcove::appointments {
namespace {

struct ReferringColumn {
  std::string table;
  std::string name;
};

// By foreign key, or by its name. What the book itself keeps of a visit does not count.
std::vector<ReferringColumn> columns_that_refer(store::ReadTxn& txn) {
  auto row = txn.query(
      "SELECT m.name, f.\"from\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f "
      "WHERE m.type = 'table' AND f.\"table\" = 'appointment' AND f.\"to\" = 'id' "
      "UNION SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c "
      "WHERE m.type = 'table' AND c.name = 'appointment' ORDER BY 1, 2");
  std::vector<ReferringColumn> columns;
  while (row.next()) {
    ReferringColumn column{row.text(0), row.text(1)};
    const bool own = column.table == "appointment" || column.table == "appointment_step";
    if (!own) columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace

bool something_refers_to(store::ReadTxn& txn, const AppointmentId& id) {
  const std::vector<ReferringColumn> columns = columns_that_refer(txn);
  return std::any_of(columns.begin(), columns.end(), [&](const ReferringColumn& column) {
    auto row = txn.query("SELECT 1 FROM \"" + column.table + "\" WHERE \"" + column.name +
                         "\" = $id LIMIT 1");
    row.bind("$id", id);
    return row.next();
  });
}

}  // namespace alcove::appointments
