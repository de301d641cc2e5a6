// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "server/access/principal.h"
#include "server/audit/ledger.h"
#include "shared/api/live.h"

namespace alcove::http {

// Says within a write that something changed. It reaches the terminals once the write is durable,
// and again after a restart to those who ask from an earlier number.
void publish(audit::WriteTxn& txn, api::live::Kind kind,
             const std::optional<RecordId>& record = std::nullopt);

// What a terminal may hear, as one pure function: nothing, that something of the kind happened (the
// record left out), or which record. Lobby terminals hear that somebody waits or is called, and
// nothing else of the clinic. Locked and
// signed-out staff terminals hear of alerts and calls for help in their general form.
enum class Hears : std::uint8_t { kNothing, kThatItHappened, kWhichRecord };
Hears hears(const access::Principal& principal, api::live::Kind kind);

// Which terminals follow the stream now, and how many of each station. One whose cable was cut
// counts for about a quarter of a minute, until a write to it fails. Thread-safe.
class Listeners {
 public:
  // One terminal, for as long as this is there. The listeners outlive it.
  class Listening {
   public:
    Listening(Listeners& all, const DeviceId& device, wire::Station station);
    ~Listening();
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

   private:
    Listeners& all_;
    DeviceId device_;
    std::atomic<std::int64_t>& count_;
  };
  bool any_at(wire::Stations stations) const;
  bool has(const DeviceId& device) const;

 private:
  std::atomic<std::int64_t>& count_of(wire::Station station) {
    return counts_.at(static_cast<std::size_t>(station));
  }
  std::array<std::atomic<std::int64_t>, 3> counts_{};
  mutable std::mutex mutex_;
  std::map<DeviceId, int> streams_;  // of each terminal that has any
};

// Wakes the streams when a group of writes is durable. Thread-safe.
class LiveEvents {
 public:
  static constexpr std::size_t kMaxBatch = 200;
  static constexpr std::chrono::hours kKeep{24};

  explicit LiveEvents(audit::Ledger& ledger);

  Listeners& listeners() { return listeners_; }

  // The newest number there is.
  std::int64_t newest() const;

  // Lines after `after` that this terminal may hear, oldest first; `after` is moved on past all
  // that was looked at. A kStartOver line when what comes after it is no longer kept.
  Result<std::vector<api::live::Line>> read(const access::Principal& principal, std::int64_t& after,
                                            UtcTime now);

  // Waits until there is a number above `after` or somebody calls wake(), for `patience` at most.
  void wait(std::int64_t after, std::chrono::milliseconds patience);
  void wake();

  // Removes what is older than kKeep; for the nightly work.
  static void forget_old(audit::WriteTxn& txn);

 private:
  void refresh();

  audit::Ledger& ledger_;
  Listeners listeners_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t newest_ = 0;
  std::uint64_t wakes_ = 0;
};

}  // namespace alcove::http
