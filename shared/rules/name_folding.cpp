// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/name_folding.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "shared/base/code_points.h"

namespace alcove::rules {
namespace {

struct FreeMalloced {
  void operator()(utf8proc_uint8_t* pointer) const { std::free(pointer); }
};

std::string_view spelled_out(utf8proc_int32_t code_point) {
  switch (code_point) {
    case 0x00E6:
      return "ae";  // æ
    case 0x0153:
      return "oe";  // œ
    case 0x00F8:
      return "o";  // ø
    case 0x0111:
      return "d";  // đ
    case 0x00F0:
      return "d";  // ð
    case 0x0142:
      return "l";  // ł
    case 0x00FE:
      return "th";  // þ
    case 0x0131:
      return "i";  // dotless i
    default:
      return {};
  }
}

bool parts_words(utf8proc_int32_t code_point) {
  const utf8proc_category_t category = utf8proc_category(code_point);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD ||
         code_point == '\t' || code_point == '/' || code_point == ',';
}

bool is_letter_or_digit(utf8proc_int32_t code_point) {
  switch (utf8proc_category(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
      // The Hawaiian ʻokina and its likes are letters to Unicode, apostrophes to those who type
      // them.
      return code_point < 0x02B0 || code_point > 0x02FF;
    default:
      return false;
  }
}

// The same for text of ASCII alone, which most names are: a search folds hundreds of them.
std::string fold_ascii(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  bool word_ended = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (c == ' ' || c == '-' || c == '\t' || c == '/' || c == ',') {
      word_ended = true;
    } else if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (word_ended && !folded.empty()) folded.push_back(' ');
      word_ended = false;
      folded.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  return folded;
}

}  // namespace

std::string fold_name(std::string_view name) {
  const auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(name.begin(), name.end(), plain)) return fold_ascii(name);
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
      static_cast<utf8proc_ssize_t>(name.size()), &raw,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
  const std::unique_ptr<utf8proc_uint8_t, FreeMalloced> mapped(raw);
  std::string folded;
  bool word_ended = false;
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(mapped.get() + at, size - at, &code_point);
    if (used <= 0) break;
    if (parts_words(code_point)) {
      word_ended = true;
    } else if (is_letter_or_digit(code_point)) {
      if (word_ended && !folded.empty()) folded.push_back(' ');
      word_ended = false;
      const std::string_view spelled = spelled_out(code_point);
      if (spelled.empty()) {
        folded.append(reinterpret_cast<const char*>(mapped.get() + at),
                      static_cast<std::size_t>(used));
      } else {
        folded.append(spelled);
      }
    }
    at += used;
  }
  return folded;
}

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.emplace_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::string joined(std::string_view folded) {
  std::string text(folded);
  std::erase(text, ' ');
  return text;
}

std::size_t letters_of(std::string_view folded) {
  return count_code_points(folded);
}

}  // namespace alcove::rules
