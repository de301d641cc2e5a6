// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// The sheet behind a person's name in the top bar, and behind "Text size and language" before
// signing in: how the screen reads, one's own password and PIN, and signing out.
namespace alcove::screens::sign_in {

// Whose page the sheet offers.
enum class OfficeOf : std::uint8_t { kNobody, kAdministrator, kPrivacyOfficer };

struct ReadingModel {
  text::Language language = text::Language::kEnglish;  // changed here
  ui::TextSize text_size = ui::TextSize::k100;         // likewise
  ui::Contrast contrast = ui::Contrast::kNormal;       // likewise
  std::string person;  // "L. Brandt, LCSW"; empty: nobody is signed in
  OfficeOf office = OfficeOf::kNobody;
  bool leaves_something = false;  // a form was begun that ends with the session: says so
  bool away = false;              // nobody could sign in afterwards: says so
};
enum class ReadingIntent : std::uint8_t {
  kNone,
  kClose,
  kAdminister,
  kChangePassword,
  kChangePin,
  kSignOut,
};
ReadingIntent draw(ui::Ui& ui, ReadingModel& model);

}  // namespace alcove::screens::sign_in
