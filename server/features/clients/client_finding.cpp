// SPDX-License-Identifier: Apache-2.0
#include "server/features/clients/client_finding.h"

#include <algorithm>
#include <set>

#include "server/features/clients/client_index_store.h"
#include "server/features/clients/clients.h"
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
struct Candidate {
  std::int64_t client = 0;
  rules::SearchRank rank;
};
// Each client once, the newest first.
using Candidates = std::vector<Candidate>;

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

// Of several entries for one client the best stays.
void order_by_client(Candidates& candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.client != b.client ? a.client > b.client : a.rank < b.rank;
  });
  const auto same = [](const Candidate& a, const Candidate& b) { return a.client == b.client; };
  candidates.erase(std::unique(candidates.begin(), candidates.end(), same), candidates.end());
}

// The clients of the part's words, the best words first, until there are `enough`: what fits no
// worse is fetched all the same, so that nothing left out would have come before what is there.
Candidates fetch(store::ReadTxn& txn, const Plan& plan, std::size_t enough) {
  Candidates candidates;
  for (const std::int64_t client : plan.clients) candidates.push_back({client, {}});
  std::int64_t room = kMaxPerToken;
  for (std::size_t i = 0; i < plan.words.size(); ++i) {
    const IndexedWord& word = plan.words[i];
    const bool worse = i > 0 && word.quality != plan.words[i - 1].quality;
    if (worse || word.clients > room) {
      order_by_client(candidates);
      room = kMaxPerToken - static_cast<std::int64_t>(candidates.size());
      if (room <= 0 || (worse && candidates.size() >= enough)) break;
    }
    const rules::SearchRank rank{word.quality, static_cast<int>(word.quality)};
    // The newest come first: of one word more than `enough` are never among the first `enough`.
    const std::int64_t limit = std::min(room, static_cast<std::int64_t>(enough));
    for (const std::int64_t client : clients_of_word(txn, word.id, limit)) {
      candidates.push_back({client, rank});
      --room;
    }
  }
  order_by_client(candidates);
  return candidates;
}

Candidates both(const Candidates& a, const Candidates& b) {
  Candidates common;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end();) {
    if (left->client != right->client) {
      left->client > right->client ? ++left : ++right;
      continue;
    }
    common.push_back(
        {left->client,
         {std::max(left->rank.worst, right->rank.worst), left->rank.sum + right->rank.sum}});
    ++left;
    ++right;
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
  // Where one part is all there is, its best are the answer; else others may have to narrow it.
  const bool alone = query.tokens.size() == 1;
  constexpr auto kAll = static_cast<std::size_t>(kMaxPerToken);
  Candidates candidates = fetch(txn, plans.front(), alone ? kMaxCompared + 1 : kAll);
  for (std::size_t i = 1; i < plans.size() && candidates.size() > kFewEnough; ++i) {
    candidates = both(candidates, fetch(txn, plans[i], kAll));
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  std::vector<std::int64_t> list;
  list.reserve(candidates.size());
  for (const Candidate& candidate : candidates) list.push_back(candidate.client);
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
  ListedClient listed;
};

bool before(const Ranked& a, const Ranked& b) {
  return std::tie(a.rank, a.folded_name, a.listed.facts.record_number) <
         std::tie(b.rank, b.folded_name, b.listed.facts.record_number);
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
    std::optional<ListedClient> listed = find_listed(txn, candidates[i]);
    if (!listed) continue;  // a number that no client has was typed
    const std::optional<rules::SearchRank> rank = rules::rank(*query, listed->facts);
    if (!rank) continue;
    std::string folded_name = rules::fold_name(rules::list_name(listed->name));
    ranked.push_back({*rank, std::move(folded_name), std::move(*listed)});
  }
  const auto shown = static_cast<std::ptrdiff_t>(std::min(ranked.size(), api::clients::kMaxHits));
  std::partial_sort(ranked.begin(), ranked.begin() + shown, ranked.end(), before);
  api::clients::SearchReply reply;
  reply.more = ranked.size() > api::clients::kMaxHits || compared < candidates.size();
  for (auto one = ranked.begin(); one != ranked.begin() + shown; ++one) {
    reply.items.push_back(hit_of(one->listed));
  }
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

namespace {

std::string folded_without_commas(std::string text) {
  std::ranges::replace(text, ',', ' ');
  return rules::fold_name(text);
}

// "Ana Ruiz", of "Ruiz, Ana": at each comma the family name may end.
std::vector<std::string> family_first_readings(const std::string& words) {
  std::vector<std::string> readings;
  for (std::size_t at = words.find(','); at != std::string::npos; at = words.find(',', at + 1)) {
    readings.push_back(folded_without_commas(words.substr(at + 1) + " " + words.substr(0, at)));
  }
  return readings;
}

}  // namespace

std::vector<ClientId> clients_called(store::ReadTxn& txn, const std::string& words,
                                     LocalDate today) {
  const std::string as_written = folded_without_commas(words);
  const std::vector<std::string> family_first = family_first_readings(words);
  std::vector<ClientId> called;
  const auto found = search(txn, as_written, today);
  if (!found || as_written.empty()) return called;
  for (const auto& hit : found->items) {
    const auto client = find_client(txn, hit.client);
    ALCOVE_CHECK(client.has_value());
    const api::clients::Details& details = client->details;
    const auto either = [](const std::string& preferred, const std::string& legal) {
      return preferred.empty() ? legal : preferred;
    };
    const auto is_so = [&](const std::string& name) {
      const std::string folded = folded_without_commas(name);
      // With a comma it is "Ana Ruiz, Jr." only where the name has one as well.
      const bool given_first = family_first.empty() || name.find(',') != std::string::npos;
      return (given_first && folded == as_written) ||
             std::ranges::find(family_first, folded) != family_first.end();
    };
    if (is_so(details.legal_given + " " + details.legal_family) ||
        is_so(either(details.preferred_given, details.legal_given) + " " +
              either(details.preferred_family, details.legal_family))) {
      called.push_back(hit.client);
    }
  }
  return called;
}

}  // namespace alcove::clients
