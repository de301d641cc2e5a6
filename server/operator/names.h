// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/read_txn.h"
#include "shared/base/ids.h"

namespace alcove::operation {

// What the operator's tool calls clients (by record number, never by name), people and terminals.
// The rooms that own those tables fill in the functions where the program is put together; what is
// not filled in falls back to ids.
struct Names {
  std::function<std::optional<std::string>(store::ReadTxn&, const ClientId&)> record_number;
  std::function<std::optional<std::string>(store::ReadTxn&, const StaffId&)> staff_name;
  std::function<std::optional<std::string>(store::ReadTxn&, const DeviceId&)> device_name;
  // All that carry it: two people may share a name.
  std::function<std::vector<ClientId>(store::ReadTxn&, std::string_view)> with_record_number;
  std::function<std::vector<StaffId>(store::ReadTxn&, std::string_view)> staff_called;
  std::function<std::vector<DeviceId>(store::ReadTxn&, std::string_view)> devices_called;
};

}  // namespace alcove::operation
