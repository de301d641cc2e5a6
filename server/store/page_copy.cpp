// SPDX-License-Identifier: Apache-2.0
#include "server/store/page_copy.h"

#include <sqlite3.h>

namespace alcove::store {
namespace {

constexpr int kPagesPerStep = 512;

// Ends the snapshot of the source, which the whole copy is made from.
class SnapshotScope {
 public:
  explicit SnapshotScope(Connection& source) : source_(source), own_(!source.in_transaction()) {
    if (own_) source_.run("BEGIN");
    source_.run("SELECT count(*) FROM sqlite_schema");
  }
  ~SnapshotScope() {
    if (own_ && source_.in_transaction())
      sqlite3_exec(source_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  SnapshotScope(const SnapshotScope&) = delete;
  SnapshotScope& operator=(const SnapshotScope&) = delete;

 private:
  Connection& source_;
  bool own_;
};

void run_copy(Connection& source, Connection& target,
              const std::function<void(std::int64_t, std::int64_t)>& progress) {
  sqlite3_backup* const backup =
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
  if (backup == nullptr) throw_engine_fault(target.handle(), sqlite3_errcode(target.handle()));
  int code = SQLITE_OK;
  do {
    code = sqlite3_backup_step(backup, kPagesPerStep);
    const std::int64_t all = sqlite3_backup_pagecount(backup);
    if (progress) progress(all - sqlite3_backup_remaining(backup), all);
  } while (code == SQLITE_OK);
  const int finished = sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) throw_engine_fault(target.handle(), code);
  if (finished != SQLITE_OK) throw_engine_fault(target.handle(), finished);
}

}  // namespace

void copy_pages(Connection& source, const std::filesystem::path& target, const Key256& page_key,
                const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const SnapshotScope snapshot(source);
  try {
    Connection copy(target, page_key, Access::kCreate);
    run_copy(source, copy, progress);
    // Brings everything from the write-ahead log into the one file that is handed on.
    copy.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const Fault& fault) {
    if (fault.error().code != ErrorCode::kAlreadyExists) {
      std::error_code ignored;
      for (const char* suffix : {"", "-wal", "-shm"}) {
        std::filesystem::remove(std::filesystem::path(target.string() + suffix), ignored);
      }
    }
    throw;
  }
}

}  // namespace alcove::store
