// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"

// A small file of the terminal's own, under the key of the terminal's key file:
//
//   file := magic(8) sealed sum(32)
//   sealed = AES-256-GCM of the content (nonce || ciphertext || tag), with magic as associated
//   data,
//            under HKDF-SHA-256(key file, "", "alcove terminal file v1 " magic)
//   sum    = SHA-256 of every byte before it: without the key it tells damage from a wrong key
//
// Drawback: an older copy of the file put back is not noticed here; a copied disk is a stolen
// terminal, to be revoked.
namespace alcove::offline {

inline constexpr std::size_t kMinKeyFile = 32;
inline constexpr std::size_t kMaxKeyFile = 4096;
inline constexpr std::size_t kMaxSealedContent = 64 * 1024;

// What the key file holds: a systemd credential in real life, in the demo a file on a memory file
// system. Errors: kNotFound, kOutOfRange (not 32 to 4,096 bytes), kStorageFault.
Result<SecretBytes> read_key_file(const std::filesystem::path& file);

// Replaces the file as a whole: after loss of power it is the old one or the new one.
// `magic` has eight characters.
Result<void> write_sealed(const std::filesystem::path& file, std::string_view magic,
                          const SecretBytes& key_file, ByteView content, RandomSource& random);

// Errors: kNotFound, kCorrupt (damaged or altered), kWrongKey, kNewerVersion (another magic of
// ours), kStorageFault.
Result<SecretBytes> read_sealed(const std::filesystem::path& file, std::string_view magic,
                                const SecretBytes& key_file);

}  // namespace alcove::offline
