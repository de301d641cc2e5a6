// SPDX-License-Identifier: Apache-2.0
#include "server/store/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "shared/base/durable_file.h"
#include "shared/base/error.h"
#include "shared/base/own_file.h"

namespace alcove::store {
namespace {

constexpr std::size_t kMaxIdlePerStatement = 4;

int open_flags(Access access) {
  switch (access) {
    case Access::kReadOnly:
      return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    case Access::kReadWrite:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case Access::kCreate:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE |
             SQLITE_OPEN_NOMUTEX;
  }
  return SQLITE_OPEN_READONLY;
}

bool is_no_answer(int system_error) {
  return system_error == EIO || system_error == ENXIO || system_error == ENODEV;
}

constexpr sqlite3_int64 kPastTheEnd = sqlite3_int64{1} << 46;

// What the system said of the last read that failed, where it was no answer; else 0. Told once: a
// read past the end makes the file forget it, so that damage found later is called damage.
int unanswered_in(sqlite3_file* file) {
  if (file == nullptr || file->pMethods == nullptr) return 0;
  int error = 0;
  const int known = file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
  if (known != SQLITE_OK || !is_no_answer(error)) return 0;
  std::uint8_t none = 0;
  static_cast<void>(file->pMethods->xRead(file, &none, sizeof none, kPastTheEnd));
  return error;
}

// The engine calls a page that could not be read damaged, and where it could not read the header it
// goes on with another salt, which then looks like a wrong key.
int unanswered(sqlite3* handle) {
  if (handle == nullptr) return 0;
  int told = 0;
  for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(handle, "main", which, &file) != SQLITE_OK) continue;
    if (const int error = unanswered_in(file)) told = error;
  }
  return told;
}

[[noreturn]] void throw_no_answer(int system_error) {
  throw Fault(ErrorCode::kStorageFault,
              fmt::format("the disk of the records does not answer (system {}). Nothing is known "
                          "to be damaged. Look at dmesg, stop the server, have the disk checked, "
                          "start it",
                          system_error));
}

}  // namespace

void throw_engine_fault(sqlite3* handle, int code) {
  const int system_error = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  const int kind = code & 0xFF;
  if (kind == SQLITE_NOTADB || kind == SQLITE_CORRUPT) {
    if (const int error = unanswered(handle)) throw_no_answer(error);
  }
  switch (kind) {
    case SQLITE_FULL:
      throw Fault(ErrorCode::kNoSpace, "the disk is full; what was there before is as it was");
    case SQLITE_NOTADB:
      throw Fault(ErrorCode::kWrongKey,
                  "the key does not open the store, or its first page is damaged");
    case SQLITE_CORRUPT:
      throw Fault(ErrorCode::kCorrupt, "a page of the store is damaged or was altered");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Fault(ErrorCode::kInUse, "another program holds the store");
    case SQLITE_CONSTRAINT:
      // The text names table and column, never a value.
      throw Fault(ErrorCode::kConflict, handle == nullptr ? "a rule of the store does not allow it"
                                                          : sqlite3_errmsg(handle));
    case SQLITE_READONLY:
      throw Fault(ErrorCode::kStorageFault, "the store cannot be written: it is read-only");
    case SQLITE_IOERR:
      if (system_error == ENOSPC || system_error == EDQUOT) {
        throw Fault(ErrorCode::kNoSpace, "the disk is full; what was there before is as it was");
      }
      if (system_error == EROFS) {
        throw Fault(ErrorCode::kStorageFault, "the disk of the records has become read-only");
      }
      if (is_no_answer(system_error)) throw_no_answer(system_error);
      throw Fault(ErrorCode::kStorageFault,
                  fmt::format("the disk does not answer as it should (code {}, system {})", code,
                              system_error));
    default:
      throw Fault(ErrorCode::kStorageFault,
                  fmt::format("the store engine reports code {}: {}", code, sqlite3_errstr(code)));
  }
}

Connection::Connection(const std::filesystem::path& file, const Key256& page_key, Access access,
                       const ConnectionOptions& options) {
  if (access != Access::kCreate && !std::filesystem::exists(file)) {
    throw Fault(ErrorCode::kNotFound, "there is no store at that place");
  }
  if (access == Access::kCreate && std::filesystem::exists(file)) {
    throw Fault(ErrorCode::kAlreadyExists, "there is a store at that place already");
  }
  const int code = sqlite3_open_v2(file.c_str(), &handle_, open_flags(access),
                                   options.vfs.empty() ? nullptr : options.vfs.c_str());
  try {
    if (code != SQLITE_OK) throw_engine_fault(handle_, code);
    // The engine gives its log and its index to whom the store belongs to. It has no lock yet.
    if (access == Access::kCreate && !give_to_owner_of_folder(file)) {
      throw Fault(disk_error("giving the store's file to the owner of its folder"));
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_wait.count()));
    sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
    set_key(page_key);
    settle(access);
  } catch (...) {
    for (auto& [sql, statements] : idle_) {
      for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle_);
    throw;
  }
}

