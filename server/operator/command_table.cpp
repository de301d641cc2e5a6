// SPDX-License-Identifier: Apache-2.0
#include "server/operator/command_table.h"

namespace alcove::operation {

bool CommandTable::takes_file(std::string_view name) const {
  const auto row = rows_.find(name);
  return row != rows_.end() && row->second.takes_file;
}

Result<std::string> CommandTable::run(std::string_view name, CommandContext& context,
                                      std::string_view body) const {
  const auto row = rows_.find(name);
  if (row == rows_.end()) {
    return Error{ErrorCode::kNoSuchRoute,
                 {},
                 "the server does not know this command. Nothing was touched. Its version and "
                 "alcovectl's may differ: alcovectl status shows the server's"};
  }
  if (row->second.takes_file && context.file < 0) {
    return Error{ErrorCode::kMalformed, {}, "this command needs an open file with it"};
  }
  try {
    return row->second.run(context, body);
  } catch (const Fault& fault) {
    return fault.error();
  }
}

}  // namespace alcove::operation
