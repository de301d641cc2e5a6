// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

// Where the lines of a text break at a given width, and what lies under a point. Pure logic: the
// widths of letters come from outside. Rows cover the text without gaps: the blanks at which a line
// breaks belong to the row before, and only a line feed belongs to none. Widths are pixels.
namespace alcove::ui {

using AdvanceOf = std::function<float(char32_t)>;

struct WrapRow {
  std::size_t begin = 0;
  std::size_t end = 0;          // behind the last byte of the row, its blanks included
  bool ends_paragraph = false;  // a line feed or the end of the text follows
};

// A soft break is the end of one row and the start of the next at the same offset. Which of the two
// a caret shows at.
enum class Affinity { kRowStart, kRowEnd };

class WrapTable {
 public:
  // At least one row, also for no text. A word longer than the width breaks between letters.
  void rebuild(std::string_view text, float width, const AdvanceOf& advance);

  const std::vector<WrapRow>& rows() const { return rows_; }
  std::size_t row_of(std::size_t offset, Affinity affinity) const;

 private:
  void wrap_paragraph(std::string_view text, std::size_t begin, std::size_t end, float width,
                      const AdvanceOf& advance);
  std::vector<WrapRow> rows_;
};

// The distance from the start of the row to `offset`.
float x_of(std::string_view text, const WrapRow& row, std::size_t offset, const AdvanceOf& advance);
// The letter boundary of the row nearest to `x`.
std::size_t offset_at(std::string_view text, const WrapRow& row, float x, const AdvanceOf& advance);

}  // namespace alcove::ui
