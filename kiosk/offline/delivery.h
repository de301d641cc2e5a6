// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/client/https_client.h"
#include "kiosk/offline/spool.h"

namespace alcove::offline {

// What became of the records that were brought home.
struct DeliveryReport {
  std::size_t applied = 0;
  std::size_t already_applied = 0;
  std::size_t siblings = 0;
  std::size_t quarantined = 0;
  std::size_t all() const { return applied + already_applied + siblings + quarantined; }
};

// Brings everything that waits home, oldest first, batch by batch, until nothing waits. A record
// leaves the spool when the box has said what became of it, which it says only of what is durable.
// Stops at the first error of the call; `report` has what went home until then. Blocks: for the
// worker that watches the connection. One at a time.
Result<void> deliver_all(client::HttpsClient& client, Spool& spool, DeliveryReport& report);

}  // namespace alcove::offline
