// SPDX-License-Identifier: Apache-2.0
#include "server/operator/all_commands.h"

#include "server/operator/commands.h"

namespace alcove::operation {

Names all_names() {
  Names names;
  add_access_names(names);
  add_client_numbers(names);
  return names;
}

CommandTable all_commands() {
  CommandTable table;
  add_box_commands(table, all_names());
  add_staff_commands(table);
  add_terminal_commands(table);
  add_certificate_commands(table);
  add_book_commands(table);
  return table;
}

}  // namespace alcove::operation
