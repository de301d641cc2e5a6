// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/text/language.h"
#include "shared/rules/language.h"

namespace alcove::text {

// The screens' word for the contract's.
inline rules::Language rules_language(Language language) {
  switch (language) {
    case Language::kEnglish:
      return rules::Language::kEnglish;
    case Language::kSpanish:
      return rules::Language::kSpanish;
  }
  return rules::Language::kEnglish;
}

}  // namespace alcove::text
