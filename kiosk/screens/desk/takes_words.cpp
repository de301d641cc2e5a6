// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/takes_words.h"

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/resources_messages.h"

namespace alcove::screens::desk {

using api::resources::ResourceKind;

std::string taken_words(text::Language language, const api::resources::TakenResource& one) {
  const text::ResourcesMessages say(language);
  switch (one.kind) {
    case ResourceKind::kEquipment:
      return say.visit_equipment(one.name);
    case ResourceKind::kInterpreter:
      return say.visit_interpreter(one.name);
  }
  return {};
}

std::string taken_line(text::Language language,
                       const std::vector<api::resources::TakenResource>& all) {
  std::string words;
  for (const api::resources::TakenResource& one : all) {
    words += (words.empty() ? "" : " · ") + taken_words(language, one);
  }
  return words;
}

std::string languages_line(text::Language language,
                           const std::vector<api::clients::SpokenLanguage>& languages) {
  std::string words;
  for (const api::clients::SpokenLanguage one : languages) {
    words += words.empty() ? "" : ", ";
    words += spoken_language(language, one);
  }
  return words;
}

std::string resource_words(text::Language language, const api::resources::Resource& one) {
  const text::ResourcesMessages say(language);
  if (one.kind == ResourceKind::kEquipment) return say.takes_equipment(one.name);
  return say.takes_interpreter(
      {.name = one.name, .languages = languages_line(language, one.languages)});
}

}  // namespace alcove::screens::desk
