// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/one_typo.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "shared/base/random.h"

using namespace alcove;
using namespace alcove::rules;

namespace {

// The textbook table of the Damerau-Levenshtein distance (neighbours swapped at most once), bytes.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) table[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) table[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.size()][b.size()];
}

bool found_by_keys(const std::string& typed, const std::string& word) {
  const std::vector<std::string> typed_keys = typo_keys(typed);
  const std::vector<std::string> word_keys = typo_keys(word);
  const auto in = [](const std::vector<std::string>& keys, const std::string& text) {
    return std::find(keys.begin(), keys.end(), text) != keys.end();
  };
  return typed == word || in(word_keys, typed) || in(typed_keys, word) ||
         std::any_of(typed_keys.begin(), typed_keys.end(),
                     [&](const std::string& key) { return in(word_keys, key); });
}

std::string random_word(SeededRandom& random) {
  std::string word;
  const std::uint64_t length = 4 + random.below(4);
  for (std::uint64_t i = 0; i < length; ++i) {
    word.push_back(static_cast<char>('a' + random.below(3)));
  }
  return word;
}

}  // namespace

TEST_CASE("one letter more, less, other or swapped with its neighbour is one typo") {
  CHECK(within_one_typo("gonzalez", "gonzalez"));
  CHECK(within_one_typo("gonzales", "gonzalez"));
  CHECK(within_one_typo("gonzlez", "gonzalez"));
  CHECK(within_one_typo("gonzaalez", "gonzalez"));
  CHECK(within_one_typo("gonzlaez", "gonzalez"));
  CHECK(within_one_typo("onzalez", "gonzalez"));
  CHECK(within_one_typo("gonzale", "gonzalez"));
  CHECK_FALSE(within_one_typo("gonsales", "gonzalez"));
  CHECK_FALSE(within_one_typo("gozlaez", "gonzalez"));
  CHECK_FALSE(within_one_typo("gnozalze", "gonzalez"));
  CHECK_FALSE(within_one_typo("", "ab"));
  CHECK(within_one_typo("", "a"));
}

TEST_CASE("a letter of another script is one letter, not two bytes") {
  CHECK(within_one_typo("\u0438\u0432\u0430\u043d\u043e\u0432",
                        "\u0438\u0432\u0430\u043d\u0435\u0432"));
  CHECK(within_one_typo("\u0438\u0432\u0430\u043d\u043e\u0432", "\u0438\u0432\u0430\u043d\u043e"));
  CHECK_FALSE(within_one_typo("\u0438\u0432\u0430\u043d\u043e\u0432", "\u0438\u0432\u0430\u043d"));
  CHECK(typo_keys("\u0438\u0432\u0430\u043d").size() == 4);
}

TEST_CASE("typo keys leave out each letter once, and words of three letters have none") {
  CHECK(typo_keys("cruz") == std::vector<std::string>{"ruz", "cuz", "crz", "cru"});
  CHECK(typo_keys("anna") == std::vector<std::string>{"nna", "ana", "ann"});
  CHECK(typo_keys("ana").empty());
  CHECK(typo_keys("").empty());
}

TEST_CASE("the keys find every word within one typo, and the check throws out the others") {
  SeededRandom random(20261124);
  int close = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string a = random_word(random);
    const std::string b = random_word(random);
    const bool expected = distance(a, b) <= 1;
    close += expected ? 1 : 0;
    if (within_one_typo(a, b) != expected || (expected && !found_by_keys(a, b))) {
      CAPTURE(a, b);
      REQUIRE(within_one_typo(a, b) == expected);
      REQUIRE(found_by_keys(a, b));
    }
  }
  CHECK(close > 200);  // the words are near enough to each other to mean something
}
