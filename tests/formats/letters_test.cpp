// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/letters.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/formats/read_back.h"

// What is on the paper is read back by another program: pdftotext of poppler-utils.

using namespace alcove;
using pdf::Letter;
using pdf::Letters;
using testing::number_in;
using testing::ReadBack;

namespace {

Letter to_lucia() {
  return {.sender = {"Elm House", "40 Main Street", "Buffalo, NY 14201"},
          .to = {"Lucía Morales", "12 Oak Street", "Apt 4", "Buffalo, NY 14201"},
          .dated = "Monday, November 23, 2026",
          .before = {"Hello,", "This is a reminder of your appointment:"},
          .times = {"Tuesday, November 24, 2026, 10:00 AM"},
          .after = {"Place: 40 Main Street, Buffalo, NY 14201.",
                    "If you cannot come, or would like another time, call (716) 555-0100."}};
}

Letters with(std::vector<Letter> letters) {
  return {.heading = "Letters for Tuesday, November 24, 2026",
          .letters = std::move(letters),
          .made_at = parse_utc("2026-11-23T12:02:00.000Z").value()};
}

std::vector<std::string> words_of(const std::string& boxes) {
  std::vector<std::string> all;
  std::istringstream lines(boxes);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<word") != std::string::npos) all.push_back(line);
  }
  return all;
}

std::string inside(const std::string& word) {
  return word.substr(word.find('>') + 1, word.rfind('<') - word.find('>') - 1);
}

// The #10 window in the letter's own points, wherever it lies: the envelope is 4 1/8 inches high,
// the folded letter 3 2/3, and it has an inch to slide sideways. Between these something is seen
// of it in some position.
constexpr double kSeenTop = 146;
constexpr double kSeenBottom = 261;

}  // namespace

TEST_CASE("a letter says when, where and whom to call, and no page of the desk goes with it") {
  const auto printed = pdf::write_letters(with({to_lucia()}));
  CHECK(printed.pages == 1);
  const std::string text = ReadBack(printed.bytes).text();
  for (const char* words : {"Elm House", "Lucía Morales", "12 Oak Street", "Apt 4",
                            "Monday, November 23, 2026", "This is a reminder of your appointment:",
                            "Tuesday, November 24, 2026, 10:00 AM", "call (716) 555-0100"}) {
    INFO(words);
    CHECK(text.find(words) != std::string::npos);
  }
  CHECK(text.find("STAYS IN THE HOUSE") == std::string::npos);
}

TEST_CASE("in the window nothing is seen but whom the letter is for, however it lies") {
  const auto printed = pdf::write_letters(with({to_lucia()}));
  const std::string to = "Lucía Morales 12 Oak Street Apt 4 Buffalo, NY 14201";
  std::string seen;
  for (const std::string& word : words_of(ReadBack(printed.bytes).boxes())) {
    if (number_in(word, "yMax") < kSeenTop || number_in(word, "yMin") > kSeenBottom) continue;
    seen += (seen.empty() ? "" : " ") + inside(word);
    CHECK(number_in(word, "xMin") > 63);   // 7/8 of an inch
    CHECK(number_in(word, "xMax") < 315);  // 4 3/8 inches
    // Not only in one position: in all of them.
    CHECK(number_in(word, "yMin") > 178);
    CHECK(number_in(word, "yMax") < 230);
  }
  CHECK(seen == to);
}

TEST_CASE("the longest name and address there may be stay above the fold") {
  Letter letter = to_lucia();
  letter.to = {std::string(200, 'W'), std::string(100, 'W'), std::string(100, 'W'),
               std::string(75, 'W')};
  letter.sender = {std::string(60, 'W'), std::string(100, 'W'), std::string(100, 'W'),
                   std::string(75, 'W')};
  const auto printed = pdf::write_letters(with({letter}));
  CHECK(printed.pages == 1);
  std::size_t letters = 0;
  for (const std::string& word : words_of(ReadBack(printed.bytes).boxes())) {
    const std::string said = inside(word);
    if (said.find_first_not_of('W') != std::string::npos) continue;
    INFO(word);
    letters += said.size();
    CHECK(number_in(word, "yMax") < pdf::kFirstFold);
    CHECK(number_in(word, "xMax") < 315);
  }
  CHECK(letters == 200 + 100 + 100 + 75 + 60 + 100 + 100 + 75);
}

TEST_CASE("who cannot be written to has a line on the desk's own page, before the letters") {
  Letters letters = with({to_lucia()});
  letters.left_out = {{"Haddad, Sam", 10002, "no address in the record; by phone instead"}};
  const auto printed = pdf::write_letters(letters);
  CHECK(printed.pages == 2);
  const ReadBack read(printed.bytes);
  CHECK(read.page(1).find("STAYS IN THE HOUSE") != std::string::npos);
  CHECK(read.page(1).find("Haddad, Sam (10002). Not by letter: no address") != std::string::npos);
  CHECK(read.page(1).find("Morales") == std::string::npos);
  CHECK(read.page(2).find("Lucía Morales") != std::string::npos);
  CHECK(read.page(2).find("Haddad") == std::string::npos);
}

TEST_CASE("no letter at all is one page that says so") {
  const auto printed = pdf::write_letters(with({}));
  CHECK(printed.pages == 1);
  CHECK(ReadBack(printed.bytes).text().find("Letters that follow: 0.") != std::string::npos);
}

