// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "server/audit/write_txn.h"
#include "shared/crypto/secret.h"

// The box's own secrets, which lie in the encrypted store and nowhere else: audit, signing and
// sealing keys, the clinic's CA, the pepper of password hashes.
namespace alcove::audit {

inline constexpr const char* kAuditKeyName = "audit_key";
inline constexpr const char* kSigningKeyName = "signing_key";
inline constexpr const char* kSealingKeyName = "sealing_key";

void put_secret(store::Connection& connection, const char* name, ByteView secret);
// For other rooms: within an audited write. A secret of that name must not be there yet unless
// replaced on purpose, which is an event of its own.
void put_secret(WriteTxn& txn, const char* name, ByteView secret);

std::optional<SecretBytes> find_secret(store::ReadTxn& txn, const char* name);

// A key of 32 bytes that must be there: Fault (kCorrupt) otherwise.
Key256 need_key(store::ReadTxn& txn, const char* name);
Key256 need_key(store::Connection& connection, const char* name);

}  // namespace alcove::audit
