// SPDX-License-Identifier: Apache-2.0
#include "server/store/statement.h"

#include <sqlite3.h>

#include "server/store/connection.h"
#include "shared/base/check.h"

namespace alcove::store {

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), statement_(other.statement_), sql_(std::move(other.sql_)) {
  other.statement_ = nullptr;
}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  connection_->give_back(statement_, sql_);
}

int Statement::index_of(const char* name) const {
  const int index = sqlite3_bind_parameter_index(statement_, name);
  ALCOVE_CHECK(index > 0);
  return index;
}

void Statement::must(int code) {
  if (code != SQLITE_OK) throw_engine_fault(connection_->handle(), code);
}

Statement& Statement::bind(const char* name, std::string_view value) {
  // An empty view may carry a null pointer, which the engine would take for NULL.
  const char* const data = value.data() == nullptr ? "" : value.data();
  must(sqlite3_bind_text64(statement_, index_of(name), data, value.size(), SQLITE_TRANSIENT,
                           SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(const char* name, std::int64_t value) {
  must(sqlite3_bind_int64(statement_, index_of(name), value));
  return *this;
}

Statement& Statement::bind(const char* name, ByteView value) {
  const void* const data = value.data() == nullptr ? static_cast<const void*>("") : value.data();
  must(sqlite3_bind_blob64(statement_, index_of(name), data, value.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null(const char* name) {
  must(sqlite3_bind_null(statement_, index_of(name)));
  return *this;
}

bool Statement::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) throw_engine_fault(connection_->handle(), code);
  return false;
}

void Statement::execute() {
  const bool row = next();
  ALCOVE_CHECK(!row);
}

bool Statement::is_null(int column) const {
  ALCOVE_CHECK(column >= 0 && column < sqlite3_data_count(statement_));
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Statement::text(int column) const {
  ALCOVE_CHECK(column >= 0 && column < sqlite3_data_count(statement_));
  const auto* const data = sqlite3_column_text(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr
             ? std::string()
             : std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::int64_t Statement::integer(int column) const {
  ALCOVE_CHECK(column >= 0 && column < sqlite3_data_count(statement_));
  return sqlite3_column_int64(statement_, column);
}

Bytes Statement::blob(int column) const {
  ALCOVE_CHECK(column >= 0 && column < sqlite3_data_count(statement_));
  const auto* const data =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  const int size = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? Bytes() : Bytes(data, data + size);
}

LocalDate Statement::date(int column) const {
  const Result<LocalDate> date = parse_date(text(column));
  if (!date) throw Fault(ErrorCode::kCorrupt, "the store holds a date that is none");
  return *date;
}

LocalDateTime Statement::local_time(int column) const {
  const Result<LocalDateTime> time = parse_local(text(column));
  if (!time) throw Fault(ErrorCode::kCorrupt, "the store holds a time that is none");
  return *time;
}

std::optional<std::string> Statement::maybe_text(int column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<std::int64_t> Statement::maybe_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<UtcTime> Statement::maybe_time(int column) const {
  return is_null(column) ? std::nullopt : std::optional(time(column));
}

std::optional<LocalDate> Statement::maybe_date(int column) const {
  return is_null(column) ? std::nullopt : std::optional(date(column));
}

bool Statement::read_only() const {
  return sqlite3_stmt_readonly(statement_) != 0;
}

}  // namespace alcove::store
