// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff_languages.h"
#include "server/features/clients/clients.h"
#include "tests/features/appointments/working_book.h"

// Who speaks what, in a book.
namespace alcove::testing {

// What the record of the client says from now on.
inline void client_speaks(WorkingBook& book, const ClientId& id,
                          api::clients::SpokenLanguage language, bool needs_interpreter) {
  const auto client = book.read<std::optional<api::clients::Client>>(
      [&](store::ReadTxn& txn) { return clients::find_client(txn, id); });
  api::clients::EditRequest edit{id, client->revision, client->details};
  edit.details.language = language;
  edit.details.needs_interpreter = needs_interpreter;
  book.must(book.write<api::clients::Client>(Book::desk(), [&](audit::WriteTxn& txn) {
    return clients::edit_client(Book::desk(), edit, txn, book.site.day_of(txn.now()));
  }));
}

inline void staff_speaks(WorkingBook& book, const StaffId& who,
                         const std::vector<api::clients::SpokenLanguage>& languages) {
  book.must(book.write<api::administration::Speaker>(Book::desk(), [&](audit::WriteTxn& txn) {
    return access::set_languages(txn, {who, languages});
  }));
}

}  // namespace alcove::testing
