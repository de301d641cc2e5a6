// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/client_finding.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "server/features/clients/client_index_store.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/phone_number.h"

namespace alcove::clients {
namespace {

// Bounds of the work for one search, whatever is typed.
constexpr std::int64_t kMaxPerToken = 20000;  // clients fetched for one part of the query
constexpr std::size_t kFewEnough = 200;       // then comparing is cheaper than fetching more
constexpr std::size_t kMaxCompared = 400;     // clients loaded and compared
constexpr std::int64_t kMaxSuspects = 2000;   // looked at as possible duplicates

// A client and how well it fits the parts of the query that were looked up so far.
using Candidates = std::unordered_map<std::int64_t, rules::SearchRank>;

// One part of the query, resolved as far as the dictionary goes.
struct Plan {
  std::vector<IndexedWord> words;     // of a name
  std::vector<std::int64_t> clients;  // of a date or number: found already
  std::int64_t estimate = 0;
};

Plan plan_of(store::ReadTxn& txn, const rules::SearchToken& token) {
  Plan plan;
  if (!token.name.empty()) {
    plan.words = resolve_word(txn, token.name);
    for (const IndexedWord& word : plan.words) plan.estimate += word.clients;
    return plan;
  }
  const auto add = [&plan](const std::vector<std::int64_t>& more) {
    plan.clients.insert(plan.clients.end(), more.begin(), more.end());
  };
  for (const LocalDate date : token.birth_dates) add(clients_born_on(txn, date, kMaxPerToken));
  if (!token.phone_digits.empty()) {
    add(clients_with_phone(txn, token.phone_digits, kMaxPerToken));
  }
  if (token.record_number) plan.clients.push_back(*token.record_number);
  plan.estimate = static_cast<std::int64_t>(plan.clients.size());
  return plan;
}

// Whether the dictionary is asked: a single letter narrows, but half of all clients have it.
bool is_looked_up(const rules::SearchToken& token) {
  return token.name.empty() || rules::letters_of(token.name) >= rules::kMinPrefixLetters;
}

Candidates fetch(store::ReadTxn& txn, const Plan& plan) {
  Candidates candidates;
  for (const std::int64_t client : plan.clients) candidates.try_emplace(client);
  std::int64_t room = kMaxPerToken;
  for (const IndexedWord& word : plan.words) {
    if (room <= 0) break;
    const rules::SearchRank rank{word.quality, static_cast<int>(word.quality)};
    for (const std::int64_t client : clients_of_word(txn, word.id, room)) {
      if (candidates.try_emplace(client, rank).second) --room;
    }
  }
  return candidates;
}

Candidates both(const Candidates& a, const Candidates& b) {
  Candidates common;
  for (const auto& [client, rank] : a) {
    const auto other = b.find(client);
    if (other == b.end()) continue;
    common.emplace(client, rules::SearchRank{std::max(rank.worst, other->second.worst),
                                             rank.sum + other->second.sum});
  }
  return common;
}

// Clients to compare, the most promising first and of equals the newest.
std::vector<std::int64_t> candidates_for(store::ReadTxn& txn, const rules::SearchQuery& query) {
  std::vector<Plan> plans;
  for (const rules::SearchToken& token : query.tokens) {
    if (is_looked_up(token)) plans.push_back(plan_of(txn, token));
  }
  ALCOVE_CHECK(!plans.empty());
  std::stable_sort(plans.begin(), plans.end(),
                   [](const Plan& a, const Plan& b) { return a.estimate < b.estimate; });
  Candidates candidates = fetch(txn, plans.front());
  for (std::size_t i = 1; i < plans.size() && candidates.size() > kFewEnough; ++i) {
    candidates = both(candidates, fetch(txn, plans[i]));
  }
  std::vector<std::pair<rules::SearchRank, std::int64_t>> order;
  order.reserve(candidates.size());
  for (const auto& [client, rank] : candidates) order.emplace_back(rank, -client);
  std::sort(order.begin(), order.end());
  std::vector<std::int64_t> list;
  list.reserve(order.size());
  for (const auto& [rank, client] : order) list.push_back(-client);
  return list;
}

api::clients::Hit hit_of(const ListedClient& listed) {
  return {.client = listed.id,
          .record_number = listed.facts.record_number,
          .name = rules::list_name(listed.name),
          .birth_date = listed.facts.birth_date,
          .masked_phone = listed.first_phone.empty()
                              ? std::string()
                              : rules::masked_phone({listed.first_phone, {}})};
}

struct Ranked {
  rules::SearchRank rank;
  std::string folded_name;
  api::clients::Hit hit;
};

bool before(const Ranked& a, const Ranked& b) {
  return std::tie(a.rank, a.folded_name, a.hit.record_number) <
         std::tie(b.rank, b.folded_name, b.hit.record_number);
}

// Clients with a word of the family names and one of the given names, as they are spelled.
void add_by_name(store::ReadTxn& txn, const rules::PersonName& name,
                 std::set<std::int64_t>& found) {
  const auto having = [&](const std::vector<std::string>& names) {
    std::set<std::int64_t> clients;
    for (const std::string& one : names) {
      for (const std::string& word : rules::words_of(one)) {
        if (rules::letters_of(word) < 3) continue;
        for (const IndexedWord& indexed : resolve_word(txn, word)) {
          if (indexed.quality == rules::MatchQuality::kPrefix) continue;
          const std::vector<std::int64_t> more = clients_of_word(txn, indexed.id, kMaxPerToken);
          clients.insert(more.begin(), more.end());
        }
      }
    }
    return clients;
  };
  const std::set<std::int64_t> family = having(rules::folded_family_names(name));
  const std::set<std::int64_t> given = having(rules::folded_given_names(name));
  std::set_intersection(family.begin(), family.end(), given.begin(), given.end(),
                        std::inserter(found, found.end()));
}

std::set<std::int64_t> suspects_for(store::ReadTxn& txn, const rules::DuplicateFacts& facts) {
  std::set<std::int64_t> found;
  const auto add = [&found](const std::vector<std::int64_t>& more) {
    found.insert(more.begin(), more.end());
  };
  add(clients_born_on(txn, facts.birth_date, kMaxSuspects));
  for (const LocalDate date : rules::similar_birth_dates(facts.birth_date)) {
    add(clients_born_on(txn, date, kMaxSuspects));
  }
  for (const std::string& digits : facts.phones) {
    add(clients_with_phone(txn, digits, kMaxSuspects));
  }
  add_by_name(txn, facts.name, found);
  return found;
}

}  // namespace

Result<api::clients::SearchReply> search(store::ReadTxn& txn, const std::string& text,
                                         LocalDate today) {
  Result<rules::SearchQuery> query = rules::parse_search(text, today);
  if (!query) return Error{query.error().code, "text", query.error().detail};
  std::vector<Ranked> ranked;
  const std::vector<std::int64_t> candidates = candidates_for(txn, *query);
  const std::size_t compared = std::min(candidates.size(), kMaxCompared);
  for (std::size_t i = 0; i < compared; ++i) {
    const std::optional<ListedClient> listed = find_listed(txn, candidates[i]);
    if (!listed) continue;  // a number that no client has was typed
    const std::optional<rules::SearchRank> rank = rules::rank(*query, listed->facts);
    if (!rank) continue;
    api::clients::Hit hit = hit_of(*listed);
    std::string folded_name = rules::fold_name(hit.name);
    ranked.push_back({*rank, std::move(folded_name), std::move(hit)});
  }
  std::sort(ranked.begin(), ranked.end(), before);
  api::clients::SearchReply reply;
  reply.more = ranked.size() > api::clients::kMaxHits || compared < candidates.size();
  ranked.resize(std::min(ranked.size(), api::clients::kMaxHits));
  for (Ranked& one : ranked) reply.items.push_back(std::move(one.hit));
  return reply;
}

std::vector<api::clients::Duplicate> find_duplicates(store::ReadTxn& txn,
                                                     const api::clients::Details& details,
                                                     const std::optional<ClientId>& itself) {
  const rules::DuplicateFacts facts = duplicate_facts(details);
  std::vector<std::pair<int, api::clients::Duplicate>> found;
  for (const std::int64_t suspect : suspects_for(txn, facts)) {
    const std::optional<ListedClient> listed = find_listed(txn, suspect);
    if (!listed || listed->id == itself) continue;
    std::optional<rules::PossibleDuplicate> possible = rules::compare_clients(
        facts, {listed->name, listed->facts.birth_date, listed->facts.phones});
    if (!possible) continue;
    found.emplace_back(
        possible->points,
        api::clients::Duplicate{.hit = hit_of(*listed),
                                .reasons = std::move(possible->reasons),
                                .certain = possible->points >= rules::kCertainDuplicatePoints});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  found.resize(std::min(found.size(), api::clients::kMaxDuplicates));
  std::vector<api::clients::Duplicate> duplicates;
  for (auto& one : found) duplicates.push_back(std::move(one.second));
  return duplicates;
}

}  // namespace alcove::clients