TEST_CASE("many left out and many times go on over pages, below the fold, and nothing is lost") {
  Letters letters = with({to_lucia()});
  for (int i = 0; i < 100; ++i)
    letters.left_out.push_back({"Haddad, Sam", 20000 + i, "no address"});
  letters.letters[0].times.assign(40, "Tuesday, November 24, 2026, 10:00 AM");
  const auto printed = pdf::write_letters(letters);
  const ReadBack read(printed.bytes);
  const std::string text = read.text();
  for (int i = 0; i < 100; ++i) CHECK(text.find(std::to_string(20000 + i)) != std::string::npos);
  std::size_t times = 0;
  for (std::size_t at = 0; (at = text.find("10:00 AM", at)) != std::string::npos; ++at) ++times;
  CHECK(times == 40);
  CHECK(printed.pages > 4);
  const std::string facts = read.facts();
  CHECK(std::stoll(facts.substr(facts.find("Pages:") + 6)) == printed.pages);
  CHECK(text.find("call (716) 555-0100") != std::string::npos);
}

TEST_CASE("1000 letters fit into what a reply may hold") {
  const auto printed = pdf::write_letters(with(std::vector<Letter>(1000, to_lucia())));
  CHECK(printed.pages == 1000);
  CHECK(printed.bytes.size() < 4UL * 1024 * 1024);
}

TEST_CASE("a slip has each visit, the place and whom to call, and the file names nobody") {
  const pdf::Slip slip{
      .heading = "Sus próximas citas",
      .visits = {{"martes, 24 de noviembre de 2026", "10:00 a. m.", "con L. Brandt"},
                 {"martes, 1 de diciembre de 2026", "1:30 p. m.", "con " + std::string(100, 'W')},
                 {"martes, 8 de diciembre de 2026", "1:30 p. m.", "con A. Reyes"},
                 {"martes, 15 de diciembre de 2026", "1:30 p. m.", "con A. Reyes"}},
      .place = {"40 Main Street", "Buffalo, NY 14201"},
      .to_change = "Para cambiar la hora, llame al (716) 555-0100.",
      .made_at = parse_utc("2026-11-23T12:02:00.000Z").value()};
  const auto printed = pdf::write_slip(slip);
  const ReadBack read(printed.bytes);
  const std::string text = read.text();
  for (const char* words : {"Sus próximas citas", "24 de noviembre", "10:00 a. m.", "con L. Brandt",
                            "15 de diciembre", "40 Main Street", "llame al (716) 555-0100."}) {
    INFO(words);
    CHECK(text.find(words) != std::string::npos);
  }
  for (const std::string& word : words_of(read.boxes())) {
    CHECK(number_in(word, "yMax") < 396 - 12);
    CHECK(number_in(word, "xMax") < 306 - 12);
  }
  CHECK(read.facts().find("Next visit") != std::string::npos);
  CHECK(printed.bytes == pdf::write_slip(slip).bytes);
}

TEST_CASE("a Chinese, a Korean and an Arabic name stand in the window, on the edge of the others") {
  for (const char* name :
       {"王小明", "김민수", "محمد العلي", "Nguyễn Thị Hương", "Олена Шевченко"}) {
    INFO(name);
    Letter letter = to_lucia();
    letter.to[0] = name;
    REQUIRE(pdf::can_be_addressed(letter));
    const ReadBack read(pdf::write_letters(with({letter})).bytes);
    const std::vector<std::string> all = words_of(read.boxes());
    // The line above "12 Oak Street".
    const auto street = std::find_if(all.begin(), all.end(),
                                     [](const std::string& one) { return inside(one) == "Oak"; });
    REQUIRE(street != all.end());
    const auto number = std::prev(street);
    double left = 1000;
    for (const std::string& one : all) {
      const double top = number_in(one, "yMin");
      if (top >= pdf::kWindowTop - 3 && number_in(one, "yMax") <= number_in(*number, "yMin") + 3) {
        left = std::min(left, number_in(one, "xMin"));
      }
    }
    CHECK(std::abs(left - number_in(*number, "xMin")) < 2.5);
  }
}

TEST_CASE("the letters of a name are in the file as they were written") {
  for (const char* name : {"王小明", "김민수"}) {
    Letter letter = to_lucia();
    letter.to[0] = name;
    CHECK(ReadBack(pdf::write_letters(with({letter})).bytes).text().find(name) !=
          std::string::npos);
  }
}

// Vithkuqi came to Unicode after the fonts that the box is given.
TEST_CASE("a name with a letter that no font has is known before, and is no row of boxes") {
  const std::string nobody = "\xF0\x90\x95\xB0 Lucía";
  Letter letter = to_lucia();
  CHECK(pdf::can_be_addressed(letter));
  letter.to[0] = nobody;
  CHECK_FALSE(pdf::can_be_addressed(letter));
  letter = to_lucia();
  letter.to[1] = nobody;
  CHECK_FALSE(pdf::can_be_addressed(letter));
  Letters letters = with({});
  letters.left_out = {{nobody, 104, "no font"}};
  CHECK(ReadBack(pdf::write_letters(letters).bytes).text().find("? Lucía (104)") !=
        std::string::npos);
}
