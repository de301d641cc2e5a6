// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Tables as RFC 4180 writes them, read strictly: UTF-8 (with or without a byte order mark), lines
// that end in CRLF or LF, fields with a comma between, in quotation marks where a comma, a
// quotation mark (written twice) or a line end stands in them. Pure and thread-safe; no file, no
// names of columns.
namespace alcove::csv {

inline constexpr std::size_t kMaxFields = 100;       // of one row
inline constexpr std::size_t kMaxFieldBytes = 4000;  // as the field reads
inline constexpr std::size_t kMaxProblems = 1000;    // after which reading ends

struct Row {
  std::int64_t line = 0;  // of the file, from 1 on, on which the row begins
  std::vector<std::string> fields;

  friend bool operator==(const Row&, const Row&) = default;
};

struct Problem {
  std::int64_t line = 0;
  std::string reason;  // a sentence without its end; never what stands in the file

  friend bool operator==(const Problem&, const Problem&) = default;
};

// A row that cannot be read is a problem and no row; reading goes on with the next line, but not
// behind a quotation mark that is never closed, nor behind the last row that is allowed. A row
// without anything in any of its fields is left out: spreadsheets leave such rows behind.
struct Table {
  std::vector<Row> rows;
  std::vector<Problem> problems;  // by line
};
Table read(std::string_view text, std::size_t max_rows);

}  // namespace alcove::csv
