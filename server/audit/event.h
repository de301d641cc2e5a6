// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/crypto/crypto.h"
#include "shared/wire/head.h"

namespace alcove::audit {

// Who acts, from where and for what. One Actor per request, made by the pipeline.
struct Actor {
  std::optional<DeviceId> device{};
  std::optional<StaffId> person{};
  std::optional<SessionId> session{};
  std::string system_user{};  // of the operator's tool: the user of the box; else empty
  std::string purpose{};  // treatment, payment, operations, break_glass; empty where none applies
};

// What happened, as a feature states it.
struct Event {
  std::string action;  // dotted and in the past or imperative: "client.register", "note.sign"
  std::optional<ClientId> client{};
  std::optional<RecordId> record{};
  std::string reason{};
  std::string outcome = "done";  // done, refused, failed
  // Facts without clinical content, names or secrets: counts, ids shown, hashes, old and new
  // states.
  std::string detail{};
};

// The head of the chain: what a terminal remembers and the second copy holds.
using Head = wire::Head;

// One event as it rests in the chain.
struct StoredEvent {
  std::int64_t number = 0;
  std::int64_t epoch = 0;
  UtcTime at;
  Actor actor;
  Event event;
  crypto::Hash256 previous{};
  crypto::Hash256 hash{};
  crypto::Hash256 mac{};
};

// The hash covers every field of the event and the hash before it; the MAC covers the hash under
// the audit key. The byte layout is in docs/formats.md, "Audit event".
crypto::Hash256 hash_of(const StoredEvent& event);
crypto::Hash256 mac_of(const Key256& audit_key, const crypto::Hash256& hash);

template <class Tag>
RecordId as_record(const Id<Tag>& id) {
  return RecordId(id.bytes());
}

}  // namespace alcove::audit
