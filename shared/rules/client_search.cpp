// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/client_search.h"

#include <algorithm>
#include <array>

#include "shared/rules/birth_date.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/nicknames.h"
#include "shared/rules/one_typo.h"

namespace alcove::rules {
namespace {

constexpr std::size_t kMaxRecordDigits = 12;
constexpr std::size_t kMaxPhoneDigits = 15;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

bool only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool looks_like_phone(std::string_view chunk) {
  return std::any_of(chunk.begin(), chunk.end(), is_digit) &&
         chunk.find_first_not_of("0123456789()-.+") == std::string_view::npos;
}

// The number that dials the same without the country code that people put before it or not.
std::string without_country_code(std::string digits) {
  if (digits.size() == 11 && digits.starts_with('1')) digits.erase(0, 1);
  return digits;
}

std::vector<std::string> chunks_of(std::string_view typed) {
  std::vector<std::string> chunks;
  std::string chunk;
  for (const char c : typed) {
    if (c != ' ' && c != '\t' && c != ',' && c != ';') {
      chunk.push_back(c);
    } else if (!chunk.empty()) {
      chunks.push_back(std::move(chunk));
      chunk.clear();
    }
  }
  if (!chunk.empty()) chunks.push_back(std::move(chunk));
  return chunks;
}

// "April 17, 1986" and "17 de abril de 1986" are one date each. Where it is none, somebody may be
// called so.
std::vector<std::string> with_dates_joined(const std::vector<std::string>& chunks,
                                           LocalDate today) {
  constexpr std::array<std::size_t, 3> kPieces{5, 4, 3};  // with each "de", with one, without
  std::vector<std::string> result;
  for (std::size_t from = 0; from < chunks.size();) {
    std::size_t taken = 1;
    std::string chunk = chunks[from];
    for (const std::size_t pieces : kPieces) {
      if (from + pieces > chunks.size()) continue;
      const auto first = chunks.begin() + static_cast<std::ptrdiff_t>(from);
      const auto end = first + static_cast<std::ptrdiff_t>(pieces);
      if (std::none_of(first, end, names_month)) continue;
      std::string joined;
      for (auto piece = first; piece != end; ++piece)
        joined += (joined.empty() ? "" : " ") + *piece;
      if (read_typed_date(joined, today).empty()) continue;
      chunk = std::move(joined);
      taken = pieces;
      break;
    }
    result.push_back(std::move(chunk));
    from += taken;
  }
  return result;
}

// "(716) 555 0112" and "+52 55 1234 5678" are one number each: pieces that only together have the
// length of a phone, or that follow the code of a country.
std::vector<std::string> with_phones_joined(const std::vector<std::string>& chunks) {
  std::vector<std::string> result;
  for (std::size_t from = 0; from < chunks.size();) {
    std::size_t taken = 1;
    std::string digits;
    for (std::size_t end = from; end < chunks.size() && looks_like_phone(chunks[end]); ++end) {
      digits += digits_of(chunks[end]);
      const bool whole = digits.size() == 7 || digits.size() == 10 || digits.size() == 11 ||
                         (chunks[from].front() == '+' && digits.size() <= kMaxPhoneDigits);
      if (end > from && whole) taken = end - from + 1;
    }
    std::string chunk = chunks[from];
    for (std::size_t i = 1; i < taken; ++i) chunk += "-" + chunks[from + i];
    result.push_back(std::move(chunk));
    from += taken;
  }
  return result;
}

SearchToken numeric_token(const std::string& chunk, LocalDate today) {
  SearchToken token;
  token.birth_dates = read_typed_date(chunk, today);
  const bool plain = only_digits(chunk);
  const bool marked = chunk.starts_with('#') && only_digits(std::string_view(chunk).substr(1));
  if ((plain || marked) && chunk.size() <= kMaxRecordDigits) {
    token.record_number = std::stoll(chunk.substr(marked ? 1 : 0));
  }
  if (looks_like_phone(chunk) && (plain || token.birth_dates.empty())) {
    const std::string digits = without_country_code(digits_of(chunk));
    if (digits.size() >= kMinPhoneDigits) token.phone_digits = digits;
  }
  return token;
}

bool is_empty(const SearchToken& token) {
  return token.name.empty() && token.birth_dates.empty() && token.phone_digits.empty() &&
         !token.record_number;
}

Error refused(std::string detail) {
  return {ErrorCode::kOutOfRange, {}, std::move(detail)};
}

std::optional<MatchQuality> better(std::optional<MatchQuality> a, std::optional<MatchQuality> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

std::optional<MatchQuality> match_phone(const std::string& typed, const std::string& phone) {
  if (typed.empty()) return std::nullopt;
  if (phone.ends_with(typed)) return MatchQuality::kExact;
  if (phone.starts_with(typed)) return MatchQuality::kPrefix;
  return std::nullopt;
}

std::optional<MatchQuality> match_token(const SearchToken& token, const SearchFacts& client) {
  std::optional<MatchQuality> quality;
  if (!token.name.empty()) {
    for (const std::string& word : client.words) {
      quality = better(quality, match_word(token.name, word));
    }
    return quality;
  }
  const auto& dates = token.birth_dates;
  if (token.record_number == client.record_number ||
      std::find(dates.begin(), dates.end(), client.birth_date) != dates.end()) {
    return MatchQuality::kExact;
  }
  for (const std::string& phone : client.phones) {
    quality = better(quality, match_phone(token.phone_digits, phone));
  }
  return quality;
}

// "No. 10482" and "N.º 10482", as record numbers are written on every screen, are the number alone.
std::vector<std::string> without_number_signs(const std::vector<std::string>& chunks) {
  constexpr std::array<std::string_view, 8> kSigns{"no", "no.", "nº", "n.º",
                                                   "n°", "n.°", "nr", "nr."};
  std::vector<std::string> left;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    std::string small = chunks[i];
    if (!small.empty() && small.front() == 'N') small.front() = 'n';
    if (small == "nO" || small == "nO.") small[1] = 'o';
    const bool is_sign = std::find(kSigns.begin(), kSigns.end(), small) != kSigns.end();
    if (is_sign && i + 1 < chunks.size() && only_digits(chunks[i + 1])) continue;
    left.push_back(chunks[i]);
  }
  return left;
}

void add_words(std::vector<std::string>& words, const std::string& name) {
  for (std::string& word : words_of(fold_name(name))) {
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(std::move(word));
    }
  }
}

}  // namespace

