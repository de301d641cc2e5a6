// SPDX-License-Identifier: Apache-2.0
#include "server/operator/all_commands.h"

#include "server/operator/commands.h"

namespace alcove::operation {

Names all_names() {
  return {};
}

CommandTable all_commands() {
  CommandTable table;
  add_box_commands(table, all_names());
  return table;
}

}  // namespace alcove::operation
