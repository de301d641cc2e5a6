// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/wrap_table.h"

#include <algorithm>

#include "kiosk/widgets/unicode.h"

namespace alcove::ui {

void WrapTable::rebuild(std::string_view text, float width, const AdvanceOf& advance) {
  rows_.clear();
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    wrap_paragraph(text, begin, end, width, advance);
    rows_.back().ends_paragraph = true;
    if (end == text.size()) return;
    begin = end + 1;
  }
}

void WrapTable::wrap_paragraph(std::string_view text, std::size_t begin, std::size_t end,
                               float width, const AdvanceOf& advance) {
  std::size_t row_begin = begin;
  std::size_t break_at = begin;  // the last place where the row may end; row_begin when none
  float x = 0;
  float x_at_break = 0;
  for (std::size_t at = begin; at < end;) {
    const Decoded next = decode_at(text, at);
    const bool blank = is_blank(next.code_point);
    const float step = advance(next.code_point);
    // Blanks hang over the edge; anything else moves to the next row with its word.
    if (!blank && x + step > width && at > row_begin && !is_combining(next.code_point)) {
      const bool at_word = break_at > row_begin;
      const std::size_t row_end = at_word ? break_at : at;
      rows_.push_back({row_begin, row_end, false});
      x = at_word ? x - x_at_break : 0;
      row_begin = break_at = row_end;
      x_at_break = 0;
    }
    x += step;
    at += next.length;
    if (blank || is_ideograph(next.code_point) || next.code_point == U'-') {
      break_at = at;
      x_at_break = x;
    }
  }
  rows_.push_back({row_begin, end, false});
}

std::size_t WrapTable::row_of(std::size_t offset, Affinity affinity) const {
  const auto behind =
      std::upper_bound(rows_.begin(), rows_.end(), offset,
                       [](std::size_t value, const WrapRow& row) { return value < row.begin; });
  const std::size_t row =
      behind == rows_.begin() ? 0 : static_cast<std::size_t>(behind - rows_.begin()) - 1;
  const bool soft_start = row > 0 && rows_[row].begin == offset && !rows_[row - 1].ends_paragraph;
  return soft_start && affinity == Affinity::kRowEnd ? row - 1 : row;
}

float x_of(std::string_view text, const WrapRow& row, std::size_t offset,
           const AdvanceOf& advance) {
  float x = 0;
  for (std::size_t at = row.begin; at < std::min(offset, row.end);) {
    const Decoded next = decode_at(text, at);
    x += advance(next.code_point);
    at += next.length;
  }
  return x;
}

std::size_t offset_at(std::string_view text, const WrapRow& row, float x,
                      const AdvanceOf& advance) {
  float left = 0;
  for (std::size_t at = row.begin; at < row.end;) {
    const std::size_t next = std::min(next_grapheme(text, at), row.end);
    float width = 0;
    for (std::size_t part = at; part < next;) {
      const Decoded decoded = decode_at(text, part);
      width += advance(decoded.code_point);
      part += decoded.length;
    }
    if (x < left + width / 2) return at;
    left += width;
    at = next;
  }
  return row.end;
}

}  // namespace alcove::ui
