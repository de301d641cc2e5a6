// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/duplicate_clients.h"

#include <algorithm>

#include "shared/rules/name_folding.h"
#include "shared/rules/nicknames.h"
#include "shared/rules/one_typo.h"

namespace alcove::rules {
namespace {

using Names = std::vector<std::string>;

// The weights. Two strong facts make a possible duplicate; a common full name alone does not.
int points_of(DuplicateReason reason) {
  switch (reason) {
    case DuplicateReason::kSameBirthDate:
      return 40;
    case DuplicateReason::kDayAndMonthSwapped:
      return 30;
    case DuplicateReason::kBirthDateOneDigitOff:
      return 20;
    case DuplicateReason::kSameFamilyName:
      return 30;
    case DuplicateReason::kSimilarFamilyName:
      return 20;
    case DuplicateReason::kSameGivenName:
      return 25;
    case DuplicateReason::kSimilarGivenName:
      return 15;
    case DuplicateReason::kNickname:
      return 20;
    case DuplicateReason::kNamesSwapped:
      return 45;
    case DuplicateReason::kSamePhone:
      return 25;
  }
  ALCOVE_CHECK(false);
  return 0;
}

template <class Alike>
bool any_pair(const Names& a, const Names& b, Alike alike) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return std::any_of(b.begin(), b.end(),
                       [&](const std::string& other) { return alike(one, other); });
  });
}

bool same_joined(const std::string& a, const std::string& b) {
  return joined(a) == joined(b);
}

bool typo_apart(const std::string& a, const std::string& b) {
  return letters_of(a) >= kMinLettersForTypo && letters_of(b) >= kMinLettersForTypo &&
         within_one_typo(joined(a), joined(b));
}

// "lopez" and "lopez diaz"; a word as short as "de" says nothing.
bool shares_a_word(const std::string& a, const std::string& b) {
  const Names others = words_of(b);
  for (const std::string& word : words_of(a)) {
    if (letters_of(word) >= kMinLettersForTypo &&
        std::find(others.begin(), others.end(), word) != others.end()) {
      return true;
    }
  }
  return false;
}

std::optional<DuplicateReason> compare_dates(LocalDate a, LocalDate b) {
  if (a == b) return DuplicateReason::kSameBirthDate;
  const std::vector<LocalDate> similar = similar_birth_dates(a);
  if (std::find(similar.begin(), similar.end(), b) != similar.end()) {
    return DuplicateReason::kDayAndMonthSwapped;
  }
  const std::string text_a = format_date(a);
  const std::string text_b = format_date(b);
  int different = 0;
  for (std::size_t i = 0; i < text_a.size(); ++i) different += text_a[i] != text_b[i] ? 1 : 0;
  if (different == 1) return DuplicateReason::kBirthDateOneDigitOff;
  return std::nullopt;
}

void compare_names(const PersonName& a, const PersonName& b,
                   std::vector<DuplicateReason>& reasons) {
  const Names family_a = folded_family_names(a);
  const Names family_b = folded_family_names(b);
  const Names given_a = folded_given_names(a);
  const Names given_b = folded_given_names(b);
  const bool same_family = any_pair(family_a, family_b, same_joined);
  const bool same_given = any_pair(given_a, given_b, same_joined);
  if (!same_family && !same_given && any_pair(family_a, given_b, same_joined) &&
      any_pair(given_a, family_b, same_joined)) {
    reasons.push_back(DuplicateReason::kNamesSwapped);
    return;
  }
  if (same_family) {
    reasons.push_back(DuplicateReason::kSameFamilyName);
  } else if (any_pair(family_a, family_b, typo_apart) ||
             any_pair(family_a, family_b, shares_a_word)) {
    reasons.push_back(DuplicateReason::kSimilarFamilyName);
  }
  if (same_given) {
    reasons.push_back(DuplicateReason::kSameGivenName);
  } else if (any_pair(given_a, given_b, [](const std::string& one, const std::string& other) {
               return are_nicknames(one, other);
             })) {
    reasons.push_back(DuplicateReason::kNickname);
  } else if (any_pair(given_a, given_b, typo_apart) || any_pair(given_a, given_b, shares_a_word)) {
    reasons.push_back(DuplicateReason::kSimilarGivenName);
  }
}

}  // namespace

std::optional<PossibleDuplicate> compare_clients(const DuplicateFacts& a, const DuplicateFacts& b) {
  PossibleDuplicate result;
  if (const auto date = compare_dates(a.birth_date, b.birth_date)) result.reasons.push_back(*date);
  compare_names(a.name, b.name, result.reasons);
  if (any_pair(a.phones, b.phones, std::equal_to<>())) {
    result.reasons.push_back(DuplicateReason::kSamePhone);
  }
  for (const DuplicateReason reason : result.reasons) result.points += points_of(reason);
  if (result.points < kDuplicatePoints) return std::nullopt;
  return result;
}

std::vector<LocalDate> similar_birth_dates(LocalDate date) {
  const LocalDate swapped = date.year() / std::chrono::month(static_cast<unsigned>(date.day())) /
                            std::chrono::day(static_cast<unsigned>(date.month()));
  if (!swapped.ok() || swapped == date) return {};
  return {swapped};
}

}  // namespace alcove::rules
