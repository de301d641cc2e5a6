// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/language_rules.h"

namespace alcove::appointments {

using api::clients::LanguageBy;
using api::clients::SpokenLanguage;

LanguageWish language_wish_of(const api::clients::Details& client) {
  if (client.language == SpokenLanguage::kEnglish && !client.needs_interpreter) return {};
  if (client.language == SpokenLanguage::kOther) {
    return {client.language, LanguageBy::kInterpreter};
  }
  return {client.language, LanguageBy::kEither};
}

Result<void> check_language(const LanguageWish& wish) {
  if (wish.language != SpokenLanguage::kOther || !wish.by_clinician()) return {};
  return Error{ErrorCode::kOutOfRange, "language", "one of the languages that have a name"};
}

}  // namespace alcove::appointments
