// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/secret.h"

#include <openssl/crypto.h>

namespace alcove {

void wipe(void* memory, std::size_t size) {
  if (size != 0) OPENSSL_cleanse(memory, size);
}

bool equal_secrets(ByteView a, ByteView b) {
  return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace alcove
