// SPDX-License-Identifier: Apache-2.0
#include "server/store/migrations.h"

#include <fmt/format.h>

#include "server/store/page_copy.h"
#include "server/store/rehearsal.h"
#include "shared/base/check.h"
#include "shared/crypto/crypto.h"

namespace alcove::store {
namespace {

void apply(Connection& connection, const Migration& migration, UtcTime now) {
  connection.run(std::string(migration.sql).c_str());
  Statement note = connection.statement(
      "INSERT INTO schema_migration (number, name, sha256, applied_at) "
      "VALUES ($number, $name, $sha256, $at)");
  const crypto::Hash256 hash = crypto::sha256(as_bytes(migration.sql));
  note.bind("$number", migration.number).bind("$name", migration.name);
  note.bind("$sha256", ByteView(hash)).bind("$at", now).execute();
  connection.run(fmt::format("PRAGMA user_version = {}", migration.number).c_str());
}

void apply_named(Connection& connection, const Migration& migration, UtcTime now) {
  try {
    apply(connection, migration, now);
  } catch (const Fault& fault) {
    throw Fault(fault.error().code, fmt::format("step {:04} {}: {}", migration.number,
                                                migration.name, fault.error().detail));
  }
}

void check_references(Connection& connection) {
  Statement broken = connection.statement("PRAGMA foreign_key_check");
  if (broken.next()) {
    throw Fault(ErrorCode::kCorrupt, "after the change of the schema a reference leads nowhere");
  }
}

void remove_copy(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(std::filesystem::path(file.string() + suffix), ignored);
  }
}

void check_whole(Connection& connection) {
  Statement row = connection.statement("PRAGMA integrity_check(1)");
  if (!row.next() || row.text(0) != "ok") {
    throw Fault(ErrorCode::kCorrupt, "after the change of the schema the store is not whole");
  }
}

}  // namespace

std::int64_t schema_version(Connection& connection) {
  return connection.user_version();
}

Result<void> check_not_newer(Connection& connection, std::span<const Migration> migrations) {
  const std::int64_t known = migrations.empty() ? 0 : migrations.back().number;
  const std::int64_t found = schema_version(connection);
  if (found <= known) return {};
  return Error{
      ErrorCode::kNewerVersion,
      {},
      fmt::format("this store was written by a newer Alcove (schema {}); this program knows "
                  "schema {}. Nothing was touched. Install the newer version, or restore a "
                  "backup made by this one",
                  found, known)};
}

void migrate(Connection& connection, std::span<const Migration> migrations, UtcTime now,
             const StepDone& step_done) {
  const std::int64_t from = schema_version(connection);
  if (migrations.empty() || from >= migrations.back().number) return;
  connection.run("BEGIN IMMEDIATE");
  try {
    connection.run(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 BLOB NOT NULL, "
        "applied_at INTEGER NOT NULL) STRICT");
    std::int64_t last = from;
    for (const Migration& migration : migrations) {
      ALCOVE_CHECK(migration.number > last || migration.number <= from);
      if (migration.number <= from) continue;
      apply_named(connection, migration, now);
      last = migration.number;
      if (step_done) step_done(migration);
    }
    check_references(connection);
    connection.run("COMMIT");
  } catch (...) {
    if (connection.in_transaction()) connection.run("ROLLBACK");
    throw;
  }
  check_whole(connection);
}

std::filesystem::path rehearsal_of(const std::filesystem::path& store) {
  return store.string() + ".rehearsal";
}

void remove_rehearsal(const std::filesystem::path& store) {
  remove_copy(rehearsal_of(store));
}

void rehearse(Connection& connection, const std::filesystem::path& scratch, const Key256& page_key,
              std::span<const Migration> migrations, UtcTime now) {
  remove_copy(scratch);
  try {
    copy_pages(connection, scratch, page_key, {});
    Connection copy(scratch, page_key, Access::kReadWrite);
    migrate(copy, migrations, now);
  } catch (...) {
    remove_copy(scratch);
    throw;
  }
  remove_copy(scratch);
}

}  // namespace alcove::store
