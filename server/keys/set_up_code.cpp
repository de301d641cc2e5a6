// SPDX-License-Identifier: Apache-2.0
#include "server/keys/set_up_code.h"

#include "shared/base/grouped_code.h"

namespace alcove::keys {
namespace {

crypto::Hash256 hash_of_code(ByteView bytes) {
  return crypto::hmac_sha256(as_bytes("alcove set-up code v1"), bytes);
}

}  // namespace

NewSetUpCode make_set_up_code(RandomSource& random) {
  SecretBytes bytes(kSetUpCodeBytes);
  random.fill(bytes.writable());
  return {encode_grouped_code(bytes.view()), hash_of_code(bytes.view())};
}

Result<crypto::Hash256> set_up_code_hash(std::string_view typed) {
  ALCOVE_ASSIGN(const Bytes bytes, decode_grouped_code(typed, kSetUpCodeBytes));
  return hash_of_code(bytes);
}

}  // namespace alcove::keys
