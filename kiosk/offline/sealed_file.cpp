// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/sealed_file.h"

#include <fmt/format.h>

#include "shared/base/durable_file.h"
#include "shared/crypto/crypto.h"

namespace alcove::offline {
namespace {

constexpr std::size_t kMagicSize = 8;
constexpr std::size_t kSumSize = 32;
constexpr std::size_t kFrame = kMagicSize + kSumSize + crypto::kAeadOverhead;

Key256 key_for(std::string_view magic, const SecretBytes& key_file) {
  return crypto::hkdf_sha256(key_file.view(), {}, fmt::format("alcove terminal file v1 {}", magic));
}

Error damaged() {
  return {ErrorCode::kCorrupt,
          {},
          "a file of this terminal is damaged; enrol the terminal anew if it cannot be brought "
          "back"};
}

}  // namespace

Result<SecretBytes> read_key_file(const std::filesystem::path& file) {
  ALCOVE_ASSIGN(Bytes bytes, read_file(file, kMaxKeyFile));
  SecretBytes key{ByteView(bytes)};
  wipe(bytes.data(), bytes.size());
  if (key.view().size() < kMinKeyFile) {
    return Error{ErrorCode::kOutOfRange,
                 {},
                 fmt::format("a key file has {} to {} bytes", kMinKeyFile, kMaxKeyFile)};
  }
  return key;
}

Result<void> write_sealed(const std::filesystem::path& file, std::string_view magic,
                          const SecretBytes& key_file, ByteView content, RandomSource& random) {
  ALCOVE_CHECK(magic.size() == kMagicSize);
  ALCOVE_CHECK(content.size() <= kMaxSealedContent);
  const ByteView mark = as_bytes(magic);
  Bytes out(mark.begin(), mark.end());
  const Bytes sealed = crypto::aead_seal(key_for(magic, key_file), content, mark, random);
  out.insert(out.end(), sealed.begin(), sealed.end());
  const crypto::Hash256 sum = crypto::sha256(out);
  out.insert(out.end(), sum.begin(), sum.end());
  return replace_file(file, out);
}

Result<SecretBytes> read_sealed(const std::filesystem::path& file, std::string_view magic,
                                const SecretBytes& key_file) {
  Result<Bytes> read = read_file(file, kMaxSealedContent + kFrame);
  if (!read) return read.error().code == ErrorCode::kTooLarge ? damaged() : read.error();
  const ByteView bytes = *read;
  if (bytes.size() < kFrame) return damaged();
  const ByteView covered = bytes.first(bytes.size() - kSumSize);
  const crypto::Hash256 sum = crypto::sha256(covered);
  if (!equal_secrets(sum, bytes.last(kSumSize))) return damaged();
  const std::string_view mark = as_text(covered.first(kMagicSize));
  if (mark != magic) {
    if (mark.substr(0, kMagicSize - 1) != magic.substr(0, kMagicSize - 1)) return damaged();
    return Error{ErrorCode::kNewerVersion, {}, "another version of the program wrote this file"};
  }
  Result<SecretBytes> content =
      crypto::aead_open(key_for(magic, key_file), covered.subspan(kMagicSize), as_bytes(magic));
  if (!content) {
    return Error{ErrorCode::kWrongKey, {}, "the key file is not the one of this terminal"};
  }
  return content;
}

}  // namespace alcove::offline
