// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/client_search.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "shared/rules/name_folding.h"
#include "shared/rules/nicknames.h"

using namespace alcove;
using namespace alcove::rules;

namespace {

const LocalDate kToday = parse_date("2026-11-24").value();

SearchFacts client(std::int64_t number, const PersonName& name, const char* birth,
                   std::vector<std::string> phones) {
  return {number, parse_date(birth).value(), index_words(name), std::move(phones)};
}

const SearchFacts kMaria = client(10427, {"Mar\u00eda", "Elena", "L\u00f3pez-D\u00edaz", "", ""},
                                  "1986-04-17", {"7165550112", "525512345678"});
const SearchFacts kWilliam =
    client(10431, {"William", "", "O\u2019Brien", "", ""}, "1972-12-03", {"7165550199"});

std::optional<MatchQuality> found(const char* typed, const SearchFacts& facts) {
  const std::optional<SearchRank> result = rank(parse_search(typed, kToday).value(), facts);
  return result ? std::optional(result->worst) : std::nullopt;
}

}  // namespace

TEST_CASE("a client is found by the parts of the name in any order, case and accent") {
  for (const char* typed : {"maria lopez", "LOPEZ, MARIA", "L\u00d3PEZ-D\u00cdAZ",
                            "lopez diaz maria", "lopezdiaz", "elena", "  diaz   maria "}) {
    CAPTURE(typed);
    CHECK(found(typed, kMaria) == MatchQuality::kExact);
    CHECK(found(typed, kWilliam) == std::nullopt);
  }
  CHECK(found("o'brien", kWilliam) == MatchQuality::kExact);
  CHECK(found("obrien william", kWilliam) == MatchQuality::kExact);
}

TEST_CASE("a client is found while the name is still being typed") {
  CHECK(found("lo", kMaria) == MatchQuality::kPrefix);
  CHECK(found("lopez m", kMaria) == MatchQuality::kPrefix);
  CHECK(found("mar di", kMaria) == MatchQuality::kPrefix);
  CHECK(found("lopez w", kMaria) == std::nullopt);
}

TEST_CASE("a client is found by a nickname, either way round") {
  CHECK(found("bill obrien", kWilliam) == MatchQuality::kNickname);
  const SearchFacts bill = client(1, {"Bill", "", "Reyes", "", ""}, "1970-01-01", {});
  CHECK(found("william reyes", bill) == MatchQuality::kNickname);
  const SearchFacts paco = client(2, {"Francisco", "", "Reyes", "", ""}, "1970-01-01", {});
  CHECK(found("paco", paco) == MatchQuality::kNickname);
  const SearchFacts lupe = client(3, {"Lupe", "", "Reyes", "", ""}, "1970-01-01", {});
  CHECK(found("guadalupe", lupe) == MatchQuality::kNickname);
  const SearchFacts called = client(4, {"Alexandra", "", "Reyes", "Sasha", ""}, "1970-01-01", {});
  CHECK(found("sasha", called) == MatchQuality::kExact);
}

TEST_CASE("a client is found in spite of one typo, in words of four letters or more") {
  CHECK(found("lopz maria", kMaria) == MatchQuality::kTypo);
  CHECK(found("maira lopez", kMaria) == MatchQuality::kTypo);
  CHECK(found("obreen", kWilliam) == MatchQuality::kTypo);
  CHECK(found("loqqz", kMaria) == std::nullopt);
  const SearchFacts ana = client(5, {"Ana", "", "Roe", "", ""}, "1970-01-01", {});
  CHECK(found("ada", ana) == std::nullopt);
  CHECK(found("rowe", ana) == std::nullopt);  // four typed, three on file
}

TEST_CASE("a client is found by birth date in every form a receptionist types") {
  for (const char* typed :
       {"4/17/86", "04/17/1986", "1986-04-17", "04171986", "maria 4/17/86", "4-17-1986 lopez"}) {
    CAPTURE(typed);
    CHECK(found(typed, kMaria) == MatchQuality::kExact);
    CHECK(found(typed, kWilliam) == std::nullopt);
  }
  CHECK(found("4/18/86", kMaria) == std::nullopt);
}

TEST_CASE("a client is found by a birth date with the month's name") {
  for (const char* typed : {"April 17, 1986", "17 de abril de 1986", "maria apr 17 86",
                            "17 abr 1986, lopez", "april 17 1986 0112", "0112 april 17 1986"}) {
    CAPTURE(typed);
    CHECK(found(typed, kMaria) == MatchQuality::kExact);
    CHECK(found(typed, kWilliam) == std::nullopt);
  }
  CHECK(found("April 18, 1986", kMaria) == std::nullopt);
  // Whoever is called like a month is found by that name.
  const SearchFacts april = client(10433, {"April", "", "May", "", ""}, "1990-05-05", {});
  CHECK(found("april may", april) == MatchQuality::kExact);
  CHECK(found("april may 10433", april) == MatchQuality::kExact);
  CHECK(found("april may may 5 1990", april) == MatchQuality::kExact);
  CHECK(found("april 10433", april) == MatchQuality::kExact);
}

