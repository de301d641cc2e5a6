// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "server/store/connection.h"
#include "shared/base/check.h"

namespace alcove::store {

// A snapshot of the store that cannot write. Functions that only look take a ReadTxn&; the WriteTxn
// of server/audit is one too, so that they serve both. Lives on one thread, inside the call it was
// made for.
class ReadTxn {
 public:
  explicit ReadTxn(Connection& connection) : connection_(connection) {}
  ReadTxn(const ReadTxn&) = delete;
  ReadTxn& operator=(const ReadTxn&) = delete;

  Statement query(std::string_view sql) {
    Statement statement = connection_.statement(sql);
    ALCOVE_CHECK(statement.read_only());
    return statement;
  }

 protected:
  Connection& connection_;
};

}  // namespace alcove::store
