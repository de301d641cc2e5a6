// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/error.h"

// The line at the foot of a draft: where its words are, and never more than is true.
namespace alcove::screens::room {

// What is true of what is on the screen. Only kSafe says that the box has it.
enum class Safety : std::uint8_t {
  kNothing,   // nothing was ever written
  kSafe,      // the box has every word that is shown
  kSaving,    // newer words are on their way, since a moment
  kNotYet,    // they have been for longer
  kKeptHere,  // every word that is shown is sealed on this terminal
  kNotKept,   // neither: the terminal's disk refused, and says why
  kReading,   // somebody else writes
};

struct SafetyLine {
  Safety safety = Safety::kNothing;
  std::string time;       // of kSafe and kKeptHere, with seconds: "10:42:07"
  std::string safe_time;  // when the box last had everything; empty: never
  std::int64_t number = 0;
  std::optional<ErrorCode> problem;
  std::optional<std::uint64_t> words{};  // NoteText::version() that it speaks of; none: any
};

// What it may say once there are newer words than those: none of them is safe anywhere.
SafetyLine with_newer_words(SafetyLine line);

// What the line at the foot says, with its icon and colour.
void draw_safety(ui::Ui& ui, const ui::Rect& area, text::Language language, const SafetyLine& line);
float safety_width(const ui::Ui& ui, text::Language language, const SafetyLine& line);
float safety_height(const ui::Ui& ui, float width, text::Language language, const SafetyLine& line);

}  // namespace alcove::screens::room
