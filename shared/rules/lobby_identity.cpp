// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/lobby_identity.h"

#include <algorithm>
#include <array>
#include <set>

#include "shared/rules/birth_date.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/one_typo.h"

namespace alcove::rules {
namespace {

using Words = std::vector<std::string>;

constexpr std::array<std::string_view, 20> kParticles = {
    "de", "la", "las", "los", "del", "da",  "das", "do",  "dos", "di",
    "el", "al", "van", "von", "der", "den", "ter", "bin", "san", "y"};

// A word by which one family is told from another.
bool tells_apart(const std::string& word) {
  return letters_of(word) >= 3 &&
         std::find(kParticles.begin(), kParticles.end(), word) == kParticles.end();
}

bool contains(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool typo_of(const std::string& typed, const std::string& form) {
  return letters_of(form) >= kMinSurnameLettersForTypo && within_one_typo(typed, form);
}

// `typed` and `surname` are folded.
bool is_surname(const std::string& typed, const std::string& surname) {
  const std::string typed_joined = joined(typed);
  const std::string surname_joined = joined(surname);
  if (typed_joined == surname_joined || typo_of(typed_joined, surname_joined)) return true;
  const Words typed_words = words_of(typed);
  const Words words = words_of(surname);
  const bool all_known =
      std::all_of(typed_words.begin(), typed_words.end(),
                  [&](const std::string& word) { return contains(words, word); });
  if (all_known && std::any_of(typed_words.begin(), typed_words.end(), tells_apart)) return true;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return tells_apart(word) && typo_of(typed_joined, word);
  });
}

bool name_fits(const std::string& typed, const PersonName& name) {
  if (typed.empty()) return false;
  for (const std::string& family : folded_family_names(name)) {
    if (is_surname(typed, family)) return true;
  }
  for (const std::string& given : folded_given_names(name)) {
    if (joined(typed) == joined(given)) return true;
    if (tells_apart(typed) && contains(words_of(given), typed)) return true;
  }
  return false;
}

}  // namespace

LobbyOutcome identify_in_lobby(const LobbyClaim& claim, std::span<const LobbyCandidate> candidates,
                               LocalDate today) {
  const std::string typed = fold_name(claim.surname);
  std::set<ClientId> matches;
  bool without_phone = false;
  for (const LobbyCandidate& candidate : candidates) {
    if (candidate.birth_date != claim.birth_date || !name_fits(typed, candidate.name)) continue;
    const auto& phones = candidate.phones_last_four;
    without_phone = without_phone || phones.empty();
    if (claim.last_four.size() == 4 &&
        std::find(phones.begin(), phones.end(), claim.last_four) != phones.end()) {
      matches.insert(candidate.client);
    }
  }
  if (matches.size() > 1) return {std::nullopt, LobbyRefusal::kSeveral};
  if (matches.empty()) {
    return {std::nullopt, without_phone ? LobbyRefusal::kNoPhone : LobbyRefusal::kNobody};
  }
  // Whoever matched was born on the day that was typed.
  if (is_minor(claim.birth_date, today)) return {std::nullopt, LobbyRefusal::kMinor};
  return {*matches.begin(), LobbyRefusal::kNobody};
}

}  // namespace alcove::rules
