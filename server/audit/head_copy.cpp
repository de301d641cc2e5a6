// SPDX-License-Identifier: Apache-2.0
#include "server/audit/head_copy.h"

#include <fmt/format.h>

#include <sstream>
#include <vector>

#include "shared/base/durable_file.h"

namespace alcove::audit {
namespace {

constexpr std::chrono::milliseconds kPause{200};
constexpr std::size_t kMaxFile = 1024;

// head := "alcove-head 1 " epoch " " number " " hash LF "mac " hex LF
std::string body_of(const Head& head) {
  return fmt::format("alcove-head 1 {} {} {}\n", head.epoch, head.number, to_hex(head.hash));
}

Key256 key_of(const Key256& audit_key) {
  return crypto::hkdf_sha256(audit_key.view(), {}, "alcove head copy v1");
}

Error damaged() {
  return {ErrorCode::kCorrupt,
          {},
          "the second copy of the audit head is damaged or belongs to another store"};
}

}  // namespace

HeadCopy::HeadCopy(std::filesystem::path file, const Key256& audit_key)
    : file_(std::move(file)), key_(key_of(audit_key)), thread_([this] { loop(); }) {}

HeadCopy::~HeadCopy() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Result<std::optional<Head>> HeadCopy::load() const {
  const Result<Bytes> content = read_file(file_, kMaxFile);
  if (!content) {
    const Error& why = content.error();
    if (why.code == ErrorCode::kNotFound) return std::optional<Head>();
    if (why.code == ErrorCode::kTooLarge) return damaged();
    return Error{why.code,
                 {},
                 fmt::format("the second copy of the audit head cannot be read: {}. It is not "
                             "known to be damaged. Look at dmesg, and at the disk it lies on",
                             why.detail)};
  }
  const std::string text(as_text(*content));
  const std::size_t line_end = text.find('\n');
  if (line_end == std::string::npos) return damaged();
  const std::string body = text.substr(0, line_end + 1);
  const crypto::Hash256 mac = crypto::hmac_sha256(key_.view(), as_bytes(body));
  if (text.substr(line_end + 1) != fmt::format("mac {}\n", to_hex(mac))) return damaged();
  std::istringstream fields(body);
  std::string magic;
  std::string version;
  std::string hash_text;
  Head head;
  fields >> magic >> version >> head.epoch >> head.number >> hash_text;
  const Result<Bytes> hash = from_hex(hash_text);
  if (!fields || magic != "alcove-head" || version != "1" || !hash ||
      hash->size() != head.hash.size()) {
    return damaged();
  }
  std::copy(hash->begin(), hash->end(), head.hash.begin());
  return std::optional(head);
}

void HeadCopy::offer(const Head& head) {
  {
    const std::lock_guard lock(mutex_);
    offered_ = head;
  }
  wake_.notify_all();
}

bool HeadCopy::failing() const {
  const std::lock_guard lock(mutex_);
  return failing_;
}

void HeadCopy::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [&] { return stopping_ || offered_.has_value(); });
    if (!offered_) return;
    const Head head = *offered_;
    offered_.reset();
    lock.unlock();
    const bool saved = save(head);
    lock.lock();
    failing_ = !saved;
    if (stopping_ && !offered_) return;
    wake_.wait_for(lock, kPause, [&] { return stopping_; });
  }
}

bool HeadCopy::save(const Head& head) const {
  const std::string body = body_of(head);
  const crypto::Hash256 mac = crypto::hmac_sha256(key_.view(), as_bytes(body));
  return replace_file(file_, as_bytes(body + fmt::format("mac {}\n", to_hex(mac)))).ok();
}

}  // namespace alcove::audit
