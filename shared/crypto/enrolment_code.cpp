// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/enrolment_code.h"

#include <algorithm>

#include "shared/base/grouped_code.h"

namespace alcove::crypto {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kFingerprintSize = 16;
constexpr std::size_t kCodeSize = 1 + kFingerprintSize + EnrolmentCode::kSecretSize;
constexpr std::string_view kMacUse = "alcove enrolment v1";

}  // namespace

EnrolmentCode EnrolmentCode::make(const Certificate& authority, RandomSource& random) {
  EnrolmentCode code;
  std::copy_n(authority.fingerprint().begin(), kFingerprintSize, code.fingerprint_.begin());
  random.fill(code.secret_.writable());
  return code;
}

Result<EnrolmentCode> EnrolmentCode::parse(std::string_view typed) {
  ALCOVE_ASSIGN(Bytes bytes, decode_grouped_code(typed, kCodeSize));
  const std::uint8_t version = bytes[0];
  EnrolmentCode code;
  std::copy_n(bytes.begin() + 1, kFingerprintSize, code.fingerprint_.begin());
  std::copy_n(bytes.begin() + 1 + kFingerprintSize, kSecretSize, code.secret_.writable().begin());
  wipe(bytes.data(), bytes.size());
  if (version != kVersion) {
    return Error{ErrorCode::kOtherVersion, {}, "the code is from another version of Alcove"};
  }
  return code;
}

std::string EnrolmentCode::text() const {
  Bytes bytes{kVersion};
  bytes.insert(bytes.end(), fingerprint_.begin(), fingerprint_.end());
  bytes.insert(bytes.end(), secret_.view().begin(), secret_.view().end());
  std::string text = encode_grouped_code(bytes);
  wipe(bytes.data(), bytes.size());
  return text;
}

bool EnrolmentCode::is_of(const Certificate& authority) const {
  return std::equal(fingerprint_.begin(), fingerprint_.end(), authority.fingerprint().begin());
}

Hash256 EnrolmentCode::mac(const Secret& secret, ByteView request) {
  Bytes message(as_bytes(kMacUse).begin(), as_bytes(kMacUse).end());
  append_prefixed(message, request);
  return hmac_sha256(secret.view(), message);
}

}  // namespace alcove::crypto
