// SPDX-License-Identifier: Apache-2.0
#include "server/formats/csv.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/formats/utf8.h"

namespace alcove::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// What stands where a field begins or goes on.
enum class At : std::uint8_t { kFieldStart, kPlain, kQuoted, kAfterQuote };

class Reader {
 public:
  Reader(std::string_view text, std::size_t max_rows) : text_(text), max_rows_(max_rows) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  Table read() {
    while (place_ < text_.size() && !ended_) {
      begin_row();
      while (!row_done_) step();
      end_row();
    }
    return std::move(table_);
  }

 private:
  void begin_row() {
    row_ = Row{.line = line_, .fields = {}};
    field_.clear();
    field_line_ = line_;
    reason_.clear();
    at_ = At::kFieldStart;
    row_done_ = false;
  }

  void step() {
    if (place_ == text_.size()) {
      if (at_ == At::kQuoted) {
        reason_.clear();  // whatever was read on the way is not what is wrong
        blame("the quotation mark that opens a field here is never closed", field_line_);
      }
      return finish_row();
    }
    if (at_ == At::kQuoted) return step_in_quotes();
    const char one = text_[place_];
    if (one == '\n' || text_.substr(place_).starts_with("\r\n")) {
      place_ += one == '\n' ? 1 : 2;
      finish_row();
      ++line_;
      return;
    }
    ++place_;
    if (one == ',') return end_field();
    if (one == '"' && at_ == At::kFieldStart) {
      at_ = At::kQuoted;
      field_line_ = line_;
      return;
    }
    if (at_ == At::kAfterQuote) {
      blame("something stands between a closing quotation mark and the comma", line_);
    }
    if (one == '"')
      blame("a quotation mark stands inside a field that does not begin with one", line_);
    if (one == '\r') blame("a carriage return stands alone, without a line feed", line_);
    if (at_ == At::kFieldStart) at_ = At::kPlain;
    put(one);
  }

  void step_in_quotes() {
    const char one = text_[place_++];
    if (one != '"') {
      if (one == '\n') ++line_;
      return put(one);
    }
    if (place_ < text_.size() && text_[place_] == '"') {
      ++place_;
      return put('"');
    }
    at_ = At::kAfterQuote;
  }

  void put(char one) {
    if (field_.size() < kMaxFieldBytes) {
      field_ += one;
    } else if (reason_.empty()) {
      blame(fmt::format("a field has more than {} bytes", kMaxFieldBytes), line_);
    }
  }

  // The first thing that is wrong with a row is what is told.
  void blame(std::string reason, std::int64_t line) {
    if (!reason_.empty()) return;
    reason_ = std::move(reason);
    bad_line_ = line;
  }

  void end_field() {
    if (!is_utf8(field_)) blame("it is not written in UTF-8", field_line_);
    if (field_.find('\0') != std::string::npos)
      blame("a byte stands there that is no text", field_line_);
    if (row_.fields.size() == kMaxFields) {
      blame(fmt::format("a row has more than {} fields", kMaxFields), line_);
    } else {
      row_.fields.push_back(std::move(field_));
    }
    field_.clear();
    field_line_ = line_;
    at_ = At::kFieldStart;
  }

  void finish_row() {
    end_field();
    row_done_ = true;
  }

  void end_row() {
    if (!reason_.empty()) {
      table_.problems.push_back({bad_line_, std::move(reason_)});
      ended_ = table_.problems.size() == kMaxProblems;
      return;
    }
    const bool empty = std::all_of(row_.fields.begin(), row_.fields.end(),
                                   [](const std::string& field) { return field.empty(); });
    if (empty) return;
    if (table_.rows.size() == max_rows_) {
      table_.problems.push_back(
          {row_.line, fmt::format("there are more than {} rows, with the first", max_rows_)});
      ended_ = true;
      return;
    }
    table_.rows.push_back(std::move(row_));
  }

  std::string_view text_;
  std::size_t max_rows_;
  std::size_t place_ = 0;
  std::int64_t line_ = 1;
  At at_ = At::kFieldStart;
  bool row_done_ = false;
  bool ended_ = false;
  Row row_;
  std::string field_;
  std::int64_t field_line_ = 1;
  std::string reason_;
  std::int64_t bad_line_ = 1;
  Table table_;
};

}  // namespace

Table read(std::string_view text, std::size_t max_rows) {
  return Reader(text, max_rows).read();
}

}  // namespace alcove::csv