Result<SearchQuery> parse_search(std::string_view typed, LocalDate today) {
  if (letters_of(typed) > kMaxQueryLength) return refused("a search has at most 100 characters");
  SearchQuery query;
  bool searchable = false;
  const std::vector<std::string> chunks =
      without_number_signs(with_phones_joined(with_dates_joined(chunks_of(typed), today)));
  for (const std::string& chunk : chunks) {
    SearchToken token = numeric_token(chunk, today);
    if (!is_empty(token)) {
      searchable = true;
      query.tokens.push_back(std::move(token));
      continue;
    }
    for (std::string& word : words_of(fold_name(chunk))) {
      searchable = searchable || letters_of(word) >= kMinPrefixLetters;
      query.tokens.push_back({.name = std::move(word),
                              .birth_dates = {},
                              .phone_digits = {},
                              .record_number = std::nullopt});
    }
  }
  if (!searchable) return refused("a search needs two letters or a number");
  if (query.tokens.size() > kMaxQueryTokens) return refused("a search has at most 8 parts");
  return query;
}

std::optional<SearchRank> rank(const SearchQuery& query, const SearchFacts& client) {
  SearchRank rank;
  for (const SearchToken& token : query.tokens) {
    const std::optional<MatchQuality> quality = match_token(token, client);
    if (!quality) return std::nullopt;
    rank.worst = std::max(rank.worst, *quality);
    rank.sum += static_cast<int>(*quality);
  }
  return rank;
}

std::optional<MatchQuality> match_word(std::string_view typed, std::string_view word) {
  if (typed == word) return MatchQuality::kExact;
  if (word.starts_with(typed)) return MatchQuality::kPrefix;
  if (are_nicknames(typed, word)) return MatchQuality::kNickname;
  if (letters_of(typed) >= kMinLettersForTypo && letters_of(word) >= kMinLettersForTypo &&
      within_one_typo(typed, word)) {
    return MatchQuality::kTypo;
  }
  return std::nullopt;
}

std::vector<std::string> index_words(const PersonName& name) {
  std::vector<std::string> words;
  for (const std::string* part :
       {&name.given, &name.middle, &name.family, &name.preferred_given, &name.preferred_family}) {
    add_words(words, *part);
  }
  for (const std::string& family : folded_family_names(name)) {
    if (family.find(' ') != std::string::npos) add_words(words, joined(family));
  }
  return words;
}

}  // namespace alcove::rules
