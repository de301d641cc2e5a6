// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/formats/pdf/paper.h"
#include "shared/base/check.h"

namespace alcove::pdf {
namespace {

constexpr double kMargin = 36;
constexpr double kGap = 8;  // between columns, and above and below a row's words
constexpr double kFootHeight = 18;
constexpr double kRight = kLetterLandscape.width - kMargin;
constexpr const char* kUnknown =
    "A question mark in a name stands for a letter that no font on the box has.";
constexpr double kBottom = kLetterLandscape.height - kMargin - kFootHeight;

// Writes pages from top to bottom. How many there will be is known beforehand: the rows were
// measured first.
class Pages {
 public:
  explicit Pages(const Table& table)
      : table_(table), paper_(kLetterLandscape, table.title, table.made_at) {
    for (const Cells& cells : table.rows) know(cells);
    top_ = write_head(Ink::kMeasure);
    for (const Cells& cells : rows_) measure(cells);
  }

  Printed write() {
    for (std::size_t page = 0; page < starts_.size(); ++page) {
      write_head(Ink::kWrite);
      const std::size_t end = page + 1 < starts_.size() ? starts_[page + 1] : heights_.size();
      double y = top_;
      for (std::size_t i = starts_[page]; i < end; ++i) {
        write_row(rows_[i], y + kGap / 2, Weight::kRegular);
        y += heights_[i];
        paper_.rule(kMargin, kRight, y, 0.5);
      }
      if (table_.rows.empty()) {
        paper_.write({.words = table_.nothing, .size = 11, .width = kRight - kMargin}, kMargin,
                     y + kGap);
      }
      paper_.write({.words = fmt::format("{} of {}", page + 1, starts_.size()),
                    .width = kRight - kMargin,
                    .side = Side::kCentre},
                   kMargin, kBottom + kGap / 2);
      paper_.end_page();
    }
    return {paper_.finish(), static_cast<std::int64_t>(starts_.size())};
  }

 private:
  enum class Ink : std::uint8_t { kMeasure, kWrite };

  void know(const Cells& cells) {
    rows_.push_back(cells);
    for (std::string& words : rows_.back()) {
      std::string known = paper_.known_letters(words);
      some_unknown_ = some_unknown_ || known != words;
      words = std::move(known);
    }
  }

  void measure(const Cells& cells) {
    ALCOVE_CHECK(cells.size() == table_.columns.size());
    const double height = height_of(cells, Weight::kRegular) + kGap;
    if (bottom_of_page_ + height > kBottom && !heights_.empty()) {
      starts_.push_back(heights_.size());
      bottom_of_page_ = top_;
    }
    bottom_of_page_ = (heights_.empty() ? top_ : bottom_of_page_) + height;
    heights_.push_back(height);
  }

  // Of the highest of them.
  double height_of(const Cells& cells, Weight weight) {
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      height = std::max(height, paper_.height_of(cell(cells, i, weight)));
    }
    return height;
  }

  Text cell(const Cells& cells, std::size_t i, Weight weight) const {
    return {.words = cells[i], .width = table_.columns[i].width - kGap, .weight = weight};
  }

  void write_row(const Cells& cells, double y, Weight weight) {
    double x = kMargin;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      paper_.write(cell(cells, i, weight), x, y);
      x += table_.columns[i].width;
    }
  }

  // Gives where the rows begin.
  double write_head(Ink ink) {
    const double width = kRight - kMargin;
    std::vector<Text> head{
        {.words = table_.warning, .size = 9, .width = width, .weight = Weight::kBold},
        {.words = table_.heading, .size = 15, .width = width, .weight = Weight::kBold}};
    for (const std::string& words : table_.below) head.push_back({.words = words, .width = width});
    if (some_unknown_) head.push_back({.words = kUnknown, .width = width, .weight = Weight::kBold});
    double y = kMargin;
    for (const Text& text : head) {
      if (ink == Ink::kWrite) paper_.write(text, kMargin, y);
      y += paper_.height_of(text) + kGap / 2;
    }
    Cells titles;
    for (const Column& column : table_.columns) titles.push_back(column.title);
    y += kGap / 2;
    if (ink == Ink::kWrite) write_row(titles, y, Weight::kBold);
    y += height_of(titles, Weight::kBold) + kGap / 2;
    if (ink == Ink::kWrite) paper_.rule(kMargin, kRight, y, 1);
    return y;
  }

  const Table& table_;
  Paper paper_;
  std::vector<Cells> rows_;    // as they are written
  bool some_unknown_ = false;  // of their letters
  double top_ = 0;
  double bottom_of_page_ = 0;
  std::vector<double> heights_;         // of each row
  std::vector<std::size_t> starts_{0};  // the first row of each page
};

}  // namespace

Printed write_table(const Table& table) {
  return Pages(table).write();
}

}  // namespace alcove::pdf
