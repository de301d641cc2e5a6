// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "server/keys/key_secret.h"
#include "server/keys/slot.h"

// The key slots of a store: several secrets, each of which opens the same random record key. Values
// in memory; reading and writing the file is the caller's (shared/base/durable_file.h). Changing
// anything needs the record key, which only an opened slot gives. One thread at a time.
namespace alcove::keys {

// For a store of a clinic: about a second on a small PC, 256 MiB while it lasts.
inline constexpr crypto::Argon2Cost kDefaultCost{.passes = 3, .memory_kib = 262144, .lanes = 4};
inline constexpr std::size_t kMaxSlotFile = 32 * 1024;  // bytes

struct OpenedSlot {
  Key256 record_key;
  KeySlotId slot;
};

class KeySlots {
 public:
  // A new set without slots; add one before text() is written anywhere.
  static KeySlots create(const StoreId& store);
  // kCorrupt when a byte differs from what was written, kNewerVersion for a later format.
  static Result<KeySlots> parse(std::string_view text);
  std::string text() const { return format_slot_file(file_); }

  // Tries the slots of the secret's kind. kWrongKey when none fits; kCorrupt when one fits but the
  // file was altered by someone without the key.
  Result<OpenedSlot> open(const KeySecret& secret) const;
  // Whether the whole file was written by a holder of this record key.
  bool authentic(const Key256& record_key) const;

  // kTooMany beyond kMaxSlots; the limits of the label and of the cost.
  Result<KeySlotId> add(const Key256& record_key, const KeySecret& secret, std::string_view label,
                        const crypto::Argon2Cost& cost, UtcTime now, RandomSource& random);
  // Takes the slot out and renews the wrapping of the others. kNotFound; kWrongState for the last.
  Result<void> remove(const Key256& record_key, const KeySlotId& slot, RandomSource& random);
  // Renews the wrapping of every slot: their secrets stay as they are.
  void rotate(const Key256& record_key, RandomSource& random);

  // Makes the next change follow on that generation, when this file is older than it.
  void follow(std::int64_t generation);

  const StoreId& store() const { return file_.store; }
  std::int64_t generation() const { return file_.generation; }
  std::span<const Slot> slots() const { return file_.slots; }

 private:
  explicit KeySlots(SlotFile file) : file_(std::move(file)) {}
  Bytes wrap(const Key256& record_key, const Slot& slot, RandomSource& random) const;
  crypto::Hash256 mac_under(const Key256& record_key) const;
  void changed(const Key256& record_key);

  SlotFile file_;
};

}  // namespace alcove::keys
