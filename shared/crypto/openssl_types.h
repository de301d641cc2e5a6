// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

#include "shared/base/bytes.h"
#include "shared/base/error.h"

// OpenSSL's objects with their owners, for the sources of this room only.
namespace alcove::crypto {

template <auto Free>
struct OpensslFree {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using PkeyOwner = std::unique_ptr<EVP_PKEY, OpensslFree<EVP_PKEY_free>>;
using X509Owner = std::unique_ptr<X509, OpensslFree<X509_free>>;
using RequestOwner = std::unique_ptr<X509_REQ, OpensslFree<X509_REQ_free>>;
using BioOwner = std::unique_ptr<BIO, OpensslFree<BIO_free_all>>;
using BignumOwner = std::unique_ptr<BIGNUM, OpensslFree<BN_clear_free>>;

inline void must(bool worked) {
  if (!worked) {
    throw Fault(ErrorCode::kStorageFault, "the cryptographic library could not do its work");
  }
}

// The DER of any object with an i2d function.
template <class T>
Bytes der_of(const T* object, int (*encode)(const T*, unsigned char**)) {
  unsigned char* raw = nullptr;
  const int size = encode(object, &raw);
  must(size > 0);
  Bytes out(raw, raw + size);
  OPENSSL_clear_free(raw, static_cast<std::size_t>(size));
  return out;
}

X509Owner parse_x509(ByteView der);  // null when it is not one certificate and nothing else
bool is_p256(EVP_PKEY* key);

}  // namespace alcove::crypto
