// SPDX-License-Identifier: Apache-2.0
#include "server/store/store.h"

#include <fmt/format.h>

#include "server/store/page_check.h"
#include "server/store/page_copy.h"
#include "server/store/rehearsal.h"
#include "shared/crypto/crypto.h"

namespace alcove::store {
namespace {

// What failed was the copy, or a transaction that was rolled back.
Error cannot_upgrade(const Error& why, std::int64_t from, std::int64_t to) {
  const std::string_view first = why.code == ErrorCode::kNoSpace
                                     ? "Make room for a copy of the store and start again, or go "
                                       "back"
                                     : "Go back";
  return {
      why.code,
      {},
      fmt::format("the records cannot be brought from schema {} to schema {}: {}. They were not "
                  "touched. {}: install the version that ran before, and start it: it opens "
                  "them as they are",
                  from, to, why.detail, first)};
}

}  // namespace

Key256 Store::page_key(const Key256& record_key) {
  return crypto::hkdf_sha256(record_key.view(), {}, "alcove store pages v1");
}

Store::Store(std::filesystem::path file, Key256 page_key, StoreOptions options)
    : file_(std::move(file)), page_key_(std::move(page_key)), options_(std::move(options)) {}

Store::~Store() = default;

void Store::start(std::unique_ptr<Connection> writing) {
  writer_ = std::make_unique<Writer>(std::move(writing), [this](Connection& connection) {
    if (after_commit_) after_commit_(connection);
  });
}

std::unique_ptr<Store> Store::create(const std::filesystem::path& file, const Key256& record_key,
                                     std::span<const Migration> migrations, UtcTime now,
                                     const StoreOptions& options) {
  std::unique_ptr<Store> store(new Store(file, page_key(record_key), options));
  auto connection =
      std::make_unique<Connection>(file, store->page_key_, Access::kCreate, options.connection);
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  migrate(*connection, migrations, now);
  store->start(std::move(connection));
  return store;
}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& file,
                                           const Key256& record_key,
                                           std::span<const Migration> migrations, UtcTime now,
                                           const StoreOptions& options) {
  std::unique_ptr<Store> store(new Store(file, page_key(record_key), options));
  try {
    auto connection = std::make_unique<Connection>(file, store->page_key_, Access::kReadWrite,
                                                   options.connection);
    ALCOVE_TRY(check_not_newer(*connection, migrations));
    if (!migrations.empty() && schema_version(*connection) < migrations.back().number) {
      const std::int64_t from = schema_version(*connection);
      try {
        rehearse(*connection, rehearsal_of(file), store->page_key_, migrations, now);
        migrate(*connection, migrations, now);
      } catch (const Fault& fault) {
        return cannot_upgrade(fault.error(), from, migrations.back().number);
      }
    }
    store->start(std::move(connection));
  } catch (const Fault& fault) {
    return fault.error();
  }
  return store;
}

std::unique_ptr<Connection> Store::open_reader() {
  return std::make_unique<Connection>(file_, page_key_, Access::kReadOnly, options_.connection);
}

Store::Snapshot::Snapshot(Store& store) : store_(store) {
  {
    std::unique_lock lock(store_.mutex_);
    const bool free = store_.reader_free_.wait_for(lock, store_.options_.reader_wait, [&] {
      return store_.readers_out_ < store_.options_.max_readers;
    });
    if (!free) return;
    ++store_.readers_out_;
    if (!store_.idle_readers_.empty()) {
      connection_ = std::move(store_.idle_readers_.back());
      store_.idle_readers_.pop_back();
    }
  }
  try {
    if (!connection_) connection_ = store_.open_reader();
    connection_->run("BEGIN");
  } catch (...) {
    const std::lock_guard lock(store_.mutex_);
    --store_.readers_out_;
    store_.reader_free_.notify_one();
    throw;
  }
}

Store::Snapshot::~Snapshot() {
  if (!connection_) return;
  bool reusable = true;
  try {
    connection_->run("COMMIT");
  } catch (const Fault&) {
    reusable = false;  // a connection that cannot end its snapshot is closed instead
  }
  const std::lock_guard lock(store_.mutex_);
  if (reusable) store_.idle_readers_.push_back(std::move(connection_));
  --store_.readers_out_;
  store_.reader_free_.notify_one();
}

void Store::copy_to(const std::filesystem::path& target,
                    const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const std::unique_ptr<Connection> source = open_reader();
  copy_pages(*source, target, page_key_, progress);
}

std::vector<std::string> Store::check_pages(
    const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::vector<std::string> findings;
  for (Error& finding : find_bad_pages(file_, page_key_, options_.connection, progress)) {
    findings.push_back(std::move(finding.detail));
  }
  return findings;
}

}  // namespace alcove::store
