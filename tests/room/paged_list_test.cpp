// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/paged_list.h"

#include <catch2/catch.hpp>

namespace alcove::flows::room {
namespace {

// A line is a number, the greatest first; what it says can change.
struct Line {
  int number = 0;
  char says = 'a';
  friend bool operator==(const Line&, const Line&) = default;
};

// A box with pages of ten lines; the word of a page is the number behind which it begins.
struct Box {
  using Word = std::optional<std::string>;

  explicit Box(int count) {
    for (int number = count; number > 0; --number) lines.push_back({number});
  }
  // Answers until nothing is due; the words that were asked for, in their order ("-": the first).
  std::string serve(std::size_t first, std::size_t end) {
    std::string asked;
    while (const auto word = list.due(first, end)) {
      asked += (asked.empty() ? "" : " ") + word->value_or("-");
      answer(*word);
    }
    return asked;
  }
  void answer(const Word& word) {
    std::vector<Line> page;
    Word next;
    for (const Line& line : lines) {
      if (word && line.number >= std::stoi(*word)) continue;
      if (page.size() == 10) {
        next = std::to_string(page.back().number);
        break;
      }
      page.push_back(line);
    }
    list.take(word, page, next, list.round());
  }
  void read_all() {
    serve(0, 0);
    while (list.has_more()) {
      list.want_more();
      serve(0, 0);
    }
  }

  std::vector<Line> lines;
  std::vector<Line> shown;
  PagedList<Line> list{
      shown, [](const Line& one, const Line& other) { return one.number > other.number; }};
};

TEST_CASE("pages are read one by one, as more is wanted") {
  Box box(35);
  CHECK(box.serve(0, 5) == "-");
  CHECK(box.shown.size() == 10);
  CHECK(box.serve(0, 5).empty());
  box.list.want_more();
  CHECK(box.serve(0, 5) == "26");
  box.read_all();
  CHECK(box.shown == box.lines);
  box.list.want_more();
  CHECK(box.serve(0, 5).empty());
}

TEST_CASE("read again, the first page and those in view are asked for, and the rest stays") {
  Box box(35);
  box.read_all();
  for (Line& line : box.lines) line.says = 'b';
  box.list.mark_stale();
  CHECK(box.serve(21, 25) == "- 16");
  REQUIRE(box.shown.size() == 35);
  CHECK(box.shown[0].says == 'b');
  CHECK(box.shown[15].says == 'a');
  CHECK(box.shown[25].says == 'b');
  CHECK(box.shown[31].says == 'a');
  // What comes into view later is read then.
  CHECK(box.serve(12, 16) == "26");
  CHECK(box.serve(28, 35) == "6");
  CHECK(box.shown == box.lines);
}

TEST_CASE("a line that came or went is seen, and none is there twice or lost") {
  Box box(35);
  box.read_all();
  const auto read_again = [&box] {
    box.list.mark_stale();
    for (std::size_t row = 0; row < 40; ++row) box.serve(row, row + 1);
    return box.shown;
  };
  SECTION("before all others") {
    box.lines.insert(box.lines.begin(), {36, 'n'});
    CHECK(read_again() == box.lines);
  }
  SECTION("before and within") {
    box.lines.insert(box.lines.begin(), {36, 'n'});
    box.lines.erase(box.lines.begin() + 4);
    CHECK(read_again() == box.lines);
  }
  SECTION("the whole last page went") {
    box.lines.resize(30);
    CHECK(read_again() == box.lines);
  }
  SECTION("all but one went") {
    box.lines.resize(1);
    CHECK(read_again() == box.lines);
  }
  SECTION("all went") {
    box.lines.clear();
    CHECK(read_again() == box.lines);
  }
}

TEST_CASE("after a refusal nothing is asked for until it is stale anew") {
  Box box(15);
  box.list.refused(box.list.round());
  CHECK_FALSE(box.list.due(0, 5));
  box.list.mark_stale();
  CHECK(box.serve(0, 5) == "-");
}

TEST_CASE("an answer to a question from before a change is shown, and the page asked for again") {
  Box box(5);
  const std::uint64_t asked_in = box.list.round();
  const std::vector<Line> before = box.lines;
  box.lines.insert(box.lines.begin(), {6});
  box.list.mark_stale();
  box.list.take(std::nullopt, before, std::nullopt, asked_in);
  CHECK(box.shown == before);
  CHECK(box.serve(0, 5) == "-");
  CHECK(box.shown == box.lines);
}

TEST_CASE("a refusal of a question from before a change keeps nobody from asking anew") {
  Box box(5);
  const std::uint64_t asked_in = box.list.round();
  box.list.mark_stale();
  box.list.refused(asked_in);
  CHECK(box.serve(0, 5) == "-");
}

TEST_CASE("an answer to a page that is none any more changes nothing") {
  Box box(25);
  box.read_all();
  box.lines.resize(10);
  box.list.mark_stale();
  box.serve(0, 5);
  REQUIRE(box.shown.size() == 10);
  box.list.take("6", {{5}, {4}}, std::nullopt, box.list.round());
  CHECK(box.shown == box.lines);
}

}  // namespace
}  // namespace alcove::flows::room
