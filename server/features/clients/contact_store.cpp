// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/contact_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_address.h"
#include "server/store/stored_words.h"

namespace alcove::clients {

using api::clients::Made;
using api::clients::OtherNumber;
using api::clients::WishesReply;
using store::Statement;

WishesReply stored_wishes(store::ReadTxn& txn, const ClientId& client) {
  Statement row = txn.query(
      "SELECT revision, preferred, calling, messages, writing, letter_says, ask_for, other_number, "
      "other_message, address_line1, address_line2, city, state, postal_code, at, person_name, "
      "terminal_name FROM contact_wishes WHERE client = $client ORDER BY revision DESC LIMIT 1");
  row.bind("$client", client);
  WishesReply reply{.client = client};
  if (!row.next()) return reply;
  reply.revision = row.integer(0);
  reply.wishes = {.preferred = store::word_in<api::clients::Preferred>(row, 1),
                  .calling = store::word_in<api::clients::Calling>(row, 2),
                  .messages = store::word_in<api::clients::Messages>(row, 3),
                  .writing = store::word_in<api::clients::Writing>(row, 4),
                  .letter_says = store::word_in<api::clients::LetterSays>(row, 5),
                  .ask_for = row.text(6)};
  if (!row.is_null(7)) reply.wishes.other_number = OtherNumber{row.text(7), row.boolean(8)};
  if (!row.is_null(9)) reply.wishes.other_address = store::address_at(row, 9);
  reply.made = audit::made_at<Made>(row, 14);
  return reply;
}

void insert_wishes(audit::WriteTxn& txn, const WishesReply& wishes) {
  Statement row = txn.change(
      "INSERT INTO contact_wishes (client, revision, preferred, calling, messages, writing, "
      "letter_says, ask_for, other_number, other_message, address_line1, address_line2, city, "
      "state, postal_code, at, person, person_name, terminal, terminal_name) VALUES ($client, "
      "$revision, $preferred, $calling, $messages, $writing, $letter_says, $ask_for, "
      "$other_number, $other_message, $address_line1, $address_line2, $city, $state, $postal_code, "
      "$at, $person, "
      "$person_name, $terminal, $terminal_name)");
  audit::bind_made(row, txn, wishes.made);
  const api::clients::Wishes& all = wishes.wishes;
  store::bind_address(row, all.other_address);
  row.bind("$client", wishes.client)
      .bind("$revision", wishes.revision)
      .bind("$preferred", wire::word_of(all.preferred))
      .bind("$calling", wire::word_of(all.calling))
      .bind("$messages", wire::word_of(all.messages))
      .bind("$writing", wire::word_of(all.writing))
      .bind("$letter_says", wire::word_of(all.letter_says))
      .bind("$ask_for", all.ask_for)
      .bind("$other_number",
            all.other_number ? std::optional(all.other_number->number) : std::nullopt)
      .bind("$other_message", all.other_number && all.other_number->may_leave_message)
      .execute();
}

}  // namespace alcove::clients
