// SPDX-License-Identifier: Apache-2.0
#include "server/features/day_close/day_close_store.h"

#include "server/audit/stored_made.h"

namespace alcove::day_close {

Closing find_closing(store::ReadTxn& txn, LocalDate day) {
  store::Statement row = txn.query(
      "SELECT revision, closed, reason, left_open, at, person_name, terminal_name "
      "FROM day_closing WHERE day = $day AND newest = 1");
  row.bind("$day", day);
  Closing closing;
  closing.day = day;
  if (!row.next()) return closing;
  closing.revision = row.integer(0);
  closing.closed = row.boolean(1);
  closing.reason = row.text(2);
  closing.left_open = row.integer(3);
  closing.made = audit::made_at<api::availability::Made>(row, 4);
  return closing;
}

void add_revision(audit::WriteTxn& txn, const Closing& closing) {
  txn.change("UPDATE day_closing SET newest = 0 WHERE day = $day")
      .bind("$day", closing.day)
      .execute();
  store::Statement row = txn.change(
      "INSERT INTO day_closing (day, revision, newest, closed, reason, left_open, at, person, "
      "person_name, terminal, terminal_name) VALUES ($day, $revision, 1, $closed, $reason, "
      "$left_open, $at, $person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, closing.made);
  row.bind("$day", closing.day)
      .bind("$revision", closing.revision)
      .bind("$closed", closing.closed)
      .bind("$reason", closing.reason)
      .bind("$left_open", closing.left_open)
      .execute();
}

}  // namespace alcove::day_close
