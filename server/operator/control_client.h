// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/control_line.h"

namespace alcove::operation {

// The operator's end of the control socket. One thread at a time.
class ControlClient {
 public:
  // kUnavailable when no server listens there.
  static Result<ControlClient> connect(const std::filesystem::path& socket);

  // Asks and waits for the answer, however long the work takes; progress comes in between.
  Result<std::string> ask(std::string_view command, std::string_view body, const Progress& progress,
                          int file = -1);

 private:
  explicit ControlClient(LineSocket socket) : socket_(std::move(socket)) {}
  LineSocket socket_;
};

}  // namespace alcove::operation
