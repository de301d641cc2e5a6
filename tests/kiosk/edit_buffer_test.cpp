// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/edit_buffer.h"

#include <utf8proc.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "kiosk/widgets/wrap_table.h"

namespace alcove::ui {
namespace {

const std::string kAcute = "\xCC\x81";  // U+0301, combining acute

EditLimits prose() {
  return {100'000, Lines::kMany, false};
}

// The library's whole-string normalisation, as the judge of ours at the edges of an edit.
std::string judge_nfc(const std::string& text) {
  utf8proc_uint8_t* raw = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  REQUIRE(raw != nullptr);
  std::string out(reinterpret_cast<const char*>(raw));
  std::free(raw);
  return out;
}

TEST_CASE("typing, moving and erasing go letter by letter") {
  EditBuffer buffer(prose());
  for (const char* letter : {"n", "i", "ñ", "o"}) CHECK(buffer.insert(letter) == Edited::kChanged);
  CHECK(buffer.text() == "niño");
  buffer.move_left(Extend::kMove);
  CHECK(buffer.caret() == 4);  // behind ñ, which has two bytes
  CHECK(buffer.erase_backward() == Edited::kChanged);
  CHECK(buffer.text() == "nio");
  CHECK(buffer.erase_forward() == Edited::kChanged);
  CHECK(buffer.text() == "ni");
  CHECK(buffer.erase_forward() == Edited::kNothing);
}

TEST_CASE("a combining mark typed behind its letter becomes one letter, and goes as one") {
  EditBuffer buffer(prose());
  buffer.insert("cafe");
  buffer.insert(kAcute);
  CHECK(buffer.text() == "café");
  buffer.insert("q" + kAcute);  // no composed form exists: two code points, one letter
  CHECK(buffer.text() == "caféq" + kAcute);
  buffer.move_left(Extend::kMove);
  CHECK(buffer.caret() == std::string("café").size());
  buffer.erase_forward();
  CHECK(buffer.text() == "café");
}

TEST_CASE("a mark that loses the line feed before it joins the letter it meets") {
  EditBuffer buffer(prose());
  buffer.reset("e\n" + kAcute);
  buffer.move_to(1, Extend::kMove);
  buffer.erase_forward();
  CHECK(buffer.text() == "é");
  CHECK(buffer.undo());
  CHECK(buffer.text() == "e\n" + kAcute);
}

TEST_CASE("undo takes back a word at a time, a pause and a line feed end a step") {
  EditBuffer buffer(prose());
  for (const char c : std::string("one two")) buffer.insert(std::string(1, c));
  buffer.undo();
  CHECK(buffer.text() == "one ");
  buffer.undo();
  CHECK(buffer.text().empty());
  buffer.redo();
  buffer.redo();
  CHECK(buffer.text() == "one two");
  CHECK_FALSE(buffer.redo());
  buffer.end_step();
  buffer.insert("!");
  buffer.insert("\n");
  buffer.undo();
  CHECK(buffer.text() == "one two!");
  buffer.undo();
  CHECK(buffer.text() == "one two");
}

TEST_CASE("a whole note that was deleted comes back with one undo") {
  EditBuffer buffer(prose());
  std::string note;
  while (note.size() < 20'000) note += "She describes a hard week. ";
  buffer.reset(note);
  buffer.select_all();
  buffer.erase_forward();
  CHECK(buffer.text().empty());
  CHECK(buffer.undo());
  CHECK(buffer.text() == note);
  CHECK(buffer.selected_text() == note);
}

TEST_CASE("what does not fit is cut between letters and says so") {
  EditBuffer buffer({4, Lines::kOne, false});
  CHECK(buffer.insert("abcd") == Edited::kChanged);
  CHECK(buffer.insert("e") == Edited::kCutShort);
  CHECK(buffer.text() == "abcd");
  buffer.select_all();
  CHECK(buffer.insert("xyq" + kAcute + "z") == Edited::kCutShort);
  CHECK(buffer.text() == "xyq" + kAcute);
}

TEST_CASE("pasted text is made clean") {
  EditBuffer one({100, Lines::kOne, false});
  one.insert(
      "a\r\nb\tc\x01"
      "d\x7F\xFF");
  CHECK(one.text() == "a b cd\xEF\xBF\xBD");
  EditBuffer many(prose());
  many.insert("a\r\nb\rc\td");
  CHECK(many.text() == "a\nb\nc\td");
}

TEST_CASE("a secret keeps no history") {
  EditBuffer buffer({100, Lines::kOne, true});
  buffer.insert("correct horse");
  CHECK(buffer.text() == "correct horse");
  CHECK_FALSE(buffer.can_undo());
  buffer.erase_backward();
  CHECK(buffer.text() == "correct hors");
  CHECK_FALSE(buffer.undo());
}

TEST_CASE("words and paragraphs are selected whole") {
  EditBuffer buffer(prose());
  buffer.reset("Dr. O'Neil's son,\nsecond line");
  buffer.select_word_at(6);
  CHECK(buffer.selected_text() == "O'Neil's");
  buffer.select_paragraph_at(20);
  CHECK(buffer.selected_text() == "second line");
  buffer.move_to(0, Extend::kMove);
  buffer.move_word_right(Extend::kMove);
  buffer.move_word_right(Extend::kSelect);
  CHECK(buffer.selected_text() == ". O'Neil's");
  buffer.erase_word_backward();
  CHECK(buffer.text() == "Dr son,\nsecond line");
}

// Widths that make rows short and uneven.
float fuzz_advance(char32_t code_point) {
  return is_combining(code_point) ? 0.0F : 5.0F + static_cast<float>(code_point % 7);
}

void check_rows(const EditBuffer& buffer, float width) {
  WrapTable table;
  table.rebuild(buffer.text(), width, fuzz_advance);
  const std::string& text = buffer.text();
  std::size_t expected = 0;
  for (const WrapRow& row : table.rows()) {
    REQUIRE(row.begin == expected);
    REQUIRE(row.end >= row.begin);
    expected = row.end + (row.ends_paragraph && row.end < text.size() ? 1 : 0);
    if (row.ends_paragraph && row.end < text.size()) REQUIRE(text[row.end] == '\n');
  }
  REQUIRE(expected == text.size());
  REQUIRE(table.rows().back().end == text.size());
}

TEST_CASE("random edits agree with a model, and undoing all of them leads back to the start") {
  const std::vector<std::string> typed = {
      "a",      "e",         kAcute,     " ",          "\n",      "ñ",
      "ệ",      "e\xCC\x82", "\xCC\xA3", "word ",      "Привет ", "日本",
      "\u1100", "\u1161",    "\u11A8",   "👩\u200D👧", "🇺🇸",      "long-hyphenated ",
      "\t",     "'",         "o\xCC\x9B"};
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::string start = "Lucía arrived on time.\n" + kAcute + "She slept four hours.";
    EditBuffer buffer(prose());
    buffer.reset(start);
    std::string model = judge_nfc(start);
    REQUIRE(buffer.text() == model);
    for (int round = 0; round < 400; ++round) {
      const std::size_t what = below(12);
      if (what < 3) {
        buffer.move_to(below(model.size() + 1), below(2) == 0 ? Extend::kMove : Extend::kSelect);
      } else if (what < 8) {
        const auto [begin, end] = buffer.selection();
        const std::string& piece = typed[below(typed.size())];
        buffer.insert(piece);
        model = judge_nfc(model.substr(0, begin) + piece + model.substr(end));
      } else if (what < 10) {
        auto [begin, end] = buffer.selection();
        const bool back = below(2) == 0;
        if (begin == end && back) begin = previous_grapheme(model, begin);
        if (begin == end && !back) end = next_grapheme(model, end);
        back ? buffer.erase_backward() : buffer.erase_forward();
        model = judge_nfc(model.substr(0, begin) + model.substr(end));
      } else if (what == 10) {
        const std::string before = buffer.text();
        if (buffer.undo()) {
          buffer.redo();
          REQUIRE(buffer.text() == before);
        }
      } else {
        buffer.end_step();
        check_rows(buffer, static_cast<float>(20 + below(300)));
      }
      REQUIRE(buffer.text() == model);
      REQUIRE(grapheme_boundary_from(model, buffer.caret()) == buffer.caret());
      REQUIRE(grapheme_boundary_from(model, buffer.anchor()) == buffer.anchor());
    }
    while (buffer.undo()) check_rows(buffer, static_cast<float>(20 + below(300)));
    REQUIRE(buffer.text() == judge_nfc(start));
    while (buffer.redo()) {
    }
    REQUIRE(buffer.text() == model);
  }
}

TEST_CASE("random edits under a limit never pass it, and undoing all of them leads back") {
  constexpr std::size_t kLimit = 40;
  const std::vector<std::string> typed = {
      "e",  kAcute, "ệ",          "word ",
      "\n", "日本", "👩\u200D👧", "a long piece that never fits as a whole here"};
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    EditBuffer buffer({kLimit, Lines::kMany, false});
    buffer.reset("Lucía arrived on time.");
    const std::string start = buffer.text();
    for (int round = 0; round < 400; ++round) {
      const Extend extend = below(2) == 0 ? Extend::kMove : Extend::kSelect;
      const std::string before = buffer.text();
      switch (below(8)) {
        case 0:
          buffer.move_to(below(before.size() + 1), extend);
          break;
        case 1:
          below(2) == 0 ? buffer.move_word_left(extend) : buffer.move_word_right(extend);
          break;
        case 2:
          below(2) == 0 ? buffer.select_word_at(below(before.size() + 1))
                        : buffer.select_paragraph_at(below(before.size() + 1));
          break;
        case 3:
          // Nothing but what lay between the two places goes.
          below(2) == 0 ? buffer.erase_word_backward() : buffer.erase_word_forward();
          REQUIRE(buffer.text().size() <= before.size());
          break;
        default:
          buffer.insert(typed[below(typed.size())]);
      }
      REQUIRE(buffer.text() == judge_nfc(buffer.text()));
      REQUIRE(count_code_points(buffer.text()) <= kLimit);
      REQUIRE(grapheme_boundary_from(buffer.text(), buffer.caret()) == buffer.caret());
      REQUIRE(grapheme_boundary_from(buffer.text(), buffer.anchor()) == buffer.anchor());
    }
    const std::string end = buffer.text();
    while (buffer.undo()) {
    }
    REQUIRE(buffer.text() == start);
    while (buffer.redo()) {
    }
    REQUIRE(buffer.text() == end);
  }
}

TEST_CASE("the oldest undo steps go when the history is full") {
  EditBuffer buffer(prose());
  for (std::size_t i = 0; i < kMaxUndoSteps + 1; ++i) {
    buffer.insert("x");
    buffer.end_step();
  }
  std::size_t steps = 0;
  while (buffer.undo()) ++steps;
  CHECK(steps == kMaxUndoSteps);
  CHECK(buffer.text() == "x");  // the first step is out of reach
}

float ten(char32_t code_point) {
  return is_combining(code_point) ? 0.0F : 10.0F;
}

TEST_CASE("lines break at blanks, behind hyphens and ideographs, and inside words too long") {
  const auto rows_of = [](std::string_view text, float width) {
    WrapTable table;
    table.rebuild(text, width, ten);
    std::vector<std::string> out;
    for (const WrapRow& row : table.rows()) {
      out.emplace_back(text.substr(row.begin, row.end - row.begin));
    }
    return out;
  };
  using Rows = std::vector<std::string>;
  CHECK(rows_of("", 100) == Rows{""});
  CHECK(rows_of("one two three", 80) == Rows{"one two ", "three"});
  CHECK(rows_of("one two", 70) == Rows{"one two"});
  CHECK(rows_of("one two", 69) == Rows{"one ", "two"});
  CHECK(rows_of("one     two", 40) == Rows{"one     ", "two"});
  CHECK(rows_of("abcdefgh", 30) == Rows{"abc", "def", "gh"});
  CHECK(rows_of("a\n\nb", 100) == Rows{"a", "", "b"});
  CHECK(rows_of("a\n", 100) == Rows{"a", ""});
  CHECK(rows_of("well-known", 60) == Rows{"well-", "known"});
  CHECK(rows_of("日本語", 20) == Rows{"日本", "語"});
  CHECK(rows_of("aq" + kAcute, 20) == Rows{"aq" + kAcute});
}

TEST_CASE("a soft break is the end of one row and the start of the next") {
  WrapTable table;
  const std::string text = "one two three\nx";
  table.rebuild(text, 80, ten);  // "one two " "three" "x"
  CHECK(table.row_of(8, Affinity::kRowStart) == 1);
  CHECK(table.row_of(8, Affinity::kRowEnd) == 0);
  CHECK(table.row_of(13, Affinity::kRowEnd) == 1);
  CHECK(table.row_of(14, Affinity::kRowEnd) == 2);  // a line feed is no soft break
  CHECK(x_of(text, table.rows()[1], 10, ten) == 20.0F);
  CHECK(offset_at(text, table.rows()[1], 24.0F, ten) == 10);
  CHECK(offset_at(text, table.rows()[1], 26.0F, ten) == 11);
  CHECK(offset_at(text, table.rows()[1], 999.0F, ten) == 13);
}

}  // namespace
}  // namespace alcove::ui
