// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/write_txn.h"
#include "shared/base/check.h"

// Who made a row and when, as every feature that keeps its revisions stores it. Made is whatever
// has `at`, `person_name` and `terminal_name`: the names as they were then.
namespace alcove::audit {

// $at, $person, $person_name, $terminal and $terminal_name; the ids are the transaction's actor's.
template <class Made>
void bind_made(store::Statement& row, const WriteTxn& txn, const Made& made) {
  row.bind("$at", made.at)
      .bind("$person", txn.actor().person)
      .bind("$person_name", made.person_name)
      .bind("$terminal", txn.actor().device)
      .bind("$terminal_name", made.terminal_name);
}

// The same of a revision that is about to be kept: who made it has to be there.
template <class Made>
void bind_made(store::Statement& row, const WriteTxn& txn, const std::optional<Made>& made) {
  ALCOVE_CHECK(made.has_value());
  bind_made(row, txn, *made);
}

// From the columns at, person_name, terminal_name, the first of which is `column`.
template <class Made>
Made made_at(const store::Statement& row, int column) {
  return {row.time(column), row.text(column + 1), row.text(column + 2)};
}

}  // namespace alcove::audit
