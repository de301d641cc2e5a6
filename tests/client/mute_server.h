// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/ServerSocket.h>

namespace alcove::testing {

// Takes connections (the system does, up to its backlog) and never says a word.
class MuteServer {
 public:
  MuteServer() : socket_(Poco::Net::SocketAddress("127.0.0.1", 0), 16) {}
  std::uint16_t port() const { return socket_.address().port(); }

 private:
  Poco::Net::ServerSocket socket_;
};

}  // namespace alcove::testing
