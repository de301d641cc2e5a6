// SPDX-License-Identifier: Apache-2.0
#include "server/keys/key_slots.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/wire/json.h"

namespace alcove::keys {
namespace {

constexpr std::uint32_t kMaxPasses = 20;
constexpr std::uint32_t kMaxMemoryKib = 1024 * 1024;

// Binds a wrapping to its place: it cannot be moved to another slot or another store.
std::string context_of(const StoreId& store, const Slot& slot) {
  return fmt::format("alcove key slot v1 {} {} {}", store.text(), slot.id.text(),
                     wire::word_of(slot.kind));
}

// A file from elsewhere must not be able to ask for any amount of memory or time.
bool cost_allowed(const crypto::Argon2Cost& cost) {
  return cost.passes <= kMaxPasses && cost.memory_kib <= kMaxMemoryKib;
}

Result<Key256> private_key_of(const KeySecret& secret, const Slot& slot) {
  if (slot.kind == SlotKind::kKeyFile) {
    return crypto::hkdf_sha256(secret.view(), slot.salt, "alcove key slot key file v1");
  }
  if (!slot.cost || !cost_allowed(*slot.cost)) {
    return Error{ErrorCode::kOutOfRange, {}, "the cost of a key slot is beyond its limits"};
  }
  ALCOVE_ASSIGN(const Key256 stretched, crypto::argon2id(secret.view(), slot.salt, *slot.cost));
  return crypto::hkdf_sha256(stretched.view(), slot.salt, "alcove key slot private key v1");
}

std::string_view refusal_of(SlotKind kind) {
  switch (kind) {
    case SlotKind::kPassphrase:
      return "this passphrase opens no key slot of this store. Nothing was touched. Check "
             "capitals and the keyboard's language and try again, or use the printed recovery key";
    case SlotKind::kRecovery:
      return "this recovery key opens no key slot of this store. Nothing was touched. Its groups "
             "are right, so it belongs to another store or was removed from this one";
    case SlotKind::kKeyFile:
      return "this key file opens no key slot of this store. Nothing was touched. Use the file "
             "that was added to it, a passphrase, or the printed recovery key";
  }
  return {};
}

}  // namespace

KeySlots KeySlots::create(const StoreId& store) {
  return KeySlots(SlotFile{.store = store, .generation = 0, .slots = {}, .mac = {}});
}

Result<KeySlots> KeySlots::parse(std::string_view text) {
  ALCOVE_ASSIGN(SlotFile file, parse_slot_file(text));
  return KeySlots(std::move(file));
}

Result<OpenedSlot> KeySlots::open(const KeySecret& secret) const {
  for (const Slot& slot : file_.slots) {
    if (slot.kind != secret.kind()) continue;
    ALCOVE_ASSIGN(const Key256 private_key, private_key_of(secret, slot));
    if (crypto::x25519_public(private_key) != slot.public_key) continue;
    const Result<SecretBytes> opened =
        crypto::open_sealed(private_key, slot.sealed, context_of(file_.store, slot));
    OpenedSlot found;
    if (opened && opened->view().size() == Key256::size()) {
      std::copy(opened->view().begin(), opened->view().end(), found.record_key.writable().begin());
      found.slot = slot.id;
      if (authentic(found.record_key)) return found;
    }
    return Error{ErrorCode::kCorrupt,
                 {},
                 "the key is right, but the key file was altered by someone who does not hold it. "
                 "Nothing was touched. Put the file 'keys' back from a backup"};
  }
  return Error{ErrorCode::kWrongKey, {}, std::string(refusal_of(secret.kind()))};
}

bool KeySlots::authentic(const Key256& record_key) const {
  return equal_secrets(mac_under(record_key), file_.mac);
}

Result<KeySlotId> KeySlots::add(const Key256& record_key, const KeySecret& secret,
                                std::string_view label, const crypto::Argon2Cost& cost, UtcTime now,
                                RandomSource& random) {
  if (file_.slots.size() >= kMaxSlots) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("there are {} key slots, which is the most. Nothing was changed. "
                             "Remove one that is no longer used",
                             kMaxSlots)};
  }
  Slot slot;
  slot.id = KeySlotId::make(now, random);
  slot.kind = secret.kind();
  ALCOVE_ASSIGN(slot.label,
                wire::checked_text("label", std::string(label), wire::line(1, kMaxLabel)));
  slot.created = now;
  slot.salt.resize(kSaltSize);
  random.fill(slot.salt);
  if (slot.kind != SlotKind::kKeyFile) slot.cost = cost;
  ALCOVE_ASSIGN(const Key256 private_key, private_key_of(secret, slot));
  slot.public_key = crypto::x25519_public(private_key);
  slot.sealed = wrap(record_key, slot, random);
  file_.slots.push_back(std::move(slot));
  changed(record_key);
  return file_.slots.back().id;
}

Result<void> KeySlots::remove(const Key256& record_key, const KeySlotId& slot,
                              RandomSource& random) {
  const auto found = std::find_if(file_.slots.begin(), file_.slots.end(),
                                  [&](const Slot& one) { return one.id == slot; });
  if (found == file_.slots.end()) {
    return Error{ErrorCode::kNotFound,
                 {},
                 "there is no key slot with that id. Nothing was changed. alcovectl keys list "
                 "shows them"};
  }
  if (file_.slots.size() == 1) {
    return Error{ErrorCode::kWrongState,
                 {},
                 "this is the last key slot: without it nobody could ever open the store again. "
                 "Nothing was changed. Add another one first"};
  }
  file_.slots.erase(found);
  rotate(record_key, random);
  return {};
}

void KeySlots::rotate(const Key256& record_key, RandomSource& random) {
  for (Slot& slot : file_.slots) slot.sealed = wrap(record_key, slot, random);
  changed(record_key);
}

void KeySlots::follow(std::int64_t generation) {
  file_.generation = std::max(file_.generation, generation);
}

Bytes KeySlots::wrap(const Key256& record_key, const Slot& slot, RandomSource& random) const {
  return crypto::seal_to(slot.public_key, record_key.view(), context_of(file_.store, slot), random);
}

crypto::Hash256 KeySlots::mac_under(const Key256& record_key) const {
  const Key256 key =
      crypto::hkdf_sha256(record_key.view(), file_.store.view(), "alcove key slots mac v1");
  return crypto::hmac_sha256(key.view(), as_bytes(slot_file_body(file_)));
}

void KeySlots::changed(const Key256& record_key) {
  ++file_.generation;
  file_.mac = mac_under(record_key);
}

}  // namespace alcove::keys
