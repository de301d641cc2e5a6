// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/language.h"
#include "shared/api/board_row.h"

// What a visit of the clinician's day says below the client's name.
namespace alcove::screens::room {

enum class Born : std::uint8_t { kLeftOut, kSaid };
// "Record 10482 · born ... · waiting 5 min · Therapy · Room 2", on one line.
std::string day_facts(text::Language language, const api::appointments::BoardRow& row, Born born);
// "Interpreter: N. Okafor · Equipment: Test kit", or into which language one is needed: as many
// lines as it takes; empty where there is neither.
std::string day_needs(text::Language language, const api::appointments::BoardRow& row);

}  // namespace alcove::screens::room