Connection::~Connection() {
  for (auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close_v2(handle_);
}

void Connection::set_key(const Key256& page_key) {
  if (sqlite3mc_config(handle_, "cipher", sqlite3mc_cipher_index("aegis")) < 0 ||
      sqlite3mc_config_cipher(handle_, "aegis", "algorithm", 4) != 4) {  // 4: AEGIS-256
    throw Fault(ErrorCode::kStorageFault, "the store engine does not have its cipher");
  }
  constexpr std::string_view kRaw = "raw:";
  SecretBytes spelled(kRaw.size() + Key256::size());
  std::copy(kRaw.begin(), kRaw.end(), spelled.writable().begin());
  const ByteView key = page_key.view();
  std::copy(key.begin(), key.end(), spelled.writable().begin() + kRaw.size());
  const int code = sqlite3_key_v2(handle_, "main", spelled.view().data(),
                                  static_cast<int>(spelled.view().size()));
  if (code != SQLITE_OK) throw_engine_fault(handle_, code);
}

void Connection::settle(Access access) {
  // The first look at the file: a wrong key shows here, before anything is changed.
  run("SELECT count(*) FROM sqlite_schema");
  // Where opening for writing fails the engine opens for reading alone and stays with that. Better
  // none than a box that takes no word, although its disk would, until it is started again.
  if (access != Access::kReadOnly && sqlite3_db_readonly(handle_, "main") != 0) {
    throw Fault(ErrorCode::kStorageFault, "the store cannot be written: it is read-only");
  }
  if (access == Access::kCreate) run("PRAGMA journal_mode = WAL");
  run("PRAGMA synchronous = FULL");
  run("PRAGMA foreign_keys = ON");
  run("PRAGMA temp_store = MEMORY");
  run("PRAGMA trusted_schema = OFF");
  run("PRAGMA cell_size_check = ON");
  run("PRAGMA mmap_size = 0");
  run("PRAGMA cache_size = -16384");
  if (access == Access::kReadOnly) run("PRAGMA query_only = ON");
  expect("cipher", "aegis");
  expect("journal_mode", "wal");
  expect("synchronous", "2");
  expect("foreign_keys", "1");
  expect("temp_store", "2");
  expect("trusted_schema", "0");
  expect("mc_legacy_wal", "0");
  expect("cell_size_check", "1");
  expect("mmap_size", "0");
  expect("cache_size", "-16384");
  expect("query_only", access == Access::kReadOnly ? "1" : "0");
  if (sqlite3mc_config_cipher(handle_, "aegis", "algorithm", -1) != 4) {
    throw Fault(ErrorCode::kStorageFault, "the store is not under AEGIS-256");
  }
}

void Connection::expect(const char* pragma, std::string_view value) {
  Statement row = statement(fmt::format("PRAGMA {}", pragma));
  if (!row.next() || row.text(0) != value) {
    throw Fault(ErrorCode::kStorageFault,
                fmt::format("the store's setting '{}' is not '{}' as it must be", pragma, value));
  }
}

Statement Connection::statement(std::string_view sql) {
  std::string key(sql);
  const auto found = idle_.find(key);
  if (found != idle_.end() && !found->second.empty()) {
    sqlite3_stmt* const ready = found->second.back();
    found->second.pop_back();
    return Statement(*this, ready, std::move(key));
  }
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(handle_, key.c_str(), static_cast<int>(key.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
  if (code == SQLITE_ERROR) {
    // SQL that does not compile is our own bug; the text is ours and holds no value.
    std::fprintf(stderr, "alcove: %s in: %s\n", sqlite3_errmsg(handle_), key.c_str());
  }
  ALCOVE_CHECK(code != SQLITE_ERROR);
  if (code != SQLITE_OK) throw_engine_fault(handle_, code);
  ALCOVE_CHECK(prepared != nullptr && *rest == '\0');
  return Statement(*this, prepared, std::move(key));
}

void Connection::give_back(sqlite3_stmt* statement, const std::string& sql) {
  std::vector<sqlite3_stmt*>& same = idle_[sql];
  if (same.size() >= kMaxIdlePerStatement) {
    sqlite3_finalize(statement);
  } else {
    same.push_back(statement);
  }
}

void Connection::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_engine_fault(handle_, code);
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

std::int64_t Connection::user_version() {
  Statement row = statement("PRAGMA user_version");
  return row.next() ? row.integer(0) : 0;
}

std::int64_t Connection::changed_rows() const {
  return sqlite3_changes64(handle_);
}

}  // namespace alcove::store
