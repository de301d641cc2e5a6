// SPDX-License-Identifier: Apache-2.0
#include "server/operator/upgrade.h"

#include <fmt/format.h>

#include <cerrno>

#include "server/operator/backup.h"
#include "server/store/page_copy.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

using std::chrono::steady_clock;

constexpr std::int64_t kMebibyte = 1024 * 1024;
constexpr std::int64_t kSpareRoom = 64 * kMebibyte;  // beside the copy and its log

std::int64_t milliseconds_since(steady_clock::time_point begun) {
  return std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - begun).count();
}

std::int64_t size_of(const std::filesystem::path& file) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  return missing ? 0 : static_cast<std::int64_t>(size);
}

// A folder beside the store for the copy, removed with all in it.
class CopyFolder {
 public:
  explicit CopyFolder(std::filesystem::path folder) : folder_(std::move(folder)) { remove(); }
  ~CopyFolder() { remove(); }
  CopyFolder(const CopyFolder&) = delete;
  CopyFolder& operator=(const CopyFolder&) = delete;
  std::filesystem::path store() const { return folder_ / "copy.db"; }
  Result<void> make() const { return make_private_folder(folder_); }

 private:
  void remove() const {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::filesystem::path folder_;
};

Result<void> check_room(const BoxPaths& paths, std::int64_t store_bytes) {
  std::error_code unknown;
  const std::filesystem::space_info room = std::filesystem::space(paths.state, unknown);
  if (unknown) return {};
  // The copy, and its log: a step may write every page anew.
  const std::int64_t needed = 2 * store_bytes + kSpareRoom;
  const auto free = static_cast<std::int64_t>(room.available);
  if (free >= needed) return {};
  return Error{ErrorCode::kNoSpace,
               {},
               fmt::format("there is no room for a copy of the store: {} MiB are free and {} are "
                           "needed. Nothing was touched. Make room first: the first start of the "
                           "new version needs it too",
                           free / kMebibyte, needed / kMebibyte + 1)};
}

Result<void> copy_store(const BoxPaths& paths, const std::filesystem::path& target,
                        const Key256& page_key, ServerState server, const Progress& progress) {
  if (server == ServerState::kRuns) {
    store::Connection source(paths.store(), page_key, store::Access::kReadOnly);
    store::copy_pages(source, target, page_key, [&](std::int64_t done, std::int64_t all) {
      if (progress) progress("copying the store", done, all);
    });
    return {};
  }
  // The engine would make files of its own beside a store that it opens.
  for (const char* const suffix : {"", "-wal"}) {
    const std::filesystem::path file = paths.store().string() + suffix;
    std::error_code problem;
    if (!std::filesystem::exists(file, problem)) continue;
    std::filesystem::copy_file(file, target.string() + suffix, problem);
    if (problem) {
      errno = problem.value();
      return disk_error("copying the store");
    }
  }
  return {};
}

Error would_fail(const Error& why) {
  return {why.code,
          {},
          fmt::format("the first start would not work: {}. This was tried on a copy; the records "
                      "were not touched. Keep the version that runs now, and ask for help with "
                      "this line",
                      why.detail)};
}

std::int64_t rows_in(store::Connection& connection) {
  store::ReadTxn txn(connection);
  std::int64_t rows = 0;
  for (const TableRows& table : count_rows(txn)) rows += table.rows;
  return rows;
}

// Changes the copy and fills in what that took.
Result<void> change_copy(const std::filesystem::path& copy, const Key256& page_key,
                         std::span<const store::Migration> migrations, UtcTime now,
                         UpgradeReport& report) {
  store::Connection connection(copy, page_key, store::Access::kReadWrite);
  report.from = store::schema_version(connection);
  report.to = migrations.empty() ? 0 : migrations.back().number;
  ALCOVE_TRY(store::check_not_newer(connection, migrations));
  report.rows_before = rows_in(connection);
  try {
    steady_clock::time_point step_begun = steady_clock::now();
    store::migrate(connection, migrations, now, [&](const store::Migration& step) {
      report.steps.push_back({.number = step.number,
                              .name = std::string(step.name),
                              .milliseconds = milliseconds_since(step_begun)});
      step_begun = steady_clock::now();
    });
  } catch (const Fault& fault) {
    return would_fail(fault.error());
  }
  report.rows_after = rows_in(connection);
  return {};
}

Result<UpgradeReport> rehearse_upgrade(const BoxPaths& paths, const Key256& record_key,
                                       std::span<const store::Migration> migrations,
                                       const Clock& clock, RandomSource& random, ServerState server,
                                       const Progress& progress) {
  UpgradeReport report;
  report.store_bytes = size_of(paths.store()) + size_of(paths.store().string() + "-wal");
  // First of all, for what a check left that was broken off takes the room of this one.
  const CopyFolder folder(paths.upgrade_check());
  ALCOVE_TRY(check_room(paths, report.store_bytes));
  ALCOVE_TRY(folder.make());
  const Key256 page_key = store::Store::page_key(record_key);
  const steady_clock::time_point begun = steady_clock::now();
  ALCOVE_TRY(copy_store(paths, folder.store(), page_key, server, progress));
  const std::int64_t copied = milliseconds_since(begun);
  const steady_clock::time_point changing = steady_clock::now();
  ALCOVE_TRY(change_copy(folder.store(), page_key, migrations, clock.now(), report));
  // The start tries it on a copy of its own first.
  if (!report.steps.empty()) report.milliseconds = copied + 2 * milliseconds_since(changing);
  ALCOVE_ASSIGN(const std::unique_ptr<store::Store> store,
                store::Store::open(folder.store(), record_key, migrations, clock.now()));
  const std::unique_ptr<audit::Ledger> ledger = audit::Ledger::open(*store, clock, random);
  const Result<SignatureFacts> good = examine_store(*store, *ledger, progress);
  if (!good) return would_fail(good.error());
  report.signatures = *good;
  return report;
}

}  // namespace

Result<UpgradeReport> check_upgrade(const BoxPaths& paths, const keys::KeySecret& secret,
                                    std::span<const store::Migration> migrations,
                                    const Clock& clock, RandomSource& random, ServerState server,
                                    const Progress& progress) {
  try {
    ALCOVE_ASSIGN(const keys::KeySlots slots, load_key_slots(paths));
    ALCOVE_ASSIGN(const keys::OpenedSlot opened, slots.open(secret));
    std::optional<FolderLock> lock;
    if (server == ServerState::kStopped) {
      ALCOVE_ASSIGN(lock, FolderLock::take(paths));
    }
    return rehearse_upgrade(paths, opened.record_key, migrations, clock, random, server, progress);
  } catch (const Fault& fault) {
    return fault.error();
  }
}

}  // namespace alcove::operation
