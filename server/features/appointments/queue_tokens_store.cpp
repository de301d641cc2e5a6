// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/queue_tokens.h"

namespace alcove::appointments {

using store::Statement;

std::set<std::string> tokens_on(store::ReadTxn& txn, LocalDate day) {
  Statement row =
      txn.query("SELECT queue_token FROM appointment WHERE day = $day AND queue_token IS NOT NULL");
  row.bind("$day", day);
  std::set<std::string> tokens;
  while (row.next()) tokens.insert(row.text(0));
  return tokens;
}

void hand_token_over(audit::WriteTxn& txn, const AppointmentId& from, const AppointmentId& to) {
  const auto giving = find_appointment(txn, from);
  const auto taking = find_appointment(txn, to);
  ALCOVE_CHECK(giving && taking);
  if (!giving->queue_token) return;
  if (date_of(giving->start) != date_of(taking->start)) return;
  const auto put = [&](const AppointmentId& id, const std::optional<std::string>& token) {
    txn.change("UPDATE appointment SET queue_token = $token WHERE id = $id")
        .bind("$id", id)
        .bind("$token", token)
        .execute();
  };
  put(from, std::nullopt);
  put(to, giving->queue_token);
  put(from, taking->queue_token);
}

}  // namespace alcove::appointments
