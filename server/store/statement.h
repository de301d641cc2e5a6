// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace alcove::store {

class Connection;

// One use of a prepared statement:
//
//   auto row = txn.query("SELECT name FROM room WHERE id = $id");
//   row.bind("$id", id);
//   while (row.next()) names.push_back(row.text(0));
//
// How values rest in the store: ids are blobs of 16 bytes, instants are milliseconds since 1970,
// civil dates and wall-clock times are text in ISO 8601, booleans are 0 and 1, words of enums are
// text. Engine trouble throws Fault. Columns count from 0; asking for a column that the statement
// does not have, or binding a name that it does not have, is our own bug and stops the program.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(const char* name, std::string_view value);
  Statement& bind(const char* name, const char* value) {
    return bind(name, std::string_view(value));
  }
  Statement& bind(const char* name, const std::string& value) {
    return bind(name, std::string_view(value));
  }
  Statement& bind(const char* name, std::int64_t value);
  Statement& bind(const char* name, int value) { return bind(name, std::int64_t{value}); }
  Statement& bind(const char* name, bool value) { return bind(name, std::int64_t{value ? 1 : 0}); }
  Statement& bind(const char* name, ByteView value);
  Statement& bind(const char* name, const Bytes& value) { return bind(name, ByteView(value)); }
  Statement& bind(const char* name, UtcTime value) {
    return bind(name, std::int64_t{value.time_since_epoch().count()});
  }
  Statement& bind(const char* name, LocalDate value) { return bind(name, format_date(value)); }
  Statement& bind(const char* name, LocalDateTime value) { return bind(name, format_local(value)); }
  template <class Tag>
  Statement& bind(const char* name, const Id<Tag>& value) {
    return bind(name, value.view());
  }
  template <class T>
  Statement& bind(const char* name, const std::optional<T>& value) {
    return value ? bind(name, *value) : bind_null(name);
  }
  Statement& bind_null(const char* name);

  // The next row, or false at the end.
  bool next();
  // Runs a statement that gives no rows.
  void execute();

  bool is_null(int column) const;
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  bool boolean(int column) const { return integer(column) != 0; }
  Bytes blob(int column) const;
  UtcTime time(int column) const { return UtcTime(std::chrono::milliseconds(integer(column))); }
  // A date or time that does not parse means the store holds what we never wrote: Fault (kCorrupt).
  LocalDate date(int column) const;
  LocalDateTime local_time(int column) const;
  template <class IdType>
  IdType id(int column) const {
    return IdType::from_blob(blob(column));
  }

  // The same, or nothing where the column is NULL.
  std::optional<std::string> maybe_text(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<UtcTime> maybe_time(int column) const;
  std::optional<LocalDate> maybe_date(int column) const;
  template <class IdType>
  std::optional<IdType> maybe_id(int column) const {
    return is_null(column) ? std::nullopt : std::optional(id<IdType>(column));
  }

  bool read_only() const;

 private:
  friend class Connection;
  Statement(Connection& connection, sqlite3_stmt* statement, std::string sql)
      : connection_(&connection), statement_(statement), sql_(std::move(sql)) {}
  int index_of(const char* name) const;
  void must(int code);

  Connection* connection_;
  sqlite3_stmt* statement_;
  std::string sql_;
};

}  // namespace alcove::store
