// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/access/services.h"
#include "server/audit/ledger.h"
#include "server/keys/key_slots.h"
#include "server/operator/box_opening.h"
#include "server/operator/box_paths.h"
#include "server/operator/box_store.h"
#include "server/operator/contract_start.h"
#include "server/store/store.h"

namespace alcove::operation {

inline constexpr std::uint16_t kUsualEnrolmentPort = 8444;  // that terminals try by themselves

struct NewBox {
  std::string clinic;
  std::string zone;
  const keys::KeySlots& slots;
};

// An opened box: the store, its ledger and its key slots, under the lock of its folder. Whoever has
// one has the record key. Thread-safe.
class Box {
 public:
  // Makes a new store and its key file where there is none. kAlreadyExists; kOutOfRange for a zone
  // that the system does not know. What a failed attempt made is removed again.
  static Result<std::unique_ptr<Box>> create(const FolderLock& lock, const BoxPaths& paths,
                                             const NewBox& facts, const Key256& record_key,
                                             const Clock& clock, RandomSource& random,
                                             const std::string& system_user);

  // Errors: kNotFound (no store there), kWrongKey, kCorrupt, kNewerVersion, kRolledBack,
  // kWrongState with the field kClockField.
  static Result<std::unique_ptr<Box>> open(const FolderLock& lock, const BoxPaths& paths,
                                           const keys::KeySecret& secret, const Clock& clock,
                                           RandomSource& random, const Opening& opening);

  store::Store& store() { return *store_; }
  audit::Ledger& ledger() { return *ledger_; }
  // Terminals, staff and sessions over this ledger: one for all, made at the first call. A server
  // makes that call, and says the port that new terminals are told.
  Result<access::AccessServices*> access(std::uint16_t main_port = 8443);
  // Where new terminals knock: of the server that runs, which says it before it serves.
  void set_enrolment_port(std::uint16_t port) { enrolment_port_ = port; }
  std::uint16_t enrolment_port() const { return enrolment_port_; }
  const Clock& clock() const { return clock_; }
  RandomSource& random() { return random_; }
  const BoxPaths& paths() const { return paths_; }
  const BoxFacts& facts() const { return facts_; }
  const Key256& record_key() const { return record_key_; }

  const OpeningFacts& opening() const { return opening_; }
  // The report of the server's start; none: this program is not the server. Set before it serves.
  void set_start(StartReport report) { start_ = std::move(report); }
  const std::optional<StartReport>& start() const { return start_; }

  // Why the head copy is not as it should be: kCorrupt (damaged), kRolledBack (the store is behind
  // it).
  const std::optional<Error>& head_copy_problem() const { return head_copy_problem_; }
  // Whether there was no head copy when the box was opened: an older store put back would not have
  // been noticed. From then on there is one again.
  bool head_copy_was_missing() const { return head_copy_was_missing_; }
  // Whether the key file is older than one that this store has seen. A change of the slots ends it.
  bool keys_rolled_back() const { return keys_rolled_back_; }

  void tell_clock_trouble(std::vector<ClockTrouble> troubles);
  std::vector<ClockTrouble> clock_troubles() const;

  // What terminals say since this program began: whose disk does not take what they keep for a
  // restored box, and since when. At most kMostTerminals of them.
  static constexpr std::size_t kMostTerminals = 1000;
  void note_terminal_keeps(const DeviceId& terminal, bool keeps);
  std::map<DeviceId, UtcTime> terminals_keeping_nothing() const;
  // Likewise, on whose disk something that was kept cannot be read.
  void note_terminal_reads(const DeviceId& terminal, bool reads);
  std::map<DeviceId, UtcTime> terminals_with_damage() const;

  keys::KeySlots key_slots() const;
  // Changes the slots, the file first, then the store's knowledge of it with the event. The old
  // file is put back when the store refuses.
  Result<void> change_slots(const audit::Actor& actor, const std::string& action,
                            const std::function<Result<std::string>(keys::KeySlots&)>& change);

  // One backup at a time has the scratch folder.
  std::mutex& scratch_use() { return scratch_use_; }

 private:
  Box(const BoxPaths& paths, const Clock& clock, RandomSource& random, Key256 record_key,
      keys::KeySlots slots)
      : paths_(paths),
        clock_(clock),
        random_(random),
        record_key_(std::move(record_key)),
        slots_(std::move(slots)) {}
  Result<void> open_store();
  Result<void> watch_head(HeadCheck check);
  Result<void> compare_generation(const audit::Actor& actor);
  Result<void> compare_clock(const Opening& opening);

  BoxPaths paths_;
  const Clock& clock_;
  RandomSource& random_;
  Key256 record_key_;
  BoxFacts facts_;
  OpeningFacts opening_;
  std::optional<StartReport> start_;
  std::optional<Error> head_copy_problem_;
  bool head_copy_was_missing_ = false;
  std::atomic<bool> keys_rolled_back_ = false;
  mutable std::mutex clock_mutex_;
  std::vector<ClockTrouble> clock_troubles_;
  mutable std::mutex terminals_mutex_;
  std::map<DeviceId, UtcTime> keeping_nothing_;
  std::map<DeviceId, UtcTime> with_damage_;
  mutable std::mutex slots_mutex_;
  keys::KeySlots slots_;
  std::mutex scratch_use_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<audit::Ledger> ledger_;
  std::uint16_t enrolment_port_ = kUsualEnrolmentPort;
  std::mutex access_mutex_;
  std::unique_ptr<access::AccessServices> access_;
};

// Refuses (kAlreadyExists) a place where a write-ahead log lies without its store: the engine would
// write what stands in it into whatever store is put there.
Result<void> check_nothing_beside_store(const BoxPaths& paths);

// Refuses what `create` refuses of a clinic's names (kOutOfRange), before anything is made.
Result<void> check_clinic(const std::string& clinic, const std::string& zone);

// Refuses (kAlreadyExists) a place where a store, its key file or the memory of one is.
Result<void> check_nothing_there(const BoxPaths& paths);

// The key file as it lies in the folder. kNotFound with the sentence that there is no store.
Result<keys::KeySlots> load_key_slots(const BoxPaths& paths);

}  // namespace alcove::operation
