// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/after_restore.h"

#include "shared/api/check_in.h"
#include "shared/api/notes_save.h"
#include "shared/crypto/secret.h"
#include "shared/wire/json.h"

namespace alcove::link {
namespace {

constexpr std::chrono::milliseconds kVoucherWithin{2000};

// Changes records, and would be missed. Leaving a draft gives back a lease, which a restored box
// does not have; of identities only a greeting begins a visit.
bool is_kept(const client::AcknowledgedWrite& write) {
  if (write.path == api::notes::leave.path) return false;
  if (write.key) return true;
  if (write.path != api::check_in::identify.path) return false;
  const auto reply =
      wire::decode<api::check_in::IdentifyReply>(write.reply, wire::UnknownFields::kIgnore);
  return reply && reply->matched;
}

// One request that is too long to be kept says nothing about the disk.
bool disk_took(const Result<void>& kept) {
  return kept.ok() || kept.error().code == ErrorCode::kTooLarge;
}

}  // namespace

Result<void> AfterRestore::open(const std::filesystem::path& folder, offline::SpoolKeys keys,
                                RandomSource& random) {
  ALCOVE_ASSIGN(auto kept, offline::KeptWrites::open(folder, std::move(keys), random));
  const std::lock_guard lock(mutex_);
  kept_ = std::move(kept);
  return {};
}

offline::KeptWrites* AfterRestore::kept() const {
  const std::lock_guard lock(mutex_);
  return kept_.get();
}

void AfterRestore::sign_with(const crypto::P256Key& key) {
  if (offline::KeptWrites* const writes = kept()) writes->sign_with(key);
}

void AfterRestore::set_session(std::string token) {
  const std::lock_guard lock(mutex_);
  token_.swap(token);
  const WipeOnExit wiped(token);
  voucher_.reset();
}

void AfterRestore::learn_voucher() {
  std::string token;
  {
    const std::lock_guard lock(mutex_);
    if (token_.empty() || voucher_) return;
    token = token_;
  }
  const WipeOnExit wiped(token);
  const auto reply =
      client_.call(api::session::voucher, wire::Nothing{}, {.within = kVoucherWithin});
  const std::lock_guard lock(mutex_);
  if (reply && equal_secrets(as_bytes(token), as_bytes(token_))) voucher_ = *reply;
}

std::optional<api::session::Voucher> AfterRestore::voucher() const {
  const std::lock_guard lock(mutex_);
  if (!voucher_) return std::nullopt;
  return voucher_->voucher;
}

void AfterRestore::acknowledged(const client::AcknowledgedWrite& write) {
  offline::KeptWrites* const writes = kept();
  if (writes == nullptr || !is_kept(write)) return;
  api::spool::Record record{.kind = std::string(write.path),
                            .device = {},
                            .author = {},
                            .session = {},
                            .written_at = client_.server_now(),
                            .body = std::string(write.request),
                            .voucher = {},
                            .acknowledged = {}};
  if (!write.session.empty()) {
    learn_voucher();
    const std::lock_guard lock(mutex_);
    if (voucher_ && equal_secrets(as_bytes(write.session), as_bytes(token_))) {
      record.author = voucher_->staff;
      record.session = voucher_->session;
      record.voucher = voucher_->voucher;
    }
  }
  record.acknowledged.emplace();
  record.acknowledged->key = write.key.value_or(IdempotencyKey());
  record.acknowledged->purpose = std::string(write.purpose);
  record.acknowledged->head = api::hello::as_seen(write.head);
  // A disk that refuses costs nobody anything unless the box dies today: the write itself is safe.
  client_.say_keeps_writes(disk_took(writes->keep(std::move(record))));
}

void AfterRestore::came_home(const std::vector<api::spool::SealedRecord>& records,
                             const std::optional<wire::Head>& head) {
  offline::KeptWrites* const writes = kept();
  if (writes == nullptr || !head || records.empty()) return;
  client_.say_keeps_writes(disk_took(writes->keep_delivered(records, *head, client_.server_now())));
}

bool AfterRestore::is_due(std::int64_t epoch) const {
  const offline::KeptWrites* const writes = kept();
  return writes != nullptr && !writes->to_offer(epoch).empty();
}

std::size_t AfterRestore::to_bring_back(const api::hello::Restored& restored) const {
  const offline::KeptWrites* const writes = kept();
  return writes == nullptr ? 0 : writes->to_bring_back(restored.epoch, restored.kept_until);
}

offline::Damage AfterRestore::damage() const {
  const offline::KeptWrites* const writes = kept();
  return writes == nullptr ? offline::Damage() : writes->damage();
}

Result<void> AfterRestore::offer(std::int64_t epoch, offline::DeliveryReport& report) {
  offline::KeptWrites* const writes = kept();
  if (writes == nullptr) return {};
  return offline::offer_all(client_, *writes, epoch, report);
}

}  // namespace alcove::link
