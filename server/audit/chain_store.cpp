// SPDX-License-Identifier: Apache-2.0
#include "server/audit/chain_store.h"

#include <algorithm>

namespace alcove::audit {
namespace {

constexpr const char* kNewest =
    "SELECT epoch, number, hash FROM audit_event ORDER BY number DESC LIMIT 1";

crypto::Hash256 hash_in(const store::Statement& row, int column) {
  crypto::Hash256 hash{};
  const Bytes blob = row.blob(column);
  if (blob.size() != hash.size()) {
    throw Fault(ErrorCode::kCorrupt, "a hash of the audit chain does not have its length");
  }
  std::copy(blob.begin(), blob.end(), hash.begin());
  return hash;
}

Head head_in(const store::Statement& row) {
  return {row.integer(0), row.integer(1), hash_in(row, 2)};
}

}  // namespace

Head read_head(store::Connection& connection) {
  store::Statement row = connection.statement(kNewest);
  return row.next() ? head_in(row) : Head{};
}

Head read_head(store::ReadTxn& txn) {
  store::Statement row = txn.query(kNewest);
  return row.next() ? head_in(row) : Head{};
}

std::optional<Head> read_head_at(store::ReadTxn& txn, std::int64_t number) {
  store::Statement row =
      txn.query("SELECT epoch, number, hash FROM audit_event WHERE number = $number");
  row.bind("$number", number);
  if (!row.next()) return std::nullopt;
  return head_in(row);
}

StoredEvent event_at(const store::Statement& row) {
  StoredEvent event;
  event.number = row.integer(0);
  event.epoch = row.integer(1);
  event.at = row.time(2);
  event.actor.device = row.maybe_id<DeviceId>(3);
  event.actor.person = row.maybe_id<StaffId>(4);
  event.actor.session = row.maybe_id<SessionId>(5);
  event.actor.system_user = row.text(6);
  event.actor.purpose = row.text(7);
  event.event.action = row.text(8);
  event.event.client = row.maybe_id<ClientId>(9);
  event.event.record = row.maybe_id<RecordId>(10);
  event.event.reason = row.text(11);
  event.event.outcome = row.text(12);
  event.event.detail = row.text(13);
  event.previous = hash_in(row, 14);
  event.hash = hash_in(row, 15);
  event.mac = hash_in(row, 16);
  return event;
}

void append_event(store::Connection& connection, StoredEvent& event, const Key256& audit_key) {
  const Head last = read_head(connection);
  event.number = last.number + 1;
  if (event.epoch == 0) event.epoch = last.epoch;
  event.previous = last.hash;
  event.hash = hash_of(event);
  event.mac = mac_of(audit_key, event.hash);
  store::Statement insert = connection.statement(
      "INSERT INTO audit_event (number, epoch, at, device, person, session, system_user, purpose, "
      "action, client, record, reason, outcome, detail, previous_hash, hash, mac) VALUES ($number, "
      "$epoch, $at, $device, $person, $session, $system_user, $purpose, $action, $client, $record, "
      "$reason, $outcome, $detail, $previous, $hash, $mac)");
  insert.bind("$number", event.number).bind("$epoch", event.epoch).bind("$at", event.at);
  insert.bind("$device", event.actor.device).bind("$person", event.actor.person);
  insert.bind("$session", event.actor.session);
  insert.bind("$system_user", event.actor.system_user).bind("$purpose", event.actor.purpose);
  insert.bind("$action", event.event.action).bind("$client", event.event.client);
  insert.bind("$record", event.event.record).bind("$reason", event.event.reason);
  insert.bind("$outcome", event.event.outcome).bind("$detail", event.event.detail);
  insert.bind("$previous", ByteView(event.previous)).bind("$hash", ByteView(event.hash));
  insert.bind("$mac", ByteView(event.mac)).execute();
}

}  // namespace alcove::audit
