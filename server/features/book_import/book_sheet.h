// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/features/book_import/book_import.h"
#include "server/formats/csv.h"

// A table whose first row names its columns, in any order. Pure; one thread.
namespace alcove::book_import {

struct Column {
  std::string name;
  bool required = false;  // the column has to be there; what may stand in it is another matter
};

class Sheet {
 public:
  // Reads the text. What cannot be read, and each column that is unknown, missing or doubled, is a
  // problem of `file`; with such a column there are no rows.
  Sheet(std::string file, std::string_view text, std::span<const Column> columns,
        std::size_t max_rows, Remarks& problems);

  const std::vector<csv::Row>& rows() const { return rows_; }
  // Without blanks around it; empty where the column is not there.
  std::string field(const csv::Row& row, std::string_view column) const;
  void blame(const csv::Row& row, std::string_view column, std::string reason);

 private:
  bool take_header(const csv::Row& header, std::span<const Column> columns);
  void take_row(csv::Row row, std::size_t width);

  std::string file_;
  Remarks& problems_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::vector<csv::Row> rows_;
};

}  // namespace alcove::book_import
