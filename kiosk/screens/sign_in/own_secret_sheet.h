// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/error.h"

// The sheet in which a signed-in person changes their own password, or chooses the PIN of this
// session or another in its place.
namespace alcove::screens::sign_in {

enum class OwnSecret : std::uint8_t { kPassword, kPin };

struct OwnSecretModel {
  text::Language language = text::Language::kEnglish;
  bool touch_keyboard = false;
  OwnSecret what = OwnSecret::kPassword;
  bool asks_password = true;  // false for the first PIN of a session
  // Wiped by the owner as soon as they were used, and when the sheet goes.
  std::string current;  // the password as it is
  std::string fresh;
  std::string again;
  bool busy = false;
  bool done = false;
  bool too_easy = false;  // the PIN
  std::optional<ErrorCode> problem{};
};
enum class OwnSecretIntent : std::uint8_t { kNone, kClose, kKeep };
OwnSecretIntent draw(ui::Ui& ui, OwnSecretModel& model);

}  // namespace alcove::screens::sign_in
