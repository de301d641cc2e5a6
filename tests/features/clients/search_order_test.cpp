// SPDX-License-Identifier: Apache-2.0
// More equal matches than a search compares: which of them are compared, and in which order they
// come, against every client looked at one after the other.
#include <algorithm>
#include <catch2/catch.hpp>
#include <tuple>

#include "server/features/clients/client_index_store.h"
#include "server/features/clients/clients_store.h"
#include "shared/rules/name_folding.h"
#include "tests/features/clients/desk.h"

using namespace alcove;
using namespace alcove::testing;
using namespace alcove::api::clients;

namespace {

constexpr std::size_t kCompared = 400;  // how many clients one search looks at closely

struct Known {
  rules::SearchFacts facts;
  std::string folded_name;
};

// One client after the other, some hundred to a commit.
class Register {
 public:
  explicit Register(Desk& desk) : desk_(desk) {}

  void add(const std::string& given, const std::string& family, const char* birth,
           const std::string& phone) {
    waiting_.push_back(desk_.details(given.c_str(), family.c_str(), birth, phone.c_str()));
    if (waiting_.size() == 200) flush();
  }

  const std::vector<Known>& all() {
    flush();
    return all_;
  }

 private:
  void flush() {
    const auto done = desk_.box.ledger->write<bool>({.system_user = "test"},
                                                    [&](audit::WriteTxn& txn) -> Result<bool> {
                                                      for (Details& details : waiting_)
                                                        insert(txn, std::move(details));
                                                      txn.record({.action = "test.clients"});
                                                      return true;
                                                    });
    REQUIRE(done.ok());
    waiting_.clear();
  }

  void insert(audit::WriteTxn& txn, Details details) {
    Client client;
    client.id = desk_.new_id<ClientId>();
    client.record_number = clients::next_record_number(txn);
    client.revision = 1;
    client.registered_at = txn.now();
    client.details = clients::checked_details(details, desk_.today()).value();
    clients::insert_client(txn, client);
    const rules::PersonName name = clients::name_of(client.details);
    clients::index_client(txn, client.record_number, rules::index_words(name));
    all_.push_back({{client.record_number,
                     client.details.birth_date,
                     rules::index_words(name),
                     {details.phones[0].number}},
                    rules::fold_name(rules::list_name(name))});
  }

  Desk& desk_;
  std::vector<Details> waiting_;
  std::vector<Known> all_;
};

// Given names in an order that is neither that of the numbers nor of the alphabet.
std::string given_name(int i) {
  const char* const kBeginnings[] = {"Wil", "Ana", "Mar", "Jo", "\u00c1l", "Bill", "Zo"};
  const char* const kEnds[] = {"ba", "ri", "men", "sta", "lo", "ver", "din", "tu", "shi", "pel"};
  return std::string(kBeginnings[i % 7]) + kEnds[i * 7 % 10] + kEnds[i * 3 / 10 % 10];
}

void fill(Register& people) {
  // Each of these is more than a search compares, and they lie mixed among the numbers.
  for (int i = 0; i < 430; ++i) {
    const std::string number = std::to_string(1000 + i);
    people.add(given_name(i), "Smith", i % 2 == 0 ? "1980-01-01" : "1981-02-03", "716555" + number);
    people.add(given_name(i + 3), i % 3 == 0 ? "Smithson" : "Smyth", "1980-01-01",
               "716556" + number);
    people.add("Ana", i % 40 == 0 ? "Smith-Smithson" : "G\u00f3mez", "1990-05-06",
               "585555" + number);
  }
  for (int i = 0; i < 40; ++i) people.add("William", "Smith", "1980-01-01", "5855571234");
}

// What the desk is to see: the best words first and of equals the newest are compared, those that
// fit are in the order of how well, the name, the number.
struct Expected {
  std::vector<std::int64_t> numbers;
  bool more = false;
};
Expected plainly(const std::vector<Known>& all, const rules::SearchQuery& query) {
  rules::SearchQuery looked_up;  // a single letter only narrows
  rules::SearchQuery words;      // a date or number fits or does not: of these all are as good
  for (const rules::SearchToken& token : query.tokens) {
    if (token.name.empty() || token.name.size() >= 2) looked_up.tokens.push_back(token);
    if (token.name.size() >= 2) words.tokens.push_back(token);
  }
  std::vector<std::tuple<rules::SearchRank, std::int64_t, const Known*>> found;
  for (const Known& one : all) {
    if (!rules::rank(looked_up, one.facts)) continue;
    found.emplace_back(*rules::rank(words, one.facts), -one.facts.record_number, &one);
  }
  std::sort(found.begin(), found.end());
  Expected expected;
  expected.more = found.size() > kCompared;
  found.resize(std::min(found.size(), kCompared));
  std::vector<std::tuple<rules::SearchRank, std::string, std::int64_t>> fitting;
  for (const auto& [unused_rank, unused_number, one] : found) {
    const auto rank = rules::rank(query, one->facts);
    if (rank) fitting.emplace_back(*rank, one->folded_name, one->facts.record_number);
  }
  std::sort(fitting.begin(), fitting.end());
  expected.more = expected.more || fitting.size() > kMaxHits;
  fitting.resize(std::min(fitting.size(), kMaxHits));
  for (const auto& one : fitting) expected.numbers.push_back(std::get<2>(one));
  return expected;
}

}  // namespace

TEST_CASE("of more equal matches than are compared the newest are shown, in the order of names") {
  Desk desk;
  Register people(desk);
  fill(people);
  const std::vector<Known>& all = people.all();
  for (const char* text : {"smith",
                           "smi",
                           "sm",
                           "smyth",
                           "smithson",
                           "ana",
                           "an",
                           "ana gomez",
                           "gomez ana",
                           "smith a",
                           "a smith",
                           "w smith",
                           "ana smith",
                           "bill smith",
                           "william",
                           "william smith",
                           "smith mar",
                           "mar smi",
                           "1980-01-01",
                           "smith 1980-01-01",
                           "1980-01-01 smi",
                           "1990-05-06 gomez",
                           "716555",
                           "716556 sm",
                           "585555 ana gomez",
                           "5855571234",
                           "1234",
                           "smithsmithson",
                           "smith smithson",
                           "zo smi 1981-02-03",
                           "gomes",
                           "al"}) {
    CAPTURE(text);
    const Expected expected = plainly(all, rules::parse_search(text, desk.today()).value());
    const SearchReply reply = desk.search(text).value();
    std::vector<std::int64_t> numbers;
    for (const Hit& hit : reply.items) numbers.push_back(hit.record_number);
    CHECK(numbers == expected.numbers);
    CHECK(reply.more == expected.more);
  }
}

TEST_CASE("the newest of 401 clients of one name is found, and the oldest is not compared") {
  Desk desk;
  Register people(desk);
  people.add("Aaron", "Reyes", "1970-01-01", "7165550000");
  for (int i = 0; i < 399; ++i) people.add("Mia", "Reyes", "1970-01-01", "7165550001");
  people.add("Abel", "Reyes", "1970-01-01", "7165550002");
  REQUIRE(people.all().size() == 401);
  const SearchReply reply = desk.search("reyes").value();
  REQUIRE(reply.items.size() == 25);
  CHECK(reply.items[0].name == "Reyes, Abel");
  CHECK(reply.items[1].record_number == 10002);
  CHECK(reply.more);
}
