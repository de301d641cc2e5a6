// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/crypto.h"

#include <argon2.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <string>

namespace alcove::crypto {
namespace {

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using PkeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using PkeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using CipherContextPtr = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;

constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

[[noreturn]] void library_fault() {
  throw Fault(ErrorCode::kStorageFault, "the cryptographic library could not do its work");
}

void need(bool worked) {
  if (!worked) library_fault();
}

EVP_MAC* hmac_algorithm() {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  need(algorithm != nullptr);
  return algorithm;
}

const EVP_CIPHER* aes_256_gcm() {
  static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  need(cipher != nullptr);
  return cipher;
}

const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const digest = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  need(digest != nullptr);
  return digest;
}

PkeyPtr raw_private(int type, const Key256& key) {
  PkeyPtr pkey(EVP_PKEY_new_raw_private_key(type, nullptr, key.view().data(), Key256::size()));
  need(pkey != nullptr);
  return pkey;
}

PublicKey public_of(int type, const Key256& key) {
  const PkeyPtr pkey = raw_private(type, key);
  PublicKey out{};
  std::size_t size = out.size();
  need(EVP_PKEY_get_raw_public_key(pkey.get(), out.data(), &size) == 1 && size == out.size());
  return out;
}

// Fails (kCorrupt) for the few public keys of small order, which OpenSSL refuses.
Result<Key256> x25519_shared(const Key256& private_key, ByteView peer_public) {
  const PkeyPtr mine = raw_private(EVP_PKEY_X25519, private_key);
  const PkeyPtr peer(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, peer_public.data(),
                                                 peer_public.size()));
  const PkeyContextPtr context(EVP_PKEY_CTX_new(mine.get(), nullptr));
  Key256 shared;
  std::size_t size = Key256::size();
  if (peer == nullptr || context == nullptr || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1 ||
      EVP_PKEY_derive(context.get(), shared.writable().data(), &size) != 1 ||
      size != Key256::size()) {
    return Error{ErrorCode::kCorrupt, {}, "a public key in the sealed data is not usable"};
  }
  return shared;
}

Key256 sealing_key(const Key256& shared, ByteView ephemeral, ByteView recipient) {
  Bytes salt(ephemeral.begin(), ephemeral.end());
  salt.insert(salt.end(), recipient.begin(), recipient.end());
  return hkdf_sha256(shared.view(), salt, "alcove sealed box v1");
}

}  // namespace

Hash256 sha256(ByteView data) {
  Hash256 out{};
  unsigned size = 0;
  need(EVP_Digest(data.data(), data.size(), out.data(), &size, sha256_algorithm(), nullptr) == 1);
  return out;
}

HmacSha256::HmacSha256(ByteView key) {
  EVP_MAC_CTX* const context = EVP_MAC_CTX_new(hmac_algorithm());
  char digest[] = "SHA256";
  const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                               OSSL_PARAM_construct_end()};
  if (context == nullptr || EVP_MAC_init(context, key.data(), key.size(), params) != 1) {
    EVP_MAC_CTX_free(context);
    library_fault();
  }
  context_ = context;
}

HmacSha256::~HmacSha256() {
  EVP_MAC_CTX_free(static_cast<EVP_MAC_CTX*>(context_));
}

void HmacSha256::update(ByteView data) {
  need(EVP_MAC_update(static_cast<EVP_MAC_CTX*>(context_), data.data(), data.size()) == 1);
}

Hash256 HmacSha256::finish() {
  Hash256 out{};
  std::size_t size = 0;
  need(EVP_MAC_final(static_cast<EVP_MAC_CTX*>(context_), out.data(), &size, out.size()) == 1);
  return out;
}

Hash256 hmac_sha256(ByteView key, ByteView data) {
  HmacSha256 mac(key);
  mac.update(data);
  return mac.finish();
}

Key256 hkdf_sha256(ByteView key, ByteView salt, std::string_view info) {
  const PkeyContextPtr context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr));
  Key256 out;
  std::size_t size = Key256::size();
  need(context != nullptr && EVP_PKEY_derive_init(context.get()) == 1 &&
       EVP_PKEY_CTX_set_hkdf_md(context.get(), sha256_algorithm()) == 1);
  // OpenSSL refuses an empty salt; leaving it out means the same (RFC 5869, section 2.2).
  if (!salt.empty()) {
    need(EVP_PKEY_CTX_set1_hkdf_salt(context.get(), salt.data(), static_cast<int>(salt.size())) ==
         1);
  }
  need(EVP_PKEY_CTX_set1_hkdf_key(context.get(), key.data(), static_cast<int>(key.size())) == 1 &&
       EVP_PKEY_CTX_add1_hkdf_info(context.get(),
                                   reinterpret_cast<const unsigned char*>(info.data()),
                                   static_cast<int>(info.size())) == 1 &&
       EVP_PKEY_derive(context.get(), out.writable().data(), &size) == 1);
  return out;
}

