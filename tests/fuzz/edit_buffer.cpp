// SPDX-License-Identifier: Apache-2.0
// What is being written, under any series of keys. The first byte chooses the limits, then the text
// up to a line feed is what was there before, then each byte is a key; 'i' takes the letters that
// follow it, their number first. Judged by utf8proc's own normalisation of the whole text.
#include "kiosk/widgets/edit_buffer.h"

#include <utf8proc.h>

#include <cstdlib>

#include "tests/fuzz/target.h"

using namespace alcove;
using ui::Extend;

namespace {

constexpr std::size_t kMostKeys = 400;

std::string judge_nfc(const std::string& text) {
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  fuzz::require(size >= 0, "the text is valid UTF-8");
  std::string out(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
  std::free(raw);
  return out;
}

void check(const ui::EditBuffer& buffer, std::size_t before) {
  const std::string& text = buffer.text();
  fuzz::require(judge_nfc(text) == text, "the text is in NFC");
  fuzz::require(ui::grapheme_boundary_from(text, buffer.caret()) == buffer.caret(),
                "the caret lies between letters");
  fuzz::require(ui::grapheme_boundary_from(text, buffer.anchor()) == buffer.anchor(),
                "the anchor lies between letters");
  fuzz::require(ui::count_code_points(text) <= std::max(buffer.limits().max_code_points, before),
                "no more letters than the limit, or than there were");
  fuzz::require(buffer.limits().lines == ui::Lines::kMany || text.find('\n') == std::string::npos,
                "one line stays one line");
}

void press(ui::EditBuffer& buffer, std::uint8_t key, fuzz::Input& input) {
  const Extend extend = (key & 0x20) != 0 ? Extend::kMove : Extend::kSelect;
  switch (key) {
    case 'i':
      buffer.insert(as_text(input.take(input.byte() % 64)));
      break;
    case 'm':
    case 'M':
      buffer.move_to(input.byte() % (buffer.text().size() + 1), extend);
      break;
    case 'l':
    case 'L':
      buffer.move_left(extend);
      break;
    case 'r':
    case 'R':
      buffer.move_right(extend);
      break;
    case 'w':
    case 'W':
      buffer.move_word_left(extend);
      break;
    case 'v':
    case 'V':
      buffer.move_word_right(extend);
      break;
    case 'a':
      buffer.select_all();
      break;
    case 's':
      buffer.select_word_at(input.byte() % (buffer.text().size() + 1));
      break;
    case 'p':
      buffer.select_paragraph_at(input.byte() % (buffer.text().size() + 1));
      break;
    case 'b':
      buffer.erase_backward();
      break;
    case 'd':
      buffer.erase_forward();
      break;
    case 'B':
      buffer.erase_word_backward();
      break;
    case 'D':
      buffer.erase_word_forward();
      break;
    case 'u':
      buffer.undo();
      break;
    case 'y':
      buffer.redo();
      break;
    case 'e':
      buffer.end_step();
      break;
    default:
      buffer.insert(std::string(1, static_cast<char>(key)));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t kind = input.byte();
  ui::EditBuffer buffer({.max_code_points = std::size_t{1} + kind % 90,
                         .lines = (kind & 0x80) != 0 ? ui::Lines::kMany : ui::Lines::kOne,
                         .secret = (kind & 0x40) != 0});
  buffer.reset(input.line());
  const std::string start = buffer.text();
  const std::size_t before = ui::count_code_points(start);
  for (std::size_t keys = 0; keys < kMostKeys && !input.at_end(); ++keys) {
    press(buffer, input.byte(), input);
    check(buffer, before);
  }
  const std::string end = buffer.text();
  while (buffer.undo()) check(buffer, before);
  if (!buffer.limits().secret) {
    fuzz::require(buffer.text() == start, "undoing everything gives the text of the beginning");
  }
  while (buffer.redo()) check(buffer, before);
  return 0;
}
