// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/rules/person_name.h"

// Who stands before the lobby kiosk. The client typed a surname, a birth date and the last four
// digits of a phone; the candidates are today's open appointments of the site, and nobody else.
// Pure and thread-safe. What the terminal hears of a refusal is always the same bytes: the reason
// here is for the front desk and the audit chain alone.
namespace alcove::rules {

// In the lobby, surnames shorter than this must be typed as they are: one slip in "Diaz" is too
// often another family.
inline constexpr std::size_t kMinSurnameLettersForTypo = 5;

struct LobbyCandidate {
  ClientId client;
  PersonName name;
  LocalDate birth_date;
  std::vector<std::string> phones_last_four;  // empty: no phone on file
};

struct LobbyClaim {
  std::string surname;  // as typed
  LocalDate birth_date;
  std::string last_four;
};

enum class LobbyRefusal : std::uint8_t {
  kNobody,   // no open appointment fits
  kSeveral,  // more than one client fits
  kNoPhone,  // surname and birth date fit a client without a phone on file
  kMinor,    // the client is under 18
};

struct LobbyOutcome {
  std::optional<ClientId> client;
  LobbyRefusal refusal = LobbyRefusal::kNobody;  // when there is no client
};

// Several appointments of one client are one candidate. Surname: legal or preferred, folded, whole
// or any of its words that tells families apart ("Cruz" for "de la Cruz"), in any order; or one
// typo in it; or the given name typed in its place, without a typo. Birth date: exact. Phone: the
// last four of any on file.
LobbyOutcome identify_in_lobby(const LobbyClaim& claim, std::span<const LobbyCandidate> candidates,
                               LocalDate today);

}  // namespace alcove::rules
