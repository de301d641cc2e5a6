// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"

// PIN or password once more, as whoever signs, or changes who may come in, gives it.
namespace alcove::screens::sign_in {

// Whoever owns it wipes it when it was used.
struct ProofEntry {
  bool pin_allowed = true;
  bool by_password = false;
  std::string pin;
  std::string password;

  bool complete() const;
  void wipe();
};

struct ProofFrame {
  text::Language language = text::Language::kEnglish;
  bool busy = false;
  bool touch_keyboard = false;  // shows the figures: a PIN needs ten keys, not forty
};
// Cut off the top of `flow`.
void proof_entry(ui::Ui& ui, ui::Rect& flow, const ProofFrame& frame, ProofEntry& proof);

}  // namespace alcove::screens::sign_in
