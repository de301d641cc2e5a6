// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/text/language.h"
#include "shared/api/client_record.h"

// What stands in a client's record, in words.
namespace alcove::screens::desk {

// "she/her · born April 17, 1986 (40) · No. 10482 · Spanish"
std::string client_facts(text::Language language, const api::clients::Client& client,
                         LocalDate today);
std::string_view spoken_language(text::Language language, api::clients::SpokenLanguage spoken);
// On two lines.
std::string address_words(const api::clients::Address& address);

}  // namespace alcove::screens::desk
