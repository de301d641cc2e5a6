// SPDX-License-Identifier: Apache-2.0
#include "server/access/session_store.h"

#include "server/access/every_session.h"
#include "server/access/stored_hash.h"
#include "server/audit/spans.h"

namespace alcove::access {
namespace {

constexpr std::string_view kLive =
    "SELECT session.id, session.staff, session.device, device.station, session.opened_at, "
    "session.expires_at, session.active_at, session.locked, session.pin_hash, session.pin_salt, "
    "session.pin_passes, session.pin_memory_kib, session.pin_lanes, session.pin_failures "
    "FROM session JOIN staff ON staff.id = session.staff JOIN device ON device.id = session.device "
    "WHERE session.ended_at IS NULL AND staff.disabled_at IS NULL AND device.revoked_at IS NULL ";

std::optional<SecretHash> pin_from(const store::Statement& row) {
  if (row.is_null(8)) return std::nullopt;
  return SecretHash{.hash = hash_from_blob(row.blob(8)),
                    .salt = row.blob(9),
                    .cost = {.passes = static_cast<std::uint32_t>(row.integer(10)),
                             .memory_kib = static_cast<std::uint32_t>(row.integer(11)),
                             .lanes = static_cast<std::uint32_t>(row.integer(12))}};
}

std::optional<SessionRecord> next_session(store::Statement& row) {
  if (!row.next()) return std::nullopt;
  const auto station = wire::from_word<wire::Station>(row.text(3));
  if (!station) throw Fault(ErrorCode::kCorrupt, "the store holds a station that there is not");
  return SessionRecord{.id = row.id<SessionId>(0),
                       .staff = row.id<StaffId>(1),
                       .device = row.id<DeviceId>(2),
                       .station = *station,
                       .opened_at = row.time(4),
                       .expires_at = row.time(5),
                       .active_at = row.time(6),
                       .locked = row.boolean(7),
                       .pin = pin_from(row),
                       .pin_failures = row.integer(13)};
}

std::vector<SessionId> end_all(audit::WriteTxn& txn, const std::vector<SessionId>& sessions,
                               const char* why) {
  for (const SessionId& session : sessions) {
    txn.change(
           "UPDATE session SET ended_at = $now, ended_why = $why, locked = 1, pin_hash = NULL, "
           "pin_salt = NULL WHERE id = $id")
        .bind("$now", txn.now())
        .bind("$why", why)
        .bind("$id", session)
        .execute();
    txn.change("DELETE FROM session_confirmation WHERE session = $id")
        .bind("$id", session)
        .execute();
    audit::close_spans_of(txn, session);
  }
  return sessions;
}

std::vector<SessionId> ids_of(store::Statement row) {
  std::vector<SessionId> ids;
  while (row.next()) ids.push_back(row.id<SessionId>(0));
  return ids;
}

}  // namespace

std::optional<SessionRecord> find_session(store::ReadTxn& txn, const SessionId& id) {
  auto row = txn.query(std::string(kLive) + "AND session.id = $id");
  row.bind("$id", id);
  return next_session(row);
}

std::optional<SessionRecord> find_session_by_token(store::ReadTxn& txn,
                                                   const crypto::Hash256& token_hash) {
  auto row = txn.query(std::string(kLive) + "AND session.token_hash = $hash");
  row.bind("$hash", ByteView(token_hash));
  return next_session(row);
}

std::optional<SessionLife> find_session_life(store::ReadTxn& txn, const SessionId& id) {
  store::Statement row = txn.query(
      "SELECT staff, device, opened_at, CASE ended_why WHEN $restored THEN expires_at "
      "ELSE COALESCE(ended_at, expires_at) END FROM session WHERE id = $id");
  row.bind("$id", id).bind("$restored", kEndedByRestore);
  if (!row.next()) return std::nullopt;
  return SessionLife{.staff = row.id<StaffId>(0),
                     .device = row.id<DeviceId>(1),
                     .opened_at = row.time(2),
                     .until = row.time(3)};
}

void insert_session(audit::WriteTxn& txn, const SessionRecord& session,
                    const crypto::Hash256& token_hash) {
  txn.change(
         "INSERT INTO session (id, token_hash, staff, device, opened_at, expires_at, active_at, "
         "locked, pin_failures) VALUES ($id, $hash, $staff, $device, $opened, $expires, $opened, "
         "0, 0)")
      .bind("$id", session.id)
      .bind("$hash", ByteView(token_hash))
      .bind("$staff", session.staff)
      .bind("$device", session.device)
      .bind("$opened", session.opened_at)
      .bind("$expires", session.expires_at)
      .execute();
}

void lock_session(audit::WriteTxn& txn, const SessionId& id) {
  txn.change("UPDATE session SET locked = 1 WHERE id = $id").bind("$id", id).execute();
}

void unlock_session(audit::WriteTxn& txn, const SessionId& id) {
  txn.change("UPDATE session SET locked = 0, pin_failures = 0, active_at = $now WHERE id = $id")
      .bind("$now", txn.now())
      .bind("$id", id)
      .execute();
}

void put_pin(audit::WriteTxn& txn, const SessionId& id, const std::optional<SecretHash>& pin) {
  auto change = txn.change(
      "UPDATE session SET pin_hash = $hash, pin_salt = $salt, pin_passes = $passes, "
      "pin_memory_kib = $memory_kib, pin_lanes = $lanes WHERE id = $id");
  change.bind("$id", id);
  if (pin) {
    change.bind("$hash", ByteView(pin->hash))
        .bind("$salt", pin->salt)
        .bind("$passes", std::int64_t{pin->cost.passes})
        .bind("$memory_kib", std::int64_t{pin->cost.memory_kib})
        .bind("$lanes", std::int64_t{pin->cost.lanes});
  } else {
    for (const char* name : {"$hash", "$salt", "$passes", "$memory_kib", "$lanes"}) {
      change.bind_null(name);
    }
  }
  change.execute();
}

void put_pin_failures(audit::WriteTxn& txn, const SessionId& id, std::int64_t failures) {
  txn.change("UPDATE session SET pin_failures = $failures WHERE id = $id")
      .bind("$failures", failures)
      .bind("$id", id)
      .execute();
}

std::vector<SessionId> end_session(audit::WriteTxn& txn, const SessionId& id, const char* why) {
  auto row = txn.query("SELECT id FROM session WHERE id = $id AND ended_at IS NULL");
  row.bind("$id", id);
  return end_all(txn, ids_of(std::move(row)), why);
}

std::vector<SessionId> end_sessions_of(audit::WriteTxn& txn, const StaffId& staff, const char* why,
                                       const SessionId& except) {
  auto row = txn.query(
      "SELECT id FROM session WHERE staff = $staff AND ended_at IS NULL AND id <> $except");
  row.bind("$staff", staff).bind("$except", except);
  return end_all(txn, ids_of(std::move(row)), why);
}

std::vector<SessionId> end_sessions_on(audit::WriteTxn& txn, const DeviceId& device,
                                       const char* why) {
  auto row = txn.query("SELECT id FROM session WHERE device = $device AND ended_at IS NULL");
  row.bind("$device", device);
  return end_all(txn, ids_of(std::move(row)), why);
}

bool has_expired_sessions(store::ReadTxn& txn, UtcTime now) {
  return txn.query("SELECT 1 FROM session WHERE expires_at <= $now AND ended_at IS NULL LIMIT 1")
      .bind("$now", now)
      .next();
}

std::vector<SessionId> end_expired_sessions(audit::WriteTxn& txn) {
  auto row = txn.query("SELECT id FROM session WHERE expires_at <= $now AND ended_at IS NULL");
  row.bind("$now", txn.now());
  return end_all(txn, ids_of(std::move(row)), "expired");
}

std::vector<SessionId> end_every_session(audit::WriteTxn& txn, const char* why) {
  return end_all(txn, ids_of(txn.query("SELECT id FROM session WHERE ended_at IS NULL")), why);
}

bool has_unlocked_session(store::ReadTxn& txn, const StaffId& staff, UtcTime now) {
  store::Statement row = txn.query(
      "SELECT 1 FROM session WHERE staff = $staff AND locked = 0 AND ended_at IS NULL "
      "AND expires_at > $now LIMIT 1");
  row.bind("$staff", staff).bind("$now", now);
  return row.next();
}

void insert_confirmation(audit::WriteTxn& txn, const SessionId& session,
                         const crypto::Hash256& token_hash, UtcTime expires_at) {
  // One at a time: what was not used before is void.
  txn.change("DELETE FROM session_confirmation WHERE session = $session AND used_at IS NULL")
      .bind("$session", session)
      .execute();
  txn.change(
         "INSERT INTO session_confirmation (token_hash, session, expires_at) "
         "VALUES ($hash, $session, $until)")
      .bind("$hash", ByteView(token_hash))
      .bind("$session", session)
      .bind("$until", expires_at)
      .execute();
}

bool take_confirmation(audit::WriteTxn& txn, const SessionId& session,
                       const crypto::Hash256& token_hash) {
  txn.change(
         "UPDATE session_confirmation SET used_at = $now WHERE token_hash = $hash "
         "AND session = $session AND used_at IS NULL AND expires_at > $now")
      .bind("$now", txn.now())
      .bind("$hash", ByteView(token_hash))
      .bind("$session", session)
      .execute();
  return txn.changed_rows() == 1;
}

}  // namespace alcove::access
