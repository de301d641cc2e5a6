// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "shared/api/resources.h"

// What a visit takes besides clinician and room, in words.
namespace alcove::screens::desk {

// "Interpreter: N. Okafor"
std::string taken_words(text::Language language, const api::resources::TakenResource& one);
// All of them, with dots between; empty where it takes none.
std::string taken_line(text::Language language,
                       const std::vector<api::resources::TakenResource>& all);
// "Spanish, French"
std::string languages_line(text::Language language,
                           const std::vector<api::clients::SpokenLanguage>& languages);
// "N. Okafor, interpreter: French", to choose from.
std::string resource_words(text::Language language, const api::resources::Resource& one);

}  // namespace alcove::screens::desk
