// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/client_index_store.h"

#include <algorithm>
#include <set>

#include "shared/rules/nicknames.h"
#include "shared/rules/one_typo.h"

namespace alcove::clients {
namespace {

// Sorts after every text that begins with the same letters: no text holds this code point.
constexpr std::string_view kAfterAll = "\xf4\x8f\xbf\xbf";

std::set<std::string> words_of_client(store::ReadTxn& txn, std::int64_t record_number) {
  auto row = txn.query(
      "SELECT w.word FROM client_word c JOIN name_word w ON w.id = c.word WHERE c.client = "
      "$client");
  row.bind("$client", record_number);
  std::set<std::string> words;
  while (row.next()) words.insert(row.text(0));
  return words;
}

void add_typo_keys(audit::WriteTxn& txn, std::int64_t id, const std::string& word) {
  for (const std::string& key : rules::typo_keys(word)) {
    auto row = txn.change(
        "INSERT INTO name_word_typo (key, word) VALUES ($key, $word) ON CONFLICT DO NOTHING");
    row.bind("$key", key).bind("$word", id).execute();
  }
}

void add_word(audit::WriteTxn& txn, std::int64_t record_number, const std::string& word) {
  std::int64_t id = 0;
  std::int64_t clients = 0;
  {
    auto row = txn.change(
        "INSERT INTO name_word (word, clients) VALUES ($word, 1) "
        "ON CONFLICT (word) DO UPDATE SET clients = clients + 1 RETURNING id, clients");
    row.bind("$word", word);
    ALCOVE_CHECK(row.next());
    id = row.integer(0);
    clients = row.integer(1);
    ALCOVE_CHECK(!row.next());
  }
  if (clients == 1) add_typo_keys(txn, id, word);
  auto row = txn.change("INSERT INTO client_word (word, client) VALUES ($word, $client)");
  row.bind("$word", id).bind("$client", record_number).execute();
}

void remove_word(audit::WriteTxn& txn, std::int64_t record_number, const std::string& word) {
  std::int64_t id = 0;
  std::int64_t clients = 0;
  {
    auto row = txn.change(
        "UPDATE name_word SET clients = clients - 1 WHERE word = $word RETURNING id, clients");
    row.bind("$word", word);
    ALCOVE_CHECK(row.next());
    id = row.integer(0);
    clients = row.integer(1);
    ALCOVE_CHECK(!row.next());
  }
  auto owned = txn.change("DELETE FROM client_word WHERE word = $word AND client = $client");
  owned.bind("$word", id).bind("$client", record_number).execute();
  if (clients > 0) return;
  txn.change("DELETE FROM name_word_typo WHERE word = $word").bind("$word", id).execute();
  txn.change("DELETE FROM name_word WHERE id = $word").bind("$word", id).execute();
}

// Collects words of the index that the typed one may mean, each once.
class Resolver {
 public:
  Resolver(store::ReadTxn& txn, const std::string& typed) : txn_(txn), typed_(typed) {}

  std::vector<IndexedWord> resolve() {
    beginning_with();
    for (const std::string& nickname : rules::nicknames_of(typed_)) exactly(nickname);
    const std::vector<std::string> keys = rules::typo_keys(typed_);
    if (!keys.empty()) with_typo_key(typed_);
    for (const std::string& key : keys) {
      exactly(key);
      with_typo_key(key);
    }
    std::stable_sort(found_.begin(), found_.end(), [](const IndexedWord& a, const IndexedWord& b) {
      return a.quality < b.quality;
    });
    return std::move(found_);
  }

 private:
  void take(const store::Statement& row) {
    const std::optional<rules::MatchQuality> quality = rules::match_word(typed_, row.text(1));
    if (quality && seen_.insert(row.integer(0)).second) {
      found_.push_back({row.integer(0), row.integer(2), *quality});
    }
  }

  void beginning_with() {
    auto row = txn_.query(
        "SELECT id, word, clients FROM name_word WHERE word >= $from AND word < $to "
        "ORDER BY word LIMIT $limit");
    row.bind("$from", typed_).bind("$to", typed_ + std::string(kAfterAll));
    row.bind("$limit", kMaxPrefixWords);
    while (row.next()) take(row);
  }

