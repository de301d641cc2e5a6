// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/crypto/crypto.h"
#include "shared/wire/fields.h"

namespace alcove::keys {

enum class SlotKind : std::uint8_t {
  kPassphrase,  // typed by a person
  kRecovery,    // printed once, kept in a safe
  kKeyFile,     // handed over by the system at start (a systemd credential)
};

// One way to the record key. The slot has an X25519 key pair: the private key is derived from the
// slot's secret and kept nowhere, the record key is sealed to the public one. So the wrapping of
// every slot can be renewed by whoever holds the record key, without the other slots' secrets.
struct Slot {
  KeySlotId id;
  SlotKind kind = SlotKind::kPassphrase;
  std::string label;
  UtcTime created;
  Bytes salt;                              // kSaltSize bytes
  std::optional<crypto::Argon2Cost> cost;  // passphrase and recovery key
  crypto::PublicKey public_key{};
  Bytes sealed;  // the record key
};

inline constexpr std::size_t kSaltSize = 16;
inline constexpr std::size_t kSealedSize = Key256::size() + crypto::kSealOverhead;
inline constexpr std::size_t kMaxSlots = 16;
inline constexpr std::size_t kMaxLabel = 64;  // code points

// What the file says, without knowing any key. Grammar: docs/formats.md, "Key slots".
struct SlotFile {
  StoreId store;
  std::int64_t generation = 0;  // grows with every change
  std::vector<Slot> slots;
  crypto::Hash256 mac{};
};

// The part that the MAC covers.
std::string slot_file_body(const SlotFile& file);
std::string format_slot_file(const SlotFile& file);
// Refuses (kCorrupt) whatever format_slot_file() would not have written, to the byte.
Result<SlotFile> parse_slot_file(std::string_view text);

}  // namespace alcove::keys

namespace alcove::wire {

template <>
struct EnumWords<keys::SlotKind> {
  static constexpr EnumWord<keys::SlotKind> words[] = {{keys::SlotKind::kPassphrase, "passphrase"},
                                                       {keys::SlotKind::kRecovery, "recovery"},
                                                       {keys::SlotKind::kKeyFile, "key-file"}};
};

}  // namespace alcove::wire
