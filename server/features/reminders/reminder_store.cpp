// SPDX-License-Identifier: Apache-2.0
#include "server/features/reminders/reminder_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_address.h"
#include "server/store/stored_words.h"

namespace alcove::reminders {

using store::Statement;

Letterhead read_letterhead(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT revision, sender, address_line1, address_line2, city, state, postal_code, desk_phone "
      "FROM letterhead ORDER BY revision DESC LIMIT 1");
  if (!row.next()) return {};
  return {row.integer(0), row.text(1), store::address_at(row, 2), row.text(7)};
}

std::optional<UtcTime> letterhead_at(store::ReadTxn& txn) {
  Statement row = txn.query("SELECT at FROM letterhead ORDER BY revision DESC LIMIT 1");
  return row.next() ? std::optional(row.time(0)) : std::nullopt;
}

void insert_letterhead(audit::WriteTxn& txn, const Letterhead& letterhead, const Made& made) {
  Statement row = txn.change(
      "INSERT INTO letterhead (revision, sender, address_line1, address_line2, city, state, "
      "postal_code, desk_phone, at, person, person_name, terminal, terminal_name) VALUES "
      "($revision, $sender, $address_line1, $address_line2, $city, $state, $postal_code, "
      "$desk_phone, $at, $person, $person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, made);
  store::bind_address(row, letterhead.address);
  row.bind("$revision", letterhead.revision)
      .bind("$sender", letterhead.sender)
      .bind("$desk_phone", letterhead.desk_phone)
      .execute();
}

bool has_try(store::ReadTxn& txn, const ReminderTryId& id) {
  Statement row = txn.query("SELECT 1 FROM reminder_try WHERE id = $id");
  row.bind("$id", id);
  return row.next();
}

void insert_try(audit::WriteTxn& txn, LocalDate day, const StoredTry& made) {
  Statement row = txn.change(
      "INSERT INTO reminder_try (id, client, day, way, outcome, note, at, person, person_name, "
      "terminal, terminal_name) VALUES ($id, $client, $day, $way, $outcome, $note, $at, $person, "
      "$person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, made.one.made);
  row.bind("$id", made.one.id)
      .bind("$client", made.client)
      .bind("$day", day)
      .bind("$way", wire::word_of(made.one.way))
      .bind("$outcome", wire::word_of(made.one.outcome))
      .bind("$note", made.one.note)
      .execute();
  for (const AppointmentId& visit : made.visits) {
    txn.change("INSERT INTO reminder_try_visit (reminder_try, appointment) VALUES ($id, $visit)")
        .bind("$id", made.one.id)
        .bind("$visit", visit)
        .execute();
  }
}

std::map<ClientId, std::vector<StoredTry>> tries_of(store::ReadTxn& txn, LocalDate day) {
  Statement row = txn.query(
      "SELECT client, id, way, outcome, note, at, person_name, terminal_name FROM reminder_try "
      "WHERE day = $day ORDER BY client, at, id");
  row.bind("$day", day);
  std::map<ClientId, std::vector<StoredTry>> all;
  while (row.next()) {
    StoredTry one{.client = row.id<ClientId>(0),
                  .one = {row.id<ReminderTryId>(1), store::word_in<api::reminders::Way>(row, 2),
                          store::word_in<api::reminders::Outcome>(row, 3), row.text(4),
                          audit::made_at<Made>(row, 5)}};
    Statement visit =
        txn.query("SELECT appointment FROM reminder_try_visit WHERE reminder_try = $id");
    visit.bind("$id", one.one.id);
    while (visit.next()) one.visits.insert(visit.id<AppointmentId>(0));
    all[one.client].push_back(std::move(one));
  }
  return all;
}

}  // namespace alcove::reminders
