// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/time.h"
#include "shared/rules/person_name.h"
#include "shared/rules/phone_number.h"

// Finding a client by what a person at a desk types: parts of names in any order, a birth date,
// digits of a phone, a record number; all of them must fit. Pure and thread-safe.
//
// Built so that a store answers among 100,000 clients in a few milliseconds. It keeps
//   a dictionary of every different word of every client's names (index_words), a few ten thousand;
//   for each of those words its typo_keys (one_typo.h);
//   which word belongs to which client;
//   each phone's digits forwards and backwards, for ranges from either end; the birth date.
// A word of the query is resolved against the dictionary alone: itself, the range of words that
// begin with it, nicknames_of it (nicknames.h), and its typo candidates. Only then are the clients
// of those words fetched, the rarest word of the query first, and `rank` has the last word.
namespace alcove::rules {

inline constexpr std::size_t kMaxQueryLength = 100;  // code points
inline constexpr std::size_t kMaxQueryTokens = 8;
inline constexpr std::size_t kMinPhoneDigits = 4;
// A single letter helps to narrow ("garcia m"), but is nothing to search for alone.
inline constexpr std::size_t kMinPrefixLetters = 2;

// In the order in which results are shown.
enum class MatchQuality : std::uint8_t { kExact, kPrefix, kNickname, kTypo };

// One part of a query, with everything that it can mean: "04171986" is a birth date, digits of a
// phone, or a record number. A name is folded, and then the other fields are empty.
struct SearchToken {
  std::string name;
  std::vector<LocalDate> birth_dates;
  std::string phone_digits;
  std::optional<std::int64_t> record_number;
};

struct SearchQuery {
  std::vector<SearchToken> tokens;
};

// kOutOfRange, with the reason in the detail, for a query that is too long, has too many parts, or
// has nothing in it to search for.
Result<SearchQuery> parse_search(std::string_view typed, LocalDate today);

// What is compared with a query.
struct SearchFacts {
  std::int64_t record_number = 0;
  LocalDate birth_date;
  std::vector<std::string> words;   // index_words
  std::vector<std::string> phones;  // national_digits of each
};

// The worst part decides, then the sum of all parts: better is less.
struct SearchRank {
  MatchQuality worst = MatchQuality::kExact;
  int sum = 0;
  friend auto operator<=>(const SearchRank&, const SearchRank&) = default;
};

// None when some part of the query fits nothing of this client.
std::optional<SearchRank> rank(const SearchQuery& query, const SearchFacts& client);

// How well a typed word fits one word of a name; none when it does not.
std::optional<MatchQuality> match_word(std::string_view typed, std::string_view word);

// The words under which a client is found: each word of the legal and preferred names, and a family
// name of several words also in one ("delacruz"). Folded, each once.
std::vector<std::string> index_words(const PersonName& name);

}  // namespace alcove::rules
