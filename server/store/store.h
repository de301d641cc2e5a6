// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "server/store/connection.h"
#include "server/store/migrations.h"
#include "server/store/read_txn.h"
#include "server/store/writer.h"
#include "shared/base/result.h"

namespace alcove::store {

struct StoreOptions {
  ConnectionOptions connection;
  std::size_t max_readers = 16;  // snapshots open at once; one more waits
  std::chrono::milliseconds reader_wait{5000};
};

// The encrypted record store: one file, one writer, many snapshots. Thread-safe. Nothing here knows
// about audit: every other room writes through audit::Ledger, which is the only user of write().
class Store {
 public:
  // The file's key is derived from the record key: the record key itself never meets the engine.
  static Key256 page_key(const Key256& record_key);

  // Makes a new store. Throws Fault kAlreadyExists when the file is there.
  static std::unique_ptr<Store> create(const std::filesystem::path& file, const Key256& record_key,
                                       std::span<const Migration> migrations, UtcTime now,
                                       const StoreOptions& options = {});

  // Opens, and brings the schema forward where it is behind (rehearsed on a copy first). Errors:
  // kNotFound, kWrongKey, kCorrupt, kNewerVersion.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& file,
                                             const Key256& record_key,
                                             std::span<const Migration> migrations, UtcTime now,
                                             const StoreOptions& options = {});
  ~Store();

  // Runs `look` on a snapshot. Rethrows Fault; kTooMany when no snapshot was free in time.
  template <class T>
  Result<T> read(const std::function<Result<T>(ReadTxn&)>& look) {
    const Snapshot snapshot(*this);
    if (!snapshot.ready()) return snapshot.refusal();
    ReadTxn txn(snapshot.connection());
    return look(txn);
  }

  Result<void> write(const Writer::Job& job) { return writer_->run(job); }

  // Called after each group commit, on the writer's thread. Set before the first write.
  void set_after_commit(std::function<void(Connection&)> hook) { after_commit_ = std::move(hook); }

  const std::filesystem::path& file() const { return file_; }

  // Copies a consistent snapshot, encrypted under the same key, into a new file while the store
  // goes on serving. `progress` hears pages done and pages in all.
  void copy_to(const std::filesystem::path& target,
               const std::function<void(std::int64_t, std::int64_t)>& progress);

  // Reads and authenticates every page and checks every index and reference. Empty when all is
  // good, else the engine's findings (at most 20).
  std::vector<std::string> check_pages(
      const std::function<void(std::int64_t, std::int64_t)>& progress);

 private:
  class Snapshot {
   public:
    explicit Snapshot(Store& store);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    bool ready() const { return connection_ != nullptr; }
    Error refusal() const { return {ErrorCode::kTooMany, {}, "too many readers at once"}; }
    Connection& connection() const { return *connection_; }

   private:
    Store& store_;
    std::unique_ptr<Connection> connection_;
  };

  Store(std::filesystem::path file, Key256 page_key, StoreOptions options);
  void start(std::unique_ptr<Connection> writing);
  std::unique_ptr<Connection> open_reader();

  std::filesystem::path file_;
  Key256 page_key_;
  StoreOptions options_;
  std::function<void(Connection&)> after_commit_;
  std::unique_ptr<Writer> writer_;
  std::mutex mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<Connection>> idle_readers_;
  std::size_t readers_out_ = 0;
};

}  // namespace alcove::store
