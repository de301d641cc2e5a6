// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "server/keys/slot.h"
#include "shared/crypto/secret.h"

// What opens a slot, as it came from a person or the system, checked against its limits. Wipes
// itself. One thread at a time.
namespace alcove::keys {

inline constexpr std::size_t kMinPassphrase = 15;   // code points
inline constexpr std::size_t kMaxPassphrase = 256;  // code points
inline constexpr std::size_t kRecoveryBytes = 20;   // 160 bits: eight groups of five characters
inline constexpr std::size_t kMinKeyFile = 32;      // bytes
inline constexpr std::size_t kMaxKeyFile = 4096;    // bytes

class KeySecret {
 public:
  // Text in UTF-8 without its line end; brought to NFC, so that the same words typed on another
  // keyboard open the same slot. kPasswordWeak under kMinPassphrase, kOutOfRange beyond
  // kMaxPassphrase, kMalformed when it is not UTF-8.
  static Result<KeySecret> passphrase(std::string_view typed);
  // kWrongCode names the group that has a mistake.
  static Result<KeySecret> recovery(std::string_view typed);
  // kOutOfRange for a file beyond its limits, or one that is the same byte all through.
  static Result<KeySecret> key_file(ByteView content);

  SlotKind kind() const { return kind_; }
  ByteView view() const { return bytes_.view(); }
  KeySecret clone() const { return {kind_, bytes_.view()}; }  // for whoever has to try again

 private:
  KeySecret(SlotKind kind, ByteView bytes) : kind_(kind), bytes_(bytes) {}
  SlotKind kind_;
  SecretBytes bytes_;
};

// A new recovery key: the secret, and the groups to be printed once. The caller wipes `printed`.
struct NewRecoveryKey {
  KeySecret secret;
  std::string printed;
};
NewRecoveryKey make_recovery_key(RandomSource& random);

}  // namespace alcove::keys
