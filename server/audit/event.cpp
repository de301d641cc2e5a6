// SPDX-License-Identifier: Apache-2.0
#include "server/audit/event.h"

#include "shared/base/bytes.h"

namespace alcove::audit {
namespace {

constexpr std::string_view kLayout = "alcove audit event v1";

template <class Tag>
void append_id(Bytes& out, const std::optional<Id<Tag>>& id) {
  append_prefixed(out, id ? id->view() : ByteView());
}

}  // namespace

crypto::Hash256 hash_of(const StoredEvent& event) {
  Bytes bytes;
  bytes.reserve(512);
  append_prefixed(bytes, as_bytes(kLayout));
  append_u64(bytes, static_cast<std::uint64_t>(event.number));
  append_u64(bytes, static_cast<std::uint64_t>(event.epoch));
  append_u64(bytes, static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
  append_id(bytes, event.actor.device);
  append_id(bytes, event.actor.person);
  append_id(bytes, event.actor.session);
  append_prefixed(bytes, as_bytes(event.actor.system_user));
  append_prefixed(bytes, as_bytes(event.actor.purpose));
  append_prefixed(bytes, as_bytes(event.event.action));
  append_id(bytes, event.event.client);
  append_id(bytes, event.event.record);
  append_prefixed(bytes, as_bytes(event.event.reason));
  append_prefixed(bytes, as_bytes(event.event.outcome));
  append_prefixed(bytes, as_bytes(event.event.detail));
  append_prefixed(bytes, event.previous);
  return crypto::sha256(bytes);
}

crypto::Hash256 mac_of(const Key256& audit_key, const crypto::Hash256& hash) {
  return crypto::hmac_sha256(audit_key.view(), hash);
}

}  // namespace alcove::audit
