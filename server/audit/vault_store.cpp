// SPDX-License-Identifier: Apache-2.0
#include "server/audit/vault_store.h"

#include <algorithm>

namespace alcove::audit {
namespace {

constexpr const char* kInsert =
    "INSERT INTO vault (name, secret) VALUES ($name, $secret) "
    "ON CONFLICT (name) DO UPDATE SET secret = excluded.secret";

}  // namespace

void put_secret(store::Connection& connection, const char* name, ByteView secret) {
  connection.statement(kInsert).bind("$name", name).bind("$secret", secret).execute();
}

void put_secret(WriteTxn& txn, const char* name, ByteView secret) {
  txn.change(kInsert).bind("$name", name).bind("$secret", secret).execute();
}

std::optional<SecretBytes> find_secret(store::ReadTxn& txn, const char* name) {
  store::Statement row = txn.query("SELECT secret FROM vault WHERE name = $name");
  row.bind("$name", name);
  if (!row.next()) return std::nullopt;
  Bytes blob = row.blob(0);
  SecretBytes secret{ByteView(blob)};
  wipe(blob.data(), blob.size());
  return secret;
}

Key256 need_key(store::ReadTxn& txn, const char* name) {
  const std::optional<SecretBytes> secret = find_secret(txn, name);
  if (!secret || secret->view().size() != Key256::size()) {
    throw Fault(ErrorCode::kCorrupt, "the store does not hold its own keys");
  }
  Key256 key;
  std::copy(secret->view().begin(), secret->view().end(), key.writable().begin());
  return key;
}

Key256 need_key(store::Connection& connection, const char* name) {
  store::ReadTxn txn(connection);
  return need_key(txn, name);
}

}  // namespace alcove::audit