TEST_CASE("a client is found by four digits or more from either end of any phone") {
  for (const char* typed :
       {"0112", "555-0112", "5550112", "(716) 555-0112", "(716) 555 0112", "716 555 0112",
        "+1 716 555 0112", "17165550112", "5678", "+52 55 1234 5678", "lopez 0112"}) {
    CAPTURE(typed);
    CHECK(found(typed, kMaria) == MatchQuality::kExact);
    CHECK(found(typed, kWilliam) == std::nullopt);
  }
  CHECK(found("716555", kMaria) == MatchQuality::kPrefix);
  CHECK(found("112", kMaria) == std::nullopt);
  CHECK(found("5501", kMaria) == std::nullopt);  // from the middle
}

TEST_CASE("a client is found by the record number") {
  CHECK(found("10427", kMaria) == MatchQuality::kExact);
  CHECK(found("#10427", kMaria) == MatchQuality::kExact);
  for (const char* shown : {"No. 10427", "no 10427", "N.º 10427", "Nº 10427", "maria no. 10427"}) {
    CAPTURE(shown);
    CHECK(found(shown, kMaria) == MatchQuality::kExact);
  }
  CHECK(found("No. 10428", kMaria) == std::nullopt);
  CHECK(found("no", kMaria) == std::nullopt);  // somebody may be called so
  CHECK(found("10428", kMaria) == std::nullopt);
  const SearchFacts early = client(7, {"Ana", "", "Roe", "", ""}, "1970-01-01", {});
  CHECK(found("7", early) == MatchQuality::kExact);
}

TEST_CASE("exact comes before begun, begun before nickname, nickname before typo") {
  const auto named = [](std::int64_t number, const char* given) {
    return client(number, {given, "", "Reyes", "", ""}, "1970-01-01", {});
  };
  const std::vector<SearchFacts> all = {named(1, "Bilt"), named(2, "William"), named(3, "Billings"),
                                        named(4, "Bill"), named(5, "Robert")};
  const SearchQuery query = parse_search("bill reyes", kToday).value();
  std::vector<std::pair<SearchRank, std::int64_t>> results;
  for (const SearchFacts& facts : all) {
    if (const auto found_rank = rank(query, facts)) {
      results.emplace_back(*found_rank, facts.record_number);
    }
  }
  std::sort(results.begin(), results.end());
  std::vector<std::int64_t> order;
  for (const auto& result : results) order.push_back(result.second);
  CHECK(order == std::vector<std::int64_t>{4, 3, 2, 1});
}

TEST_CASE("a query has at most 100 characters and 8 parts, and something to search for") {
  CHECK(parse_search(std::string(100, 'a'), kToday));
  CHECK(parse_search(std::string(101, 'a'), kToday).error().code == ErrorCode::kOutOfRange);
  CHECK(parse_search("a1 b1 c1 d1 e1 f1 g1 h1", kToday).value().tokens.size() == 8);
  CHECK_FALSE(parse_search("a1 b1 c1 d1 e1 f1 g1 h1 i1", kToday));
  for (const char* typed : {"", "   ", "a", "a b", "-", "+", "#", "\xff\xfe"}) {
    CAPTURE(typed);
    CHECK_FALSE(parse_search(typed, kToday));
  }
  CHECK(parse_search("9", kToday));
  CHECK(parse_search("ab", kToday));
}

TEST_CASE("the words of a client's index are each word once, and surnames of several also whole") {
  CHECK(index_words({"Ana Mar\u00eda", "", "de la Cruz", "Ana", ""}) ==
        std::vector<std::string>{"ana", "maria", "de", "la", "cruz", "delacruz"});
  CHECK(found("delacruz", client(1, {"Ana", "", "De La Cruz", "", ""}, "1970-01-01", {})) ==
        MatchQuality::kExact);
}

TEST_CASE("the lists of nicknames are read both ways and only one step far") {
  CHECK(are_nicknames("bill", "william"));
  CHECK(are_nicknames("william", "bill"));
  CHECK(are_nicknames("chuy", "jesus"));
  CHECK(are_nicknames("concepcion", "concha"));
  CHECK(are_nicknames("tona", "antonia"));  // Toña, folded
  CHECK_FALSE(are_nicknames("bill", "bill"));
  CHECK_FALSE(are_nicknames("peggy", "daisy"));  // both Margaret, not each other
  CHECK(nicknames_of("zzz").empty());
  CHECK(nicknames_of("guillermo") == std::vector<std::string>{"memo"});
}

TEST_CASE("a folded name is taken apart and joined") {
  CHECK(words_of(fold_name("De la  Cruz")) == std::vector<std::string>{"de", "la", "cruz"});
  CHECK(joined("de la cruz") == "delacruz");
  CHECK(words_of("").empty());
  CHECK(letters_of("\u0438\u0432\u0430\u043d") == 4);
  CHECK(fold_name("\u0130smail") == "ismail");
  CHECK(fold_name("J.P.") == "jp");
  CHECK(fold_name("Smith/Jones") == "smith jones");
}
