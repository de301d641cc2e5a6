// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <set>

#include "server/features/clients/client_index_store.h"
#include "tests/features/clients/desk.h"

using namespace alcove;
using namespace alcove::testing;
using namespace alcove::api::clients;

namespace {

const char* const kGiven[] = {"Mar\u00eda", "Jos\u00e9", "William",   "Bill",      "Ana Mar\u00eda",
                              "Elizabeth",  "Betty",     "Anna",      "Lu",        "Fran\u00e7ois",
                              "Francisco",  "Guadalupe", "Katherine", "Catherine", "Jean-Paul"};
const char* const kFamily[] = {"L\u00f3pez",  "L\u00f3pez-D\u00edaz",
                               "Lopes",       "Garc\u00eda",
                               "de la Cruz",  "O\u2019Brien",
                               "Nguy\u1ec5n", "Ng",
                               "Smith",       "Smyth",
                               "Schmidt",     "Reyes",
                               "Reyez",       "Li",
                               "M\u00fcller"};

// One client of each pair of names, born and reachable at different dates and numbers.
void fill(Desk& desk, std::vector<rules::SearchFacts>& all) {
  int number = 0;
  for (const char* given : kGiven) {
    for (const char* family : kFamily) {
      ++number;
      const std::string birth =
          format_date(LocalDate(std::chrono::year(1950 + number % 50),
                                std::chrono::month(1U + static_cast<unsigned>(number % 12)),
                                std::chrono::day(1U + static_cast<unsigned>(number % 28))));
      const std::string phone = "716555" + std::to_string(1000 + number);
      const Client client =
          desk.registered(desk.details(given, family, birth.c_str(), phone.c_str()));
      all.push_back({client.record_number,
                     client.details.birth_date,
                     rules::index_words({given, "", family, "", ""}),
                     {phone}});
    }
  }
}

}  // namespace

TEST_CASE("a search through the index finds what comparing every client finds, in the same order") {
  Desk desk;
  std::vector<rules::SearchFacts> all;
  fill(desk, all);
  for (const char* text : {"lopez",
                           "lopez maria",
                           "maria lopez-diaz",
                           "bill",
                           "bill smith",
                           "betty o'brien",
                           "paco",
                           "lupe reyes",
                           "smth",
                           "smiht william",
                           "delacruz",
                           "cruz de la",
                           "ng",
                           "ng anna",
                           "li",
                           "jean paul",
                           "garcia m",
                           "m garcia",
                           "kathrine",
                           "cathrine muller",
                           "nguyne",
                           "zzz",
                           "reyes zzz",
                           "1951-02-02",
                           "2/2/51",
                           "anna 1951-02-02",
                           "1005",
                           "5551005",
                           "7165551005",
                           "716555",
                           "10007",
                           "#10007",
                           "lopez 1005",
                           "lo"}) {
    CAPTURE(text);
    const rules::SearchQuery query = rules::parse_search(text, desk.today()).value();
    std::map<rules::SearchRank, std::set<std::int64_t>> expected;
    std::size_t matches = 0;
    for (const rules::SearchFacts& facts : all) {
      if (const auto rank = rules::rank(query, facts)) {
        expected[*rank].insert(facts.record_number);
        ++matches;
      }
    }
    const SearchReply reply = desk.search(text).value();
    CHECK(reply.items.size() == std::min(matches, kMaxHits));
    CHECK(reply.more == (matches > kMaxHits));
    auto rank = expected.begin();
    for (const Hit& hit : reply.items) {
      while (rank != expected.end() && rank->second.empty()) ++rank;
      REQUIRE(rank != expected.end());
      CHECK(rank->second.erase(hit.record_number) == 1);
    }
  }
}

TEST_CASE("a hit tells two clients of like name apart") {
  Desk desk;
  desk.registered(desk.details("Ana", "Reyes", "1970-01-01", "716-555-0112"));
  Details other = desk.details("Ana", "Reyes", "1985-06-07");
  other.preferred_given = "Annie";
  desk.registered(other);
  const SearchReply reply = desk.search("ana reyes").value();
  REQUIRE(reply.items.size() == 2);
  CHECK(reply.items[0].name == "Reyes, Ana");
  CHECK(reply.items[0].birth_date == day("1970-01-01"));
  CHECK(reply.items[0].masked_phone == "\u2022\u2022\u2022-\u2022\u202212");
  CHECK(reply.items[1].name == "Reyes, Ana (Annie)");
  CHECK(reply.items[1].masked_phone.empty());
  CHECK(reply.items[1].record_number == 10002);
}

TEST_CASE("a list of 25 hits says when there are more") {
  Desk desk;
  for (int i = 0; i < 25; ++i) desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  CHECK_FALSE(desk.search("reyes").value().more);
  desk.registered(desk.details("Ana", "Reyes", "1970-01-01"));
  const SearchReply reply = desk.search("reyes").value();
  CHECK(reply.items.size() == 25);
  CHECK(reply.more);
}

TEST_CASE("a search with nothing to search for is refused at its field") {
  Desk desk;
  CHECK(desk.search("a").error().field == "text");
  CHECK(desk.search("a").error().code == ErrorCode::kOutOfRange);
  CHECK(desk.search("99999").value().items.empty());
}
