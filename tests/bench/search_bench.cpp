// SPDX-License-Identifier: Apache-2.0
// Finding a client among 1,000, 10,000 and 100,000: by name as it is being typed, both names, with
// a typo, by nickname, birth date, phone and record number. Names are spread as in a real register:
// a few very common ones and a long tail. Prints "name<TAB>value<TAB>unit" lines.
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "server/features/clients/client_finding.h"
#include "server/features/clients/client_index_store.h"
#include "server/features/clients/clients_store.h"
#include "tests/support/box.h"

using namespace alcove;
using Time = std::chrono::steady_clock;
using api::clients::Client;

namespace {

constexpr const char* kGiven[] = {
    "Maria",     "James",    "John",      "Robert",   "Jennifer", "Michael", "Linda",   "William",
    "Elizabeth", "David",    "Jos\u00e9", "Barbara",  "Richard",  "Susan",   "Joseph",  "Jessica",
    "Thomas",    "Sarah",    "Carlos",    "Karen",    "Daniel",   "Nancy",   "Matthew", "Lisa",
    "Anthony",   "Betty",    "Francisco", "Margaret", "Donald",   "Sandra",  "Steven",  "Ashley",
    "Guadalupe", "Kimberly", "Andrew",    "Emily",    "Kenneth",  "Donna",   "Joshua",  "Michelle"};
constexpr const char* kFamily[] = {
    "Garc\u00eda", "Smith",         "Rodr\u00edguez", "Johnson",    "Mart\u00ednez",
    "Williams",    "Brown",         "L\u00f3pez",     "Jones",      "Hern\u00e1ndez",
    "Miller",      "Gonz\u00e1lez", "Davis",          "P\u00e9rez", "Wilson",
    "Anderson",    "Thomas",        "Taylor",         "Moore",      "Jackson",
    "Lee",         "Nguyen",        "Thompson",       "White",      "Harris",
    "Clark",       "Ram\u00edrez",  "Lewis",          "Robinson",   "Walker",
    "Young",       "Allen",         "King",           "Wright",     "Scott",
    "Torres",      "Hill",          "Flores",         "de la Cruz", "O'Brien"};
constexpr const char* kSyllables[] = {"ba",  "ko", "ri",  "men", "sta", "lo",  "ver",
                                      "din", "ga", "tu",  "shi", "ran", "pel", "mo",
                                      "zek", "wa", "nor", "li",  "fe",  "dra"};

// Time on a core alone: what else runs on the machine is not in it.
double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

// Rank r with a weight of 1 / (r + 1).
std::size_t zipf(SeededRandom& random, std::size_t size) {
  for (;;) {
    const std::size_t rank = random.below(size);
    if (random.below(1000) < 1000 / (rank + 1)) return rank;
  }
}

std::string family_name(SeededRandom& random) {
  if (random.below(5) < 2) return kFamily[zipf(random, std::size(kFamily))];
  std::string name;
  const std::uint64_t syllables = 2 + random.below(2);
  for (std::uint64_t i = 0; i < syllables; ++i) name += kSyllables[random.below(20)];
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

Client make_client(SeededRandom& random, std::int64_t number, UtcTime now) {
  Client client;
  client.id = ClientId::make(now, random);
  client.record_number = number;
  client.revision = 1;
  client.registered_at = now;
  client.details.legal_given = kGiven[zipf(random, std::size(kGiven))];
  client.details.legal_family = family_name(random);
  client.details.birth_date = std::chrono::year(static_cast<int>(1940 + random.below(70))) /
                              std::chrono::month(static_cast<unsigned>(1 + random.below(12))) /
                              std::chrono::day(static_cast<unsigned>(1 + random.below(28)));
  const std::string line = std::to_string(10000 + random.below(10000)).substr(1);
  const std::string office = std::to_string(200 + random.below(700) / 10 * 10 + 2);
  client.details.phones.push_back({.id = PhoneId::make(now, random),
                                   .kind = api::clients::PhoneKind::kMobile,
                                   .number = "(716) " + office + "-" + line,
                                   .may_leave_message = false});
  return client;
}

void grow(testing::TestBox& box, SeededRandom& random, std::vector<Client>& clients,
          std::size_t size) {
  while (clients.size() < size) {
    const auto done = box.ledger->write<bool>(
        {.system_user = "bench"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (int i = 0; i < 100; ++i) {
            Client client = make_client(random, clients::next_record_number(txn), txn.now());
            clients::insert_client(txn, client);
            clients::index_client(txn, client.record_number,
                                  rules::index_words(clients::name_of(client.details)));
            clients.push_back(std::move(client));
          }
          txn.record({.action = "bench.clients"});
          return true;
        });
    ALCOVE_CHECK(done.ok());
  }
}

std::string with_typo(std::string name, SeededRandom& random) {
  if (name.size() > 4) name.erase(1 + random.below(name.size() - 2), 1);
  return name;
}

std::string query_for(const Client& client, std::uint64_t kind, SeededRandom& random) {
  const api::clients::Details& details = client.details;
  const std::string& family = details.legal_family;
  switch (kind) {
    case 0:
      return family.substr(0, 2);
    case 1:
      return family.substr(0, 4);
    case 2:
      return family;
    case 3:
      return details.legal_given;
    case 4:
      return details.legal_given + " " + family;
    case 5:
      return family + ", " + details.legal_given.substr(0, 1);
    case 6:
      return with_typo(family, random) + " " + details.legal_given;
    case 7:
      return "bill " + family;
    case 8:
      return format_date(details.birth_date);
    case 9:
      return details.phones[0].number.substr(10);
    default:
      return std::to_string(client.record_number);
  }
}

void measure(testing::TestBox& box, SeededRandom& random, const std::vector<Client>& clients) {
  const LocalDate today = parse_date("2026-11-24").value();
  std::vector<double> times_ms;
  std::vector<double> on_core_ms;
  for (int i = 0; i < 3300; ++i) {
    const Client& client = clients[random.below(clients.size())];
    const std::string text = query_for(client, static_cast<std::uint64_t>(i % 11), random);
    const auto start = Time::now();
    const double on_core = cpu_ms();
    const auto reply = box.store->read<api::clients::SearchReply>(
        [&](store::ReadTxn& txn) { return clients::search(txn, text, today); });
    on_core_ms.push_back(cpu_ms() - on_core);
    times_ms.push_back(std::chrono::duration<double, std::milli>(Time::now() - start).count());
    ALCOVE_CHECK(!reply.ok() || !reply->items.empty() || i % 11 == 7);
  }
  std::sort(times_ms.begin(), times_ms.end());
  std::sort(on_core_ms.begin(), on_core_ms.end());
  const std::string name = "search among " + std::to_string(clients.size()) + " clients, p";
  std::printf("%s50\t%.3f\tms\n", name.c_str(), times_ms[times_ms.size() / 2]);
  std::printf("%s99\t%.3f\tms\n", name.c_str(), times_ms[times_ms.size() * 99 / 100]);
  std::printf("%s99 on its core\t%.3f\tms\n", name.c_str(),
              on_core_ms[on_core_ms.size() * 99 / 100]);
}

}  // namespace

int main() {
  testing::TestBox box;
  SeededRandom random(20261124);
  std::vector<Client> clients;
  for (const std::size_t size : {1000U, 10000U, 100000U}) {
    grow(box, random, clients, size);
    measure(box, random, clients);
  }
  return 0;
}
