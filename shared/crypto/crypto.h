// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"

// The one narrow face of cryptography. Everything is OpenSSL 3 or libargon2; nothing is invented
// here. A tag, signature or key that does not fit is an Error (kCorrupt or kWrongKey); a library
// that cannot do its work throws Fault.
namespace alcove::crypto {

using Hash256 = std::array<std::uint8_t, 32>;

Hash256 sha256(ByteView data);                     // FIPS 180-4
Hash256 hmac_sha256(ByteView key, ByteView data);  // RFC 2104

// A MAC over data that comes in pieces.
class HmacSha256 {
 public:
  explicit HmacSha256(ByteView key);
  ~HmacSha256();
  HmacSha256(const HmacSha256&) = delete;
  HmacSha256& operator=(const HmacSha256&) = delete;
  void update(ByteView data);
  Hash256 finish();  // once

 private:
  void* context_;  // EVP_MAC_CTX
};

// RFC 5869. `info` names the use; two uses of one key never share a name.
Key256 hkdf_sha256(ByteView key, ByteView salt, std::string_view info);

// AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front: nonce || ciphertext || tag. A
// key seals at most 2^32 messages.
constexpr std::size_t kAeadOverhead = 12 + 16;
Bytes aead_seal(const Key256& key, ByteView plain, ByteView associated, RandomSource& random);
Result<SecretBytes> aead_open(const Key256& key, ByteView sealed, ByteView associated);

// Argon2id (RFC 9106). Cost is data, kept beside what it protects.
struct Argon2Cost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 65536;
  std::uint32_t lanes = 4;
  friend bool operator==(const Argon2Cost&, const Argon2Cost&) = default;
};
// Refuses (kOutOfRange) a cost beyond 4 GiB, 100 passes or 16 lanes, or a salt under 16 bytes.
Result<Key256> argon2id(ByteView secret, ByteView salt, const Argon2Cost& cost);

// X25519 (RFC 7748).
using PublicKey = std::array<std::uint8_t, 32>;
PublicKey x25519_public(const Key256& private_key);

// Sealed to a public key, so that only its private key opens it: an ephemeral X25519 key,
// HKDF-SHA-256 over the shared secret with both public keys as salt, AES-256-GCM.
// Layout: ephemeral public key (32) || aead_seal(...). `context` is bound as associated data.
constexpr std::size_t kSealOverhead = 32 + kAeadOverhead;
Bytes seal_to(const PublicKey& recipient, ByteView plain, std::string_view context,
              RandomSource& random);
Result<SecretBytes> open_sealed(const Key256& private_key, ByteView sealed,
                                std::string_view context);

// Ed25519 (RFC 8032), for the clinic's own signatures: epochs, daily heads, notes.
using Signature = std::array<std::uint8_t, 64>;
PublicKey ed25519_public(const Key256& private_key);
Signature ed25519_sign(const Key256& private_key, ByteView message);
bool ed25519_verify(const PublicKey& public_key, ByteView message, ByteView signature);

Key256 random_key(RandomSource& random);

}  // namespace alcove::crypto
