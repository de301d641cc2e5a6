// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "shared/api/client_record.h"
#include "shared/api/language_wish.h"
#include "shared/base/result.h"

// In which language a client is to be understood, and by whom. Pure and thread-safe.
namespace alcove::appointments {

struct LanguageWish {
  std::optional<api::clients::SpokenLanguage> language{};  // none: nobody asks
  api::clients::LanguageBy by = api::clients::LanguageBy::kClinician;

  bool by_clinician() const { return language && by != api::clients::LanguageBy::kInterpreter; }
  bool by_interpreter() const { return language && by != api::clients::LanguageBy::kClinician; }
};

// What a record says. Another language than English, or that an interpreter is needed, wants
// either; a language without a name, which no clinician can be said to speak, an interpreter.
LanguageWish language_wish_of(const api::clients::Details& client);

// kOutOfRange, field "language": no clinician can be said to speak one without a name.
Result<void> check_language(const LanguageWish& wish);

}  // namespace alcove::appointments
