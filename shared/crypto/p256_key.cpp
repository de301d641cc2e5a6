// SPDX-License-Identifier: Apache-2.0
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>

#include "shared/crypto/openssl_types.h"
#include "shared/crypto/x509.h"

namespace alcove::crypto {
namespace {

constexpr const char* kCurve = "prime256v1";
constexpr std::size_t kScalarSize = 32;
constexpr std::size_t kPointSize = 65;

using GroupOwner = std::unique_ptr<EC_GROUP, OpensslFree<EC_GROUP_free>>;
using PointOwner = std::unique_ptr<EC_POINT, OpensslFree<EC_POINT_free>>;
using BuildOwner = std::unique_ptr<OSSL_PARAM_BLD, OpensslFree<OSSL_PARAM_BLD_free>>;
using ParamsOwner = std::unique_ptr<OSSL_PARAM, OpensslFree<OSSL_PARAM_free>>;
using ContextOwner = std::unique_ptr<EVP_PKEY_CTX, OpensslFree<EVP_PKEY_CTX_free>>;
using DigestOwner = std::unique_ptr<EVP_MD_CTX, OpensslFree<EVP_MD_CTX_free>>;
using Pkcs8Owner = std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpensslFree<PKCS8_PRIV_KEY_INFO_free>>;

// A scalar from the parameter, not from the library's generator: 1 <= d < n by rejection.
BignumOwner random_scalar(const EC_GROUP* group, RandomSource& random) {
  SecretArray<kScalarSize> bytes;
  for (;;) {
    random.fill(bytes.writable());
    BignumOwner scalar(BN_secure_new());
    must(scalar != nullptr && BN_bin2bn(bytes.view().data(), kScalarSize, scalar.get()) != nullptr);
    if (!BN_is_zero(scalar.get()) && BN_cmp(scalar.get(), EC_GROUP_get0_order(group)) < 0) {
      BN_set_flags(scalar.get(), BN_FLG_CONSTTIME);
      return scalar;
    }
  }
}

PkeyOwner key_from_scalar(const EC_GROUP* group, const BIGNUM* scalar) {
  const PointOwner point(EC_POINT_new(group));
  std::array<unsigned char, kPointSize> encoded{};
  must(point != nullptr &&
       EC_POINT_mul(group, point.get(), scalar, nullptr, nullptr, nullptr) == 1 &&
       EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                          encoded.size(), nullptr) == encoded.size());
  const BuildOwner build(OSSL_PARAM_BLD_new());
  must(build != nullptr &&
       OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, kCurve, 0) == 1 &&
       OSSL_PARAM_BLD_push_BN_pad(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar, kScalarSize) ==
           1 &&
       OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(),
                                        encoded.size()) == 1);
  const ParamsOwner params(OSSL_PARAM_BLD_to_param(build.get()));
  const ContextOwner context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  must(params != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
       EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, params.get()) == 1);
  return PkeyOwner(made);
}

EVP_PKEY* pkey(void* handle) {
  return static_cast<EVP_PKEY*>(handle);
}

std::shared_ptr<void> shared(PkeyOwner key) {
  return {key.release(), [](void* raw) { EVP_PKEY_free(pkey(raw)); }};
}

Error not_a_key() {
  return {ErrorCode::kMalformed, {}, "this is not a private key of the kind that Alcove uses"};
}

SecretBytes drained(BIO* bio) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  must(size > 0);
  return SecretBytes(
      ByteView(reinterpret_cast<const std::uint8_t*>(text), static_cast<std::size_t>(size)));
}

}  // namespace

bool is_p256(EVP_PKEY* key) {
  std::array<char, 32> name{};
  return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size(),
                                        nullptr) == 1 &&
         std::strcmp(name.data(), kCurve) == 0;
}

P256Key P256Key::make(RandomSource& random) {
  const GroupOwner group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  must(group != nullptr);
  return P256Key(shared(key_from_scalar(group.get(), random_scalar(group.get(), random).get())));
}

Result<P256Key> P256Key::from_der(ByteView pkcs8) {
  const unsigned char* at = pkcs8.data();
  const Pkcs8Owner info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(pkcs8.size())));
  if (info == nullptr || at != pkcs8.data() + pkcs8.size()) return not_a_key();
  PkeyOwner key(EVP_PKCS82PKEY(info.get()));
  if (!is_p256(key.get())) return not_a_key();
  return P256Key(shared(std::move(key)));
}

Result<P256Key> P256Key::from_pem(std::string_view pem) {
  const BioOwner bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr);
  // An empty pass phrase: never ask on the terminal.
  PkeyOwner key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, const_cast<char*>("")));
  if (!is_p256(key.get())) return not_a_key();
  return P256Key(shared(std::move(key)));
}

SecretBytes P256Key::der() const {
  const Pkcs8Owner info(EVP_PKEY2PKCS8(pkey(key_.get())));
  must(info != nullptr);
  Bytes plain = der_of(info.get(), i2d_PKCS8_PRIV_KEY_INFO);
  SecretBytes out{ByteView(plain)};
  wipe(plain.data(), plain.size());
  return out;
}

SecretBytes P256Key::pem() const {
  const BioOwner bio(BIO_new(BIO_s_secmem()));
  must(bio != nullptr && PEM_write_bio_PKCS8PrivateKey(bio.get(), pkey(key_.get()), nullptr,
                                                       nullptr, 0, nullptr, nullptr) == 1);
  return drained(bio.get());
}

Bytes P256Key::public_der() const {
  return der_of(pkey(key_.get()), i2d_PUBKEY);
}

Bytes P256Key::sign(ByteView message) const {
  const DigestOwner context(EVP_MD_CTX_new());
  std::size_t size = 0;
  must(context != nullptr &&
       EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, pkey(key_.get()),
                             nullptr) == 1 &&
       EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1);
  Bytes out(size);
  must(EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1);
  out.resize(size);
  return out;
}

}  // namespace alcove::crypto