Bytes aead_seal(const Key256& key, ByteView plain, ByteView associated, RandomSource& random) {
  Bytes out(kNonceSize + plain.size() + kTagSize);
  random.fill(std::span(out).first(kNonceSize));
  const CipherContextPtr context(EVP_CIPHER_CTX_new());
  int written = 0;
  need(context != nullptr &&
       EVP_EncryptInit_ex2(context.get(), aes_256_gcm(), key.view().data(), out.data(), nullptr) ==
           1 &&
       EVP_EncryptUpdate(context.get(), nullptr, &written, associated.data(),
                         static_cast<int>(associated.size())) == 1 &&
       EVP_EncryptUpdate(context.get(), out.data() + kNonceSize, &written, plain.data(),
                         static_cast<int>(plain.size())) == 1 &&
       EVP_EncryptFinal_ex(context.get(), out.data() + kNonceSize + plain.size(), &written) == 1 &&
       EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(kTagSize),
                           out.data() + kNonceSize + plain.size()) == 1);
  return out;
}

Result<SecretBytes> aead_open(const Key256& key, ByteView sealed, ByteView associated) {
  const Error refusal{
      ErrorCode::kCorrupt, {}, "sealed data is damaged, altered or under another key"};
  if (sealed.size() < kAeadOverhead) return refusal;
  const ByteView cipher_text = sealed.subspan(kNonceSize, sealed.size() - kAeadOverhead);
  Bytes tag(sealed.end() - kTagSize, sealed.end());
  SecretBytes plain(cipher_text.size());
  const CipherContextPtr context(EVP_CIPHER_CTX_new());
  int written = 0;
  need(context != nullptr && EVP_DecryptInit_ex2(context.get(), aes_256_gcm(), key.view().data(),
                                                 sealed.data(), nullptr) == 1);
  need(EVP_DecryptUpdate(context.get(), nullptr, &written, associated.data(),
                         static_cast<int>(associated.size())) == 1);
  need(EVP_DecryptUpdate(context.get(), plain.writable().data(), &written, cipher_text.data(),
                         static_cast<int>(cipher_text.size())) == 1);
  need(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(kTagSize),
                           tag.data()) == 1);
  std::uint8_t none = 0;
  if (EVP_DecryptFinal_ex(context.get(), &none, &written) != 1) return refusal;
  return plain;
}

Result<Key256> argon2id(ByteView secret, ByteView salt, const Argon2Cost& cost) {
  if (salt.size() < 16 || cost.passes < 1 || cost.passes > 100 || cost.lanes < 1 ||
      cost.lanes > 16 || cost.memory_kib < 8 * cost.lanes || cost.memory_kib > 4U * 1024 * 1024) {
    return Error{ErrorCode::kOutOfRange, {}, "the cost of the password hash is beyond its limits"};
  }
  Key256 out;
  const int code =
      argon2id_hash_raw(cost.passes, cost.memory_kib, cost.lanes, secret.data(), secret.size(),
                        salt.data(), salt.size(), out.writable().data(), Key256::size());
  need(code == ARGON2_OK);
  return out;
}

PublicKey x25519_public(const Key256& private_key) {
  return public_of(EVP_PKEY_X25519, private_key);
}

Bytes seal_to(const PublicKey& recipient, ByteView plain, std::string_view context,
              RandomSource& random) {
  const Key256 ephemeral = random_key(random);
  const PublicKey ephemeral_public = x25519_public(ephemeral);
  const Result<Key256> shared = x25519_shared(ephemeral, recipient);
  if (!shared) throw Fault(shared.error());
  const Bytes sealed = aead_seal(sealing_key(*shared, ephemeral_public, recipient), plain,
                                 as_bytes(context), random);
  Bytes out;
  out.reserve(ephemeral_public.size() + sealed.size());
  out.insert(out.end(), ephemeral_public.begin(), ephemeral_public.end());
  out.insert(out.end(), sealed.begin(), sealed.end());
  return out;
}

Result<SecretBytes> open_sealed(const Key256& private_key, ByteView sealed,
                                std::string_view context) {
  if (sealed.size() < kSealOverhead) {
    return Error{ErrorCode::kCorrupt, {}, "the sealed data ends too early"};
  }
  const ByteView ephemeral = sealed.first(32);
  ALCOVE_ASSIGN(const Key256 shared, x25519_shared(private_key, ephemeral));
  return aead_open(sealing_key(shared, ephemeral, x25519_public(private_key)), sealed.subspan(32),
                   as_bytes(context));
}

PublicKey ed25519_public(const Key256& private_key) {
  return public_of(EVP_PKEY_ED25519, private_key);
}

Signature ed25519_sign(const Key256& private_key, ByteView message) {
  const PkeyPtr pkey = raw_private(EVP_PKEY_ED25519, private_key);
  const DigestContextPtr context(EVP_MD_CTX_new());
  Signature out{};
  std::size_t size = out.size();
  need(context != nullptr &&
       EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
       EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1);
  return out;
}

bool ed25519_verify(const PublicKey& public_key, ByteView message, ByteView signature) {
  const PkeyPtr pkey(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()));
  const DigestContextPtr context(EVP_MD_CTX_new());
  return pkey != nullptr && context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

Key256 random_key(RandomSource& random) {
  Key256 key;
  random.fill(key.writable());
  return key;
}

}  // namespace alcove::crypto
