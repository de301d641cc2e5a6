// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shared/crypto/x509.h"

// What the installer reads off the box and types at a new terminal. In bytes: version (1), the
// first 16 bytes of the SHA-256 of the clinic's certificate, a secret of 5 random bytes; written as
// a grouped code (nine groups of five). The first half lets the terminal know the box before it
// says anything; the second lets the box know the terminal.
namespace alcove::crypto {

class EnrolmentCode {
 public:
  static constexpr std::size_t kSecretSize = 5;
  using Secret = SecretArray<kSecretSize>;

  static EnrolmentCode make(const Certificate& authority, RandomSource& random);
  // Refusals name the group with the mistake (kWrongCode); kOtherVersion for a code of another
  // version of Alcove.
  static Result<EnrolmentCode> parse(std::string_view typed);

  std::string text() const;  // wiped by its owner
  const Secret& secret() const { return secret_; }

  // The terminal's check, before it sends anything: is this the certificate of the clinic that the
  // code is from?
  bool is_of(const Certificate& authority) const;

  // Proof of the secret, bound to the request for a certificate.
  static Hash256 mac(const Secret& secret, ByteView request);
  Hash256 mac(ByteView request) const { return mac(secret_, request); }

 private:
  EnrolmentCode() = default;
  std::array<std::uint8_t, 16> fingerprint_{};
  Secret secret_;
};

}  // namespace alcove::crypto
