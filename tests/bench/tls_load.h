// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/client/tls_connection.h"

namespace alcove::bench {

// One connection that asks the same thing again and again: as whom, from which address of this
// machine (the server counts connections per address), and what.
struct Asker {
  const client::TerminalIdentity* identity = nullptr;
  std::string from_address;
  std::string request;  // the whole of it, as it goes over the wire
};

struct Load {
  double per_second = 0;  // of all connections together
  double p50_us = 0;
  double p99_us = 0;
};

// All at once, each on a thread and a connection of its own: TLS 1.3 with the terminal's
// certificate, `times` requests one after the other, each reply read to its end. The handshakes are
// not in the figures. Stops the program when a reply is not 200.
Load measure(std::uint16_t port, const std::vector<Asker>& askers, int times);

}  // namespace alcove::bench
