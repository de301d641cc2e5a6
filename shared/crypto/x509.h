// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/time.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/secret.h"

// Certificates of the clinic: P-256, ECDSA with SHA-256, X.509 v3, three strict profiles and
// nothing else. docs/formats.md, "Certificates", has the profiles. Values are immutable and safe to
// share between threads. Input that does not parse is an Error (kMalformed); a library that cannot
// do its work throws Fault.
namespace alcove::crypto {

// A private key. It never leaves except as PKCS #8, in memory that wipes itself.
class P256Key {
 public:
  static P256Key make(RandomSource& random);
  static Result<P256Key> from_der(ByteView pkcs8);
  static Result<P256Key> from_pem(std::string_view pem);

  SecretBytes der() const;
  SecretBytes pem() const;
  Bytes public_der() const;                    // SubjectPublicKeyInfo
  Bytes sign(ByteView message) const;          // ECDSA, DER
  void* handle() const { return key_.get(); }  // EVP_PKEY, for shared/crypto and the TLS rooms

 private:
  explicit P256Key(std::shared_ptr<void> key) : key_(std::move(key)) {}
  std::shared_ptr<void> key_;
};

// A certificate as it stands in its DER.
class Certificate {
 public:
  static Result<Certificate> from_der(ByteView der);
  static Result<Certificate> from_pem(std::string_view pem);  // the first one in the text

  const Bytes& der() const { return der_; }
  std::string pem() const;
  const Hash256& fingerprint() const { return fingerprint_; }  // SHA-256 of the DER
  const std::string& serial() const { return serial_; }        // lower-case hexadecimal
  const std::string& common_name() const { return common_name_; }
  UtcTime from() const { return from_; }
  UtcTime until() const { return until_; }
  const std::vector<std::string>& uris() const { return uris_; }  // subjectAltName
  bool names_host(const std::string& host) const;  // an IP address or a DNS name of its own
  bool signed_this(ByteView message, ByteView signature) const;  // ECDSA by the key it certifies

 private:
  Certificate() = default;
  Bytes der_;
  Hash256 fingerprint_{};
  std::string serial_;
  std::string common_name_;
  UtcTime from_;
  UtcTime until_;
  std::vector<std::string> uris_;
};

// A request for a certificate, PKCS #10. Only its key is taken over: who the terminal is and what
// it may be is the clinic's to say.
inline constexpr std::size_t kMaxRequestBytes = 2048;
Bytes make_request(const P256Key& key);
class RequestedKey {
 public:
  // Refuses (kMalformed) anything but a P-256 key that signed the request itself.
  static Result<RequestedKey> from_request(ByteView der);
  const Bytes& public_der() const { return public_der_; }

 private:
  explicit RequestedKey(Bytes public_der) : public_der_(std::move(public_der)) {}
  Bytes public_der_;
};

// Certificates begin an hour before now, so that a terminal whose clock is slow can use them.
inline constexpr std::chrono::hours kBackdate{1};
inline constexpr std::chrono::days kAuthorityLife{3653};  // ten years
inline constexpr std::chrono::days kLeafLife{366};        // a year

// The clinic's own authority, signed by itself.
Certificate make_authority(const P256Key& key, std::string_view clinic, UtcTime now,
                           RandomSource& random);

struct Authority {
  const Certificate& certificate;
  const P256Key& key;
};

// `hosts` are the addresses and names that terminals type (at least one; kOutOfRange for a text
// that is neither). Leaves end with their authority at the latest.
Result<Certificate> issue_server(const Authority& authority, const P256Key& server_key,
                                 const std::vector<std::string>& hosts, UtcTime now,
                                 RandomSource& random);

// The only name in the certificate that a locked box shows its terminals. No host can have it (RFC
// 2606), so no terminal takes that certificate for its server's; it is a word, "locked", in the
// clinic's hand. See docs/decisions/0020-locked-door.md.
inline constexpr const char* kLockedDoorName = "locked.alcove.invalid";

// `common_name` and `uris` say which terminal it is; see shared/rules/terminal_identity.h.
Certificate issue_terminal(const Authority& authority, const RequestedKey& requested,
                           const std::string& common_name, const std::vector<std::string>& uris,
                           UtcTime now, RandomSource& random);

enum class CertificateUse : std::uint8_t { kServer, kTerminal };

enum class Trust : std::uint8_t {
  kGood,
  kExpired,
  kNotYetValid,
  kOtherAuthority,  // not signed by this authority, or altered since
  kWrongUse,        // good, but not a certificate of this profile
};

// What a certificate is worth under this authority at this time.
Trust judge(const Certificate& certificate, const Certificate& authority, CertificateUse use,
            UtcTime now);

}  // namespace alcove::crypto