  void exactly(const std::string& word) {
    auto row = txn_.query("SELECT id, word, clients FROM name_word WHERE word = $word");
    row.bind("$word", word);
    while (row.next()) take(row);
  }

  void with_typo_key(const std::string& key) {
    auto row = txn_.query(
        "SELECT w.id, w.word, w.clients FROM name_word_typo t JOIN name_word w ON w.id = t.word "
        "WHERE t.key = $key");
    row.bind("$key", key);
    while (row.next()) take(row);
  }

  store::ReadTxn& txn_;
  const std::string& typed_;
  std::set<std::int64_t> seen_;
  std::vector<IndexedWord> found_;
};

std::vector<std::int64_t> numbers(store::Statement& row) {
  std::vector<std::int64_t> list;
  while (row.next()) list.push_back(row.integer(0));
  return list;
}

}  // namespace

void index_client(audit::WriteTxn& txn, std::int64_t record_number,
                  const std::vector<std::string>& words) {
  const std::set<std::string> before = words_of_client(txn, record_number);
  const std::set<std::string> after(words.begin(), words.end());
  for (const std::string& word : before) {
    if (!after.contains(word)) remove_word(txn, record_number, word);
  }
  for (const std::string& word : after) {
    if (!before.contains(word)) add_word(txn, record_number, word);
  }
}

std::vector<IndexedWord> resolve_word(store::ReadTxn& txn, const std::string& typed) {
  return Resolver(txn, typed).resolve();
}

std::vector<std::int64_t> clients_of_word(store::ReadTxn& txn, std::int64_t word,
                                          std::int64_t limit) {
  auto row = txn.query(
      "SELECT client FROM client_word WHERE word = $word ORDER BY client DESC LIMIT $limit");
  row.bind("$word", word).bind("$limit", limit);
  return numbers(row);
}

std::vector<std::int64_t> clients_born_on(store::ReadTxn& txn, LocalDate date, std::int64_t limit) {
  auto row = txn.query(
      "SELECT record_number FROM client WHERE birth_date = $date "
      "ORDER BY record_number DESC LIMIT $limit");
  row.bind("$date", date).bind("$limit", limit);
  return numbers(row);
}

std::vector<std::int64_t> clients_with_phone(store::ReadTxn& txn, const std::string& digits,
                                             std::int64_t limit) {
  auto row = txn.query(
      "SELECT client FROM client_phone WHERE national >= $from AND national < $to "
      "UNION SELECT client FROM client_phone "
      "WHERE national_reversed >= $back_from AND national_reversed < $back_to "
      "ORDER BY client DESC LIMIT $limit");
  const std::string back(digits.rbegin(), digits.rend());
  // ":" sorts after the digits.
  row.bind("$from", digits).bind("$to", digits + ":");
  row.bind("$back_from", back).bind("$back_to", back + ":").bind("$limit", limit);
  return numbers(row);
}

std::optional<ListedClient> find_listed(store::ReadTxn& txn, std::int64_t record_number) {
  auto row = txn.query(
      "SELECT id, legal_given, legal_middle, legal_family, preferred_given, preferred_family, "
      "birth_date FROM client WHERE record_number = $client");
  row.bind("$client", record_number);
  if (!row.next()) return std::nullopt;
  ListedClient listed;
  listed.id = row.id<ClientId>(0);
  listed.name = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
  listed.facts.record_number = record_number;
  listed.facts.birth_date = row.date(6);
  listed.facts.words = rules::index_words(listed.name);
  auto phone =
      txn.query("SELECT national, number FROM client_phone WHERE client = $client ORDER BY id");
  phone.bind("$client", record_number);
  while (phone.next()) {
    if (listed.first_phone.empty()) listed.first_phone = phone.text(1);
    listed.facts.phones.push_back(phone.text(0));
  }
  return listed;
}

}  // namespace alcove::clients
