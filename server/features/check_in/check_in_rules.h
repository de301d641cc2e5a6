// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "shared/api/check_in_desk.h"
#include "shared/api/check_in_forms.h"

// What the check-in decides without looking anything up. Pure and thread-safe.
namespace alcove::check_in {

inline constexpr std::chrono::minutes kTriesWithin{10};
inline constexpr std::chrono::minutes kBlockedFor{5};
inline constexpr std::chrono::hours kKeepTries{24};
// A visit at the lobby terminal that nobody ended is over then.
inline constexpr std::chrono::minutes kLongestVisit{60};
// A signature counts for a year: on its last day it still does.
inline constexpr std::chrono::days kConsentCounts{365};

// The document in that language, with its hash over title, empty line and text.
api::check_in::ConsentDue consent_to_treatment(rules::Language language);

// Whether it has to be signed (again): never signed, another version since, or too long ago.
bool consent_due(const std::vector<api::check_in::Signed>& signed_documents, UtcTime now);

// "••• M••• S•••, Buffalo": enough to be recognised by whoever lives there.
std::string masked_address(const api::clients::Address& address);

// kOutOfRange with field "strokes": nothing drawn, or too many points in all.
Result<void> check_strokes(const std::vector<api::check_in::Stroke>& strokes);

// How a drawing rests in the store: u32 strokes, and for each u32 points, and for each u32 x, u32
// y.
Bytes encode_drawing(const std::vector<api::check_in::Stroke>& strokes);

}  // namespace alcove::check_in
