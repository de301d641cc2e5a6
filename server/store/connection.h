// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/store/statement.h"
#include "shared/crypto/secret.h"

namespace alcove::store {

enum class Access : std::uint8_t {
  kReadOnly,
  kReadWrite,
  kCreate,  // the file must not be there yet
};

// How the store's file is opened. Anything but the defaults is for tests and benchmarks.
struct ConnectionOptions {
  std::string vfs;  // a wrapped test VFS; empty: the engine's own
  std::chrono::milliseconds busy_wait{5000};
};

// One connection to the encrypted store, with every setting that our promises rest on made and read
// back: cipher AEGIS-256, WAL, synchronous FULL, foreign keys, temporary data in memory. Opening
// refuses (throws Fault) when a setting cannot be had, when the key does not open the file
// (kWrongKey) or when the file is damaged (kCorrupt).
//
// One thread at a time. Statements are prepared once per connection and kept.
class Connection {
 public:
  Connection(const std::filesystem::path& file, const Key256& page_key, Access access,
             const ConnectionOptions& options = {});
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // A statement for one use; its values are bound with bind() and it is reset when it goes.
  Statement statement(std::string_view sql);
  // Runs statements that take no values and give no rows.
  void run(const char* sql);

  bool in_transaction() const;
  std::int64_t user_version();
  std::int64_t changed_rows() const;
  sqlite3* handle() { return handle_; }

 private:
  friend class Statement;
  void set_key(const Key256& page_key);
  void settle(Access access);
  void expect(const char* pragma, std::string_view value);
  void give_back(sqlite3_stmt* statement, const std::string& sql);

  sqlite3* handle_ = nullptr;
  std::unordered_map<std::string, std::vector<sqlite3_stmt*>> idle_;
};

// The Fault that an engine's result code stands for: a full disk, damage, anything else.
[[noreturn]] void throw_engine_fault(sqlite3* handle, int code);

}  // namespace alcove::store
