// SPDX-License-Identifier: Apache-2.0
#include "server/access/password_hash.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>

namespace alcove::access {
namespace {

constexpr std::size_t kSaltSize = 16;

// The same words typed on another keyboard are the same password. What is not UTF-8 is taken as it
// is: it was never accepted as a password, so it matches nothing.
SecretBytes composed(std::string_view text) {
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return SecretBytes(as_bytes(text));
  SecretBytes out(ByteView(raw, static_cast<std::size_t>(size)));
  wipe(raw, static_cast<std::size_t>(size));
  std::free(raw);
  return out;
}

}  // namespace

// One of the few that may run at once.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    taken_ =
        hasher_.free_.wait_for(lock, kMaxWait, [this] { return hasher_.running_ < kMaxAtOnce; });
    if (taken_) ++hasher_.running_;
  }
  ~Turn() {
    if (!taken_) return;
    const std::lock_guard lock(hasher_.mutex_);
    --hasher_.running_;
    hasher_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool taken() const { return taken_; }

 private:
  PasswordHasher& hasher_;
  bool taken_ = false;
};

PasswordHasher::PasswordHasher(const Key256& pepper, const HashCosts& costs, RandomSource& random)
    : key_(crypto::hkdf_sha256(pepper.view(), {}, "alcove password hash v1")),
      costs_(costs),
      random_(random) {}

Result<SecretHash> PasswordHasher::make(std::string_view secret, const crypto::Argon2Cost& cost,
                                        ByteView salt) {
  const Turn turn(*this);
  if (!turn.taken()) return Error{ErrorCode::kTooMany, {}, "too many sign-ins at once"};
  const SecretBytes text = composed(secret);
  const Result<Key256> stretched = crypto::argon2id(text.view(), salt, cost);
  if (!stretched) return stretched.error();
  return SecretHash{.hash = crypto::hmac_sha256(key_.view(), stretched->view()),
                    .salt = Bytes(salt.begin(), salt.end()),
                    .cost = cost};
}

Result<SecretHash> PasswordHasher::hash_password(std::string_view password) {
  std::array<std::uint8_t, kSaltSize> salt{};
  random_.fill(salt);
  return make(password, costs_.password, salt);
}

Result<SecretHash> PasswordHasher::hash_pin(std::string_view pin) {
  std::array<std::uint8_t, kSaltSize> salt{};
  random_.fill(salt);
  return make(pin, costs_.pin, salt);
}

Result<bool> PasswordHasher::matches(std::string_view secret,
                                     const std::optional<SecretHash>& stored) {
  if (!stored) {
    ALCOVE_TRY(hash_password(secret));
    return false;
  }
  ALCOVE_ASSIGN(const SecretHash made, make(secret, stored->cost, stored->salt));
  return equal_secrets(made.hash, stored->hash);
}

}  // namespace alcove::access
