// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

// A secret on its way to a slot: the passphrase or the recovery key as typed, or the key file in
// base64. Its owner wipes it.
struct SecretFields {
  keys::SlotKind kind = keys::SlotKind::kPassphrase;
  std::string secret;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("secret", self.secret, wire::secret(1, 8192));
  }
};

struct KeySlotRow {
  KeySlotId id;
  keys::SlotKind kind = keys::SlotKind::kPassphrase;
  std::string label;
  UtcTime created;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("kind", self.kind);
    visit("label", self.label, wire::line(1, keys::kMaxLabel));
    visit("created", self.created);
  }
};

struct KeysListReply {
  std::vector<KeySlotRow> items;
  std::int64_t generation = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(keys::kMaxSlots));
    visit("generation", self.generation, kCount);
  }
};

struct KeysAddRequest {
  keys::SlotKind kind = keys::SlotKind::kPassphrase;
  std::string label;
  std::optional<std::string> secret{};  // not for a recovery key: the box makes it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("label", self.label, wire::line(1, keys::kMaxLabel));
    visit("secret", self.secret, wire::secret(1, 8192));
  }
};

struct KeysAddReply {
  KeySlotId id;
  std::optional<std::string> recovery_key{};  // printed once

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("recovery_key", self.recovery_key, wire::secret(1, 64));
  }
};

struct KeysRemoveRequest {
  KeySlotId id;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
  }
};

// The code for the first administrator, printed once.
struct SetUpCodeReply {
  std::string code;
  UtcTime expires;
  std::string zone{};     // the clinic's
  LocalDateTime until{};  // `expires` by the clinic's own clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code, wire::secret(1, 64));
    visit("expires", self.expires);
    visit("zone", self.zone, wire::line(1, 64));
    visit("until", self.until);
  }
};

inline constexpr Command<wire::Nothing, KeysListReply> kKeysList{"keys.list"};
inline constexpr Command<KeysAddRequest, KeysAddReply> kKeysAdd{"keys.add"};
inline constexpr Command<KeysRemoveRequest, KeysListReply> kKeysRemove{"keys.remove"};
inline constexpr Command<wire::Nothing, KeysListReply> kKeysRotate{"keys.rotate"};
inline constexpr Command<wire::Nothing, SetUpCodeReply> kSetUpCode{"set-up-code"};
inline constexpr Command<SecretFields, StatusReply> kUnlock{"unlock"};

}  // namespace alcove::operation
