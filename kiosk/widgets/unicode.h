// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// UTF-8 as the editor sees it. Offsets are bytes; a "grapheme" is what a person calls a letter: a
// base with all its combining marks. All functions take valid UTF-8, which clean_text makes.
namespace alcove::ui {

void append_utf8(std::string& out, char32_t code_point);

// The code point at `offset` and its length in bytes. offset < text.size().
struct Decoded {
  char32_t code_point = 0;
  std::size_t length = 1;
};
Decoded decode_at(std::string_view text, std::size_t offset);
std::size_t count_code_points(std::string_view text);

std::string to_nfc(std::string_view text);

// Text from outside (typed, pasted, loaded) made fit to keep: valid UTF-8 in NFC, CR LF and CR as
// line feeds, no control characters but line feed and tab; on a single line those two are blanks.
enum class Lines { kOne, kMany };
std::string clean_text(std::string_view raw, Lines lines);

// Letter by letter. At the ends they stay at the ends.
std::size_t next_grapheme(std::string_view text, std::size_t offset);
std::size_t previous_grapheme(std::string_view text, std::size_t offset);
// The nearest boundary at or behind `offset`.
std::size_t grapheme_boundary_from(std::string_view text, std::size_t offset);

// Word by word, as editors do: the end of the next word, the start of the one before.
std::size_t next_word(std::string_view text, std::size_t offset);
std::size_t previous_word(std::string_view text, std::size_t offset);

bool is_blank(char32_t code_point);  // a space or tab at which a line may end
bool is_word(char32_t code_point);   // letters, digits, marks, apostrophes
// Scripts without spaces between words: a line may end behind any of them.
bool is_ideograph(char32_t code_point);
// Takes no width of its own: it is drawn over the letter before it.
bool is_combining(char32_t code_point);

}  // namespace alcove::ui
