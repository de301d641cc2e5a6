// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace alcove::book_import {
namespace {

// "first_name", of a header like " First_Name".
std::string column_name(std::string_view written) {
  const std::size_t from = written.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  std::string name(written.substr(from, written.find_last_not_of(' ') + 1 - from));
  for (char& one : name) {
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
  }
  return name;
}

// The header is no secret, but a file without one begins with a client.
std::string shown(const std::string& name, std::size_t place) {
  const bool plain = !name.empty() && name.size() <= 40 &&
                     std::all_of(name.begin(), name.end(),
                                 [](char one) { return (one >= 'a' && one <= 'z') || one == '_'; });
  return plain ? name : fmt::format("column {}", place + 1);
}

// What a spreadsheet of another country puts between the fields, if the first line has it and no
// comma.
const char* other_separator(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.find(',') != std::string_view::npos) return nullptr;
  if (line.find(';') != std::string_view::npos) return "semicolons";
  return line.find('\t') != std::string_view::npos ? "tabs" : nullptr;
}

}  // namespace

void Remarks::add(Remark remark) {
  ++count;
  if (told.size() < kMaxTold) told.push_back(std::move(remark));
}

void Remarks::sort() {
  const auto place = [](const Remark& one) {
    const int rank = one.file == "clients" ? 0 : one.file == "appointments" ? 1 : 2;
    return std::tuple(rank, std::string_view(one.file), one.line);
  };
  std::stable_sort(told.begin(), told.end(),
                   [&](const Remark& a, const Remark& b) { return place(a) < place(b); });
}

Sheet::Sheet(std::string file, std::string_view text, std::span<const Column> columns,
             std::size_t max_rows, Remarks& problems)
    : file_(std::move(file)), problems_(problems) {
  if (const char* const separator = other_separator(text)) {
    problems_.add({file_,
                   1,
                   {},
                   fmt::format("there are {} between its fields: save it with commas between them",
                               separator)});
    return;
  }
  csv::Table table = csv::read(text, max_rows + 1);
  for (csv::Problem& one : table.problems) {
    problems_.add({file_, one.line, {}, std::move(one.reason)});
  }
  if (table.rows.empty()) {
    problems_.add({file_, 1, {}, "the first row has to name the columns"});
    return;
  }
  const csv::Row header = std::move(table.rows.front());
  if (!take_header(header, columns)) return;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    take_row(std::move(table.rows[i]), header.fields.size());
  }
}

bool Sheet::take_header(const csv::Row& header, std::span<const Column> columns) {
  bool good = true;
  const auto blame_column = [&](std::string name, const char* reason) {
    problems_.add({file_, header.line, std::move(name), reason});
    good = false;
  };
  for (std::size_t place = 0; place < header.fields.size(); ++place) {
    const std::string name = column_name(header.fields[place]);
    const bool known = std::any_of(columns.begin(), columns.end(),
                                   [&](const Column& column) { return column.name == name; });
    if (!known) {
      blame_column(shown(name, place), "there is no such column");
    } else if (!places_.emplace(name, place).second) {
      blame_column(name, "the column is there twice");
    }
  }
  for (const Column& column : columns) {
    if (column.required && places_.find(column.name) == places_.end()) {
      blame_column(column.name, "the column is missing");
    }
  }
  return good;
}

void Sheet::take_row(csv::Row row, std::size_t width) {
  if (row.fields.size() != width) {
    problems_.add(
        {file_,
         row.line,
         {},
         fmt::format("it has {} fields, and the first row has {}", row.fields.size(), width)});
    return;
  }
  rows_.push_back(std::move(row));
}

std::string Sheet::field(const csv::Row& row, std::string_view column) const {
  const auto place = places_.find(column);
  if (place == places_.end()) return {};
  const std::string& text = row.fields[place->second];
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') + 1 - from);
}

void Sheet::blame(const csv::Row& row, std::string_view column, std::string reason) {
  problems_.add({file_, row.line, std::string(column), std::move(reason)});
}

}  // namespace alcove::book_import
