// SPDX-License-Identifier: Apache-2.0
#include "server/keys/key_secret.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "shared/base/code_points.h"
#include "shared/base/grouped_code.h"

namespace alcove::keys {
namespace {

// utf8proc's own buffer of what was typed, wiped before it goes back to the heap.
class ComposedText {
 public:
  explicit ComposedText(std::string_view typed) {
    size_ = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(typed.data()),
                         static_cast<utf8proc_ssize_t>(typed.size()), &data_,
                         static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  }
  ~ComposedText() {
    if (size_ > 0) wipe(data_, static_cast<std::size_t>(size_));
    std::free(data_);
  }
  ComposedText(const ComposedText&) = delete;
  ComposedText& operator=(const ComposedText&) = delete;

  bool valid() const { return size_ >= 0; }
  ByteView view() const { return {data_, size_ > 0 ? static_cast<std::size_t>(size_) : 0}; }
  std::size_t code_points() const { return count_code_points(as_text(view())); }

 private:
  utf8proc_uint8_t* data_ = nullptr;
  utf8proc_ssize_t size_ = 0;
};

}  // namespace

Result<KeySecret> KeySecret::passphrase(std::string_view typed) {
  if (typed.size() > kMaxPassphrase * 4) {
    return Error{ErrorCode::kOutOfRange,
                 {},
                 fmt::format("a passphrase has at most {} characters", kMaxPassphrase)};
  }
  const ComposedText text(typed);
  if (!text.valid()) {
    return Error{ErrorCode::kMalformed, {}, "the passphrase is not text in UTF-8"};
  }
  if (text.code_points() > kMaxPassphrase) {
    return Error{ErrorCode::kOutOfRange,
                 {},
                 fmt::format("a passphrase has at most {} characters", kMaxPassphrase)};
  }
  if (text.code_points() < kMinPassphrase) {
    return Error{ErrorCode::kPasswordWeak,
                 {},
                 fmt::format("a passphrase has at least {} characters; four or five words that do "
                             "not belong together are easy to remember",
                             kMinPassphrase)};
  }
  return KeySecret(SlotKind::kPassphrase, text.view());
}

Result<KeySecret> KeySecret::recovery(std::string_view typed) {
  Result<Bytes> decoded = decode_grouped_code(typed, kRecoveryBytes);
  if (!decoded) return decoded.error();
  KeySecret secret(SlotKind::kRecovery, *decoded);
  wipe(decoded->data(), decoded->size());
  return secret;
}

Result<KeySecret> KeySecret::key_file(ByteView content) {
  if (content.size() < kMinKeyFile || content.size() > kMaxKeyFile) {
    return Error{ErrorCode::kOutOfRange,
                 {},
                 fmt::format("a key file has {} to {} bytes", kMinKeyFile, kMaxKeyFile)};
  }
  if (std::all_of(content.begin(), content.end(), [&](auto byte) { return byte == content[0]; })) {
    return Error{ErrorCode::kOutOfRange, {}, "the key file is the same byte all through: no key"};
  }
  return KeySecret(SlotKind::kKeyFile, content);
}

NewRecoveryKey make_recovery_key(RandomSource& random) {
  SecretBytes bytes(kRecoveryBytes);
  random.fill(bytes.writable());
  std::string printed = encode_grouped_code(bytes.view());
  Result<KeySecret> secret = KeySecret::recovery(printed);
  ALCOVE_CHECK(secret.ok());
  return {std::move(secret).value(), std::move(printed)};
}

}  // namespace alcove::keys
