// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/text/language.h"
#include "shared/rules/language.h"

namespace alcove::flows::lobby {

// The screens' word for the contract's.
inline rules::Language rules_language(text::Language language) {
  switch (language) {
    case text::Language::kEnglish:
      return rules::Language::kEnglish;
    case text::Language::kSpanish:
      return rules::Language::kSpanish;
  }
  return rules::Language::kEnglish;
}

}  // namespace alcove::flows::lobby
