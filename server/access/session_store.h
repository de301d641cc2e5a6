// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/access/password_hash.h"
#include "server/audit/write_txn.h"
#include "shared/wire/route.h"

// The SQL of sessions: rows in, rows out, nothing decided. Only live sessions are ever found: not
// ended, the person not disabled, the terminal not revoked.
namespace alcove::access {

struct SessionRecord {
  SessionId id;
  StaffId staff;
  DeviceId device;
  wire::Station station = wire::Station::kLobby;
  UtcTime opened_at;
  UtcTime expires_at;
  UtcTime active_at;  // as far as it was stored: when it was opened or unlocked
  bool locked = false;
  std::optional<SecretHash> pin;
  std::int64_t pin_failures = 0;
};

std::optional<SessionRecord> find_session(store::ReadTxn& txn, const SessionId& id);
std::optional<SessionRecord> find_session_by_token(store::ReadTxn& txn,
                                                   const crypto::Hash256& token_hash);

// From when to when a session lived, also one that has ended: whether something that comes late was
// written within it.
struct SessionLife {
  StaffId staff;
  DeviceId device;
  UtcTime opened_at;
  UtcTime until;  // its end, or when it would run out; the latter where a restore ended it
};
std::optional<SessionLife> find_session_life(store::ReadTxn& txn, const SessionId& id);

// Whether the person is signed in at some terminal that is not locked.
bool has_unlocked_session(store::ReadTxn& txn, const StaffId& staff, UtcTime now);
bool has_expired_sessions(store::ReadTxn& txn, UtcTime now);

void insert_session(audit::WriteTxn& txn, const SessionRecord& session,
                    const crypto::Hash256& token_hash);
void lock_session(audit::WriteTxn& txn, const SessionId& id);
void unlock_session(audit::WriteTxn& txn, const SessionId& id);  // the failures count from 0 again
void put_pin(audit::WriteTxn& txn, const SessionId& id, const std::optional<SecretHash>& pin);
void put_pin_failures(audit::WriteTxn& txn, const SessionId& id, std::int64_t failures);

// Ends what is live, with its spans, and gives what was ended. The reason is a word for the chain.
std::vector<SessionId> end_session(audit::WriteTxn& txn, const SessionId& id, const char* why);
std::vector<SessionId> end_sessions_of(audit::WriteTxn& txn, const StaffId& staff, const char* why,
                                       const SessionId& except = {});
std::vector<SessionId> end_sessions_on(audit::WriteTxn& txn, const DeviceId& device,
                                       const char* why);
std::vector<SessionId> end_expired_sessions(audit::WriteTxn& txn);

void insert_confirmation(audit::WriteTxn& txn, const SessionId& session,
                         const crypto::Hash256& token_hash, UtcTime expires_at);
// False when there is none, or it is used, out of time or of another session.
bool take_confirmation(audit::WriteTxn& txn, const SessionId& session,
                       const crypto::Hash256& token_hash);

}  // namespace alcove::access
