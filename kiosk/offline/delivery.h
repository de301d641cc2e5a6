// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "kiosk/client/https_client.h"
#include "kiosk/offline/kept_writes.h"
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
// `home` hears of every record that the box has taken, before it leaves the spool.
using CameHome = std::function<void(const std::vector<api::spool::SealedRecord>&)>;
Result<void> deliver_all(client::HttpsClient& client, Spool& spool, DeliveryReport& report,
                         const CameHome& home = {});

// Offers to a restored box of that epoch what an earlier one had acknowledged, in the order of the
// chain that was lost: first asks what is missing, then delivers that. Likewise.
Result<void> offer_all(client::HttpsClient& client, KeptWrites& kept, std::int64_t epoch,
                       DeliveryReport& report);

}  // namespace alcove::offline
