// SPDX-License-Identifier: Apache-2.0
#include "server/audit/ledger.h"

#include "server/audit/chain_store.h"
#include "server/audit/vault_store.h"
#include "server/audit/verifier.h"

namespace alcove::audit {

std::unique_ptr<Ledger> Ledger::create(store::Store& store, const Clock& clock,
                                       RandomSource& random, const Actor& actor) {
  std::unique_ptr<Ledger> ledger(new Ledger(store, clock, random));
  const Result<void> made = store.write([&](store::Connection& connection) -> Result<void> {
    for (const char* name : {kAuditKeyName, kSigningKeyName, kSealingKeyName}) {
      put_secret(connection, name, crypto::random_key(random).view());
    }
    const Key256 audit_key = need_key(connection, kAuditKeyName);
    StoredEvent first;
    first.epoch = 1;
    first.at = clock.now();
    first.actor = actor;
    first.event.action = "store.create";
    append_event(connection, first, audit_key);
    return {};
  });
  if (!made) throw Fault(made.error());
  ledger->load_secrets();
  ledger->follow_commits();
  return ledger;
}

std::unique_ptr<Ledger> Ledger::open(store::Store& store, const Clock& clock,
                                     RandomSource& random) {
  std::unique_ptr<Ledger> ledger(new Ledger(store, clock, random));
  ledger->load_secrets();
  ledger->follow_commits();
  return ledger;
}

void Ledger::load_secrets() {
  const Result<Head> loaded = store_.read<Head>([this](store::ReadTxn& txn) -> Result<Head> {
    audit_key_ = need_key(txn, kAuditKeyName);
    signing_key_ = need_key(txn, kSigningKeyName);
    sealing_key_ = need_key(txn, kSealingKeyName);
    return read_head(txn);
  });
  if (!loaded) throw Fault(loaded.error());
  head_ = *loaded;
  signing_public_ = crypto::ed25519_public(signing_key_);
  sealing_public_ = crypto::x25519_public(sealing_key_);
}

void Ledger::follow_commits() {
  store_.set_after_commit([this](store::Connection& connection) {
    const Head newest = read_head(connection);
    {
      const std::lock_guard lock(mutex_);
      head_ = newest;
      if (head_copy_) head_copy_->offer(newest);
    }
    for (const auto& hook : hooks_) hook(connection);
  });
}

void Ledger::add_after_commit(std::function<void(store::Connection&)> hook) {
  hooks_.push_back(std::move(hook));
}

Result<void> Ledger::attach_head_copy(std::unique_ptr<HeadCopy> copy) {
  ALCOVE_ASSIGN(const std::optional<Head> seen, copy->load());
  if (seen) {
    ALCOVE_ASSIGN(const bool known, knows(*seen));
    if (!known) {
      return Error{
          ErrorCode::kRolledBack,
          {},
          "the store is older than the last state it was seen in, or another history took its "
          "place. Nothing was touched. If it was put back from a copy on purpose, use "
          "'alcovectl restore', which says so in the audit chain"};
    }
  }
  const std::lock_guard lock(mutex_);
  head_copy_ = std::move(copy);
  head_copy_->offer(head_);
  return {};
}

Result<void> Ledger::write_job(const Actor& actor, Head& head, WriteKind kind,
                               const std::function<Result<void>(WriteTxn&)>& work) {
  if (reserve_) {
    switch (kind) {
      case WriteKind::kOrdinary:
        ALCOVE_TRY(reserve_->admit());
        break;
      case WriteKind::kMustGoOn:
        reserve_->make_room();
        break;
    }
  }
  return store_.write([&](store::Connection& connection) -> Result<void> {
    WriteTxn txn(connection, actor, clock_.now(), audit_key_);
    ALCOVE_TRY(work(txn));
    ALCOVE_CHECK(txn.accounted_);
    head = read_head(connection);
    return {};
  });
}

Result<Head> Ledger::record(const Actor& actor, const std::vector<Event>& events) {
  ALCOVE_CHECK(!events.empty());
  Head head;
  ALCOVE_TRY(write_job(actor, head, WriteKind::kMustGoOn, [&](WriteTxn& txn) -> Result<void> {
    for (const Event& event : events) txn.record(event);
    return {};
  }));
  return head;
}

Result<Head> Ledger::begin_epoch(const Actor& actor, const EpochFacts& facts) {
  Head head;
  ALCOVE_TRY(store_.write([&](store::Connection& connection) -> Result<void> {
    StoredEvent event;
    event.at = clock_.now();
    event.epoch = next_epoch(facts, read_head(connection).epoch, event.at);
    event.actor = actor;
    event.event.action = std::string(kEpochAction);
    event.event.detail =
        epoch_detail(facts, event.epoch, [this](ByteView message) { return sign(message); });
    append_event(connection, event, audit_key_);
    head = read_head(connection);
    return {};
  }));
  return head;
}

Head Ledger::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

bool Ledger::head_copy_failing() const {
  const std::lock_guard lock(mutex_);
  return head_copy_ && head_copy_->failing();
}

Result<bool> Ledger::knows(const Head& seen) {
  return store_.read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    if (seen.number == 0) return true;
    return read_head_at(txn, seen.number) == std::optional(seen);
  });
}

std::string Ledger::keyed_hash(std::string_view words) const {
  const Key256 key = crypto::hkdf_sha256(audit_key_.view(), {}, "alcove keyed hash v1");
  const crypto::Hash256 hash = crypto::hmac_sha256(key.view(), as_bytes(words));
  return to_hex(ByteView(hash).first(8));
}

crypto::Signature Ledger::sign(ByteView message) const {
  return crypto::ed25519_sign(signing_key_, message);
}

Result<SecretBytes> Ledger::open_sealed(ByteView sealed, std::string_view context) const {
  return crypto::open_sealed(sealing_key_, sealed, context);
}

}  // namespace alcove::audit
