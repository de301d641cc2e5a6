// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/audit/ledger.h"
#include "server/features/appointments/appointments.h"

// When a country changes its clocks, visits to come stay at the time that was said on the wall:
// what is computed from it, is computed anew. Thread-safe.
namespace alcove::appointments {

// With which version of the zone's rules the times to come were computed, and what that changed.
struct ZoneReport {
  UtcTime at;
  std::string version;                    // "2025b"
  std::optional<std::string> previous{};  // none: there was none before
  std::int64_t moved = 0;                 // visits whose instant is another one now
  std::int64_t colliding = 0;             // of these: in two places by now; for somebody to decide
};

// Looks whether `version` is another one than the last, and computes the visits to come anew, each
// with its event. Nothing to do: nothing is written, and there is no report.
Result<std::optional<ZoneReport>> keep_zone_times(audit::Ledger& ledger, const Site& site,
                                                  const std::string& version);
// The newest; none before the first start.
std::optional<ZoneReport> newest_zone_report(store::ReadTxn& txn);

}  // namespace alcove::appointments
