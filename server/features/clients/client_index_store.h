// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/store/read_txn.h"
#include "shared/rules/client_search.h"

// The SQL of the index by which clients are found; how it works is told in
// shared/rules/client_search.h. Clients are their record numbers here.
namespace alcove::clients {

// A word of the index that a typed word may mean.
struct IndexedWord {
  std::int64_t id = 0;
  std::int64_t clients = 0;  // how many have it
  rules::MatchQuality quality = rules::MatchQuality::kExact;
};

// Makes these the words under which the client is found, whatever they were before.
void index_client(audit::WriteTxn& txn, std::int64_t record_number,
                  const std::vector<std::string>& words);

// Everything that the typed word may mean, the best first. Of words that begin with it at most
// kMaxPrefixWords, in the order of the alphabet.
inline constexpr std::int64_t kMaxPrefixWords = 1000;
std::vector<IndexedWord> resolve_word(store::ReadTxn& txn, const std::string& typed);

// Each at most `limit`, the newest clients first.
std::vector<std::int64_t> clients_of_word(store::ReadTxn& txn, std::int64_t word,
                                          std::int64_t limit);
std::vector<std::int64_t> clients_born_on(store::ReadTxn& txn, LocalDate date, std::int64_t limit);
// Whose phone begins or ends with the digits.
std::vector<std::int64_t> clients_with_phone(store::ReadTxn& txn, const std::string& digits,
                                             std::int64_t limit);

// What a list of clients shows and compares of one of them; none when there is no such number.
struct ListedClient {
  ClientId id;
  rules::PersonName name;
  rules::SearchFacts facts;
  std::string first_phone;  // E.164, or empty
};
std::optional<ListedClient> find_listed(store::ReadTxn& txn, std::int64_t record_number);

}  // namespace alcove::clients
