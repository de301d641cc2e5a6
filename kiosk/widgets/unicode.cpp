// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "shared/base/check.h"
#include "shared/base/code_points.h"

namespace alcove::ui {
namespace {

struct FreeMalloced {
  void operator()(utf8proc_uint8_t* pointer) const { std::free(pointer); }
};

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80U;
}

std::size_t previous_code_point(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  --offset;
  while (offset > 0 && is_continuation(text[offset])) --offset;
  return offset;
}

char32_t code_point_before(std::string_view text, std::size_t offset) {
  return decode_at(text, previous_code_point(text, offset)).code_point;
}

// A boundary at or before `offset` that needs no context: between two ASCII characters (CR LF does
// not occur in clean text), or the start.
std::size_t safe_boundary(std::string_view text, std::size_t offset) {
  while (offset > 0) {
    if (offset < text.size() && is_ascii(text[offset]) && is_ascii(text[offset - 1])) return offset;
    --offset;
  }
  return 0;
}

// The first boundary behind `from`, itself a boundary.
std::size_t boundary_after(std::string_view text, std::size_t from) {
  if (from >= text.size()) return text.size();
  utf8proc_int32_t state = 0;
  Decoded left = decode_at(text, from);
  std::size_t at = from + left.length;
  while (at < text.size()) {
    const Decoded right = decode_at(text, at);
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(left.code_point),
                                         static_cast<utf8proc_int32_t>(right.code_point), &state)) {
      return at;
    }
    left = right;
    at += right.length;
  }
  return text.size();
}

}  // namespace

void append_utf8(std::string& out, char32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length =
      utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

Decoded decode_at(std::string_view text, std::size_t offset) {
  if (is_ascii(text[offset])) return {static_cast<char32_t>(text[offset]), 1};
  utf8proc_int32_t code_point = -1;
  const utf8proc_ssize_t length = utf8proc_iterate(
      bytes_of(text) + offset, static_cast<utf8proc_ssize_t>(text.size() - offset), &code_point);
  if (length <= 0) return {0xFFFD, 1};
  return {static_cast<char32_t>(code_point), static_cast<std::size_t>(length)};
}

std::size_t count_code_points(std::string_view text) {
  return alcove::count_code_points(text);
}

std::string to_nfc(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &raw,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, FreeMalloced> owned(raw);
  ALCOVE_CHECK(length >= 0);
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

std::string clean_text(std::string_view raw, Lines lines) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const Decoded next = decode_at(raw, at);
    char32_t code_point = next.code_point;
    if (code_point == U'\r') {
      const bool pair = at + 1 < raw.size() && raw[at + 1] == '\n';
      at += pair ? 1 : 0;
      code_point = U'\n';
    }
    at += next.length;
    const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    const bool line_or_tab = code_point == U'\n' || code_point == U'\t';
    if (control && !line_or_tab) continue;
    append_utf8(out, line_or_tab && lines == Lines::kOne ? U' ' : code_point);
  }
  return to_nfc(out);
}

std::size_t next_grapheme(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  std::size_t at = safe_boundary(text, offset);
  while (at <= offset) at = boundary_after(text, at);
  return at;
}

std::size_t previous_grapheme(std::string_view text, std::size_t offset) {
  if (offset == 0) return 0;
  std::size_t at = safe_boundary(text, offset - 1);
  while (true) {
    const std::size_t next = boundary_after(text, at);
    if (next >= offset) return at;
    at = next;
  }
}

std::size_t grapheme_boundary_from(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset >= text.size()) return std::min(offset, text.size());
  std::size_t at = safe_boundary(text, offset);
  while (at < offset) at = boundary_after(text, at);
  return at;
}

std::size_t next_word(std::string_view text, std::size_t offset) {
  while (offset < text.size() && !is_word(decode_at(text, offset).code_point)) {
    offset += decode_at(text, offset).length;
  }
  while (offset < text.size() && is_word(decode_at(text, offset).code_point)) {
    offset += decode_at(text, offset).length;
  }
  return grapheme_boundary_from(text, offset);
}

std::size_t previous_word(std::string_view text, std::size_t offset) {
  while (offset > 0 && !is_word(code_point_before(text, offset))) {
    offset = previous_code_point(text, offset);
  }
  while (offset > 0 && is_word(code_point_before(text, offset))) {
    offset = previous_code_point(text, offset);
  }
  return offset;
}

bool is_blank(char32_t code_point) {
  return code_point == U' ' || code_point == U'\t' || code_point == 0x3000 ||
         (code_point >= 0x2000 && code_point <= 0x200A && code_point != 0x2007);
}

bool is_word(char32_t code_point) {
  if (code_point == U'\'' || code_point == 0x2019) return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

bool is_ideograph(char32_t code_point) {
  return (code_point >= 0x3040 && code_point <= 0x30FF) ||
         (code_point >= 0x3400 && code_point <= 0x9FFF) ||
         (code_point >= 0xF900 && code_point <= 0xFAFF);
}

bool is_combining(char32_t code_point) {
  if (code_point < 0x300) return false;
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
         code_point == 0x200B || code_point == 0x200C || code_point == 0x200D;
}

}  // namespace alcove::ui
