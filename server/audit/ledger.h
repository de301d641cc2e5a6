// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/audit/event.h"
#include "server/audit/head_copy.h"
#include "server/audit/verifier.h"
#include "server/audit/write_txn.h"
#include "server/store/disk_reserve.h"
#include "server/store/store.h"

namespace alcove::audit {

// What a write gave, and the head of the chain once it was durable.
template <class T>
struct Committed {
  T value;
  Head head;
};

// What a write is to a disk that is nearly full (server/store/disk_reserve.h).
enum class WriteKind : std::uint8_t {
  kMustGoOn,  // small, and somebody relies on it: signing out, an alert, the audit of a read
  kOrdinary,  // refused with kNoSpace while the reserve is touched
};

// The only way to write to the store, and the keeper of the chain. Thread-safe.
class Ledger {
 public:
  // Makes the secrets of a new store (audit, signing and sealing keys) and its first event.
  static std::unique_ptr<Ledger> create(store::Store& store, const Clock& clock,
                                        RandomSource& random, const Actor& actor);
  // Opens the ledger of an existing store. Throws Fault (kCorrupt) when its secrets are not there.
  static std::unique_ptr<Ledger> open(store::Store& store, const Clock& clock,
                                      RandomSource& random);

  // Compares the second copy of the head with the store and keeps it up to date from here on.
  // Errors: kRolledBack when the store is behind its copy or holds another event under that number.
  Result<void> attach_head_copy(std::unique_ptr<HeadCopy> copy);

  // Runs `work` on the writer's thread. An Error rolls it back and leaves no trace; a refusal that
  // deserves an event is recorded by the caller with record().
  template <class T>
  Result<Committed<T>> write(const Actor& actor, const std::function<Result<T>(WriteTxn&)>& work,
                             WriteKind kind = WriteKind::kMustGoOn) {
    std::optional<T> value;
    Head head;
    ALCOVE_TRY(write_job(actor, head, kind, [&](WriteTxn& txn) -> Result<void> {
      Result<T> result = work(txn);
      if (!result) return result.error();
      value = std::move(result).value();
      return {};
    }));
    return Committed<T>{std::move(*value), head};
  }

  // Makes events durable that belong to no write: reads that are about to be answered, refusals.
  Result<Head> record(const Actor& actor, const std::vector<Event>& events);

  // Begins a new epoch after a restore: its first event, with its detail signed by the clinic's
  // key.
  Result<Head> begin_epoch(const Actor& actor, const EpochFacts& facts);

  // Called on the writer's thread after each group commit, before its callers hear of it. Add
  // before the first write; must not throw and must not wait.
  void add_after_commit(std::function<void(store::Connection&)> hook);

  // From here on ordinary writes leave the reserve alone. Before the first write; none: no reserve.
  void keep_reserve(std::unique_ptr<store::DiskReserve> reserve) { reserve_ = std::move(reserve); }
  const store::DiskReserve* reserve() const { return reserve_.get(); }

  // The newest durable head.
  Head head() const;
  bool head_copy_failing() const;
  // Whether the chain holds exactly that head: for terminals that say what they saw last.
  Result<bool> knows(const Head& seen);

  // A keyed hash for words that are sensitive themselves (a search): same words, same hash, and
  // nothing to learn without the audit key. 16 hexadecimal digits.
  std::string keyed_hash(std::string_view words) const;

  crypto::PublicKey signing_public() const { return signing_public_; }
  crypto::PublicKey sealing_public() const { return sealing_public_; }
  crypto::Signature sign(ByteView message) const;
  Result<SecretBytes> open_sealed(ByteView sealed, std::string_view context) const;
  const Key256& audit_key() const { return audit_key_; }

  store::Store& store() { return store_; }
  const Clock& clock() const { return clock_; }
  RandomSource& random() { return random_; }

 private:
  Ledger(store::Store& store, const Clock& clock, RandomSource& random)
      : store_(store), clock_(clock), random_(random) {}
  Result<void> write_job(const Actor& actor, Head& head, WriteKind kind,
                         const std::function<Result<void>(WriteTxn&)>& work);
  void load_secrets();
  void follow_commits();

  store::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  Key256 audit_key_;
  Key256 signing_key_;
  Key256 sealing_key_;
  crypto::PublicKey signing_public_{};
  crypto::PublicKey sealing_public_{};
  mutable std::mutex mutex_;
  Head head_;
  std::unique_ptr<HeadCopy> head_copy_;
  std::unique_ptr<store::DiskReserve> reserve_;
  std::vector<std::function<void(store::Connection&)>> hooks_;
};

}  // namespace alcove::audit
