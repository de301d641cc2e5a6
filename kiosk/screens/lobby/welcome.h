// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/time.h"

// What stands in the lobby when nobody is there, and where one chooses a language. Holds nothing
// about anybody.
namespace alcove::screens::lobby {

enum class CheckInHere : std::uint8_t {
  kOpen,
  kAtDesk,  // the box is away: nobody can be found
};

struct WelcomeModel {
  std::string clinic;
  LocalDateTime now{};  // the site's wall clock
  // The language of the sentences above the buttons; the other one stands below in small.
  text::Language language = text::Language::kEnglish;
  CheckInHere check_in = CheckInHere::kOpen;
  std::string damage{};  // for the desk: something kept here cannot be read; in small, as "damage"
};

enum class WelcomeIntent : std::uint8_t {
  kNone,
  kEnglish,
  kSpanish,
  kTextSize,  // the next size of text
  kContrast,  // the other contrast
  kHelp,
};

WelcomeIntent draw(ui::Ui& ui, const WelcomeModel& model);

}  // namespace alcove::screens::lobby
