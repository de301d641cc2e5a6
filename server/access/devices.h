// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "server/access/authority.h"
#include "server/access/device_store.h"
#include "server/access/observers.h"
#include "server/access/principal.h"
#include "server/access/proviso.h"
#include "server/audit/ledger.h"
#include "shared/api/terminal.h"

namespace alcove::access {

// The enrolled terminals. Thread-safe. What find() gives is cached; revoking, renaming and renewing
// void the cache before they return, and revoking tells the observers, so that open connections
// end.
class DeviceDirectory {
 public:
  DeviceDirectory(audit::Ledger& ledger, const ClinicAuthority& authority,
                  AccessObservers& observers)
      : ledger_(ledger), authority_(authority), observers_(observers) {}

  // The terminal with that certificate, nobody signed in. kNoDevice when there is none, or the
  // certificate has run out or was replaced; kDeviceRevoked. Notes that the terminal was seen.
  // The first use of a renewed certificate ends the one before.
  Result<Principal> find(const crypto::Hash256& fingerprint);

  Result<std::vector<DeviceRecord>> list();
  // The rest: kNotFound when no live terminal has that name.
  Result<void> revoke(const audit::Actor& actor, std::string_view name);
  Result<void> revoke(const audit::Actor& actor, const DeviceId& id, const Proviso& proviso);
  Result<void> rename(const audit::Actor& actor, std::string_view name,
                      const std::string& new_name);
  Result<void> rename(const audit::Actor& actor, const DeviceId& id, const std::string& new_name);
  // Between one minute and one hour.
  Result<void> set_idle_lock(const audit::Actor& actor, wire::Station station,
                             std::chrono::seconds idle);

  Result<api::terminal::AboutReply> about(const Principal& who);
  Result<api::terminal::RenewReply> renew(const Principal& who,
                                          const api::terminal::RenewRequest& request);

  // Writes down when terminals were last seen; for the hourly work and the end of the server.
  Result<void> store_last_seen();

 private:
  struct Known {
    Principal principal;
    UtcTime until;
  };
  Result<Known> load(const crypto::Hash256& fingerprint, bool& is_next);
  Result<void> use_next(const crypto::Hash256& fingerprint, const DeviceId& device);
  // The live terminal that is meant.
  using Find = std::function<std::optional<DeviceRecord>(store::ReadTxn&)>;
  Result<void> revoke_found(const audit::Actor& actor, const Find& find, const Proviso& proviso);
  Result<void> rename_found(const audit::Actor& actor, const Find& find,
                            const std::string& new_name);
  Result<void> change(const audit::Actor& actor,
                      const std::function<Result<bool>(audit::WriteTxn&)>& work);

  audit::Ledger& ledger_;
  const ClinicAuthority& authority_;
  AccessObservers& observers_;
  std::mutex mutex_;
  std::map<crypto::Hash256, Known> known_;
  std::int64_t generation_ = 0;  // of the cache: what was read before a change is not kept after it
  std::map<DeviceId, UtcTime> seen_;
};

}  // namespace alcove::access
