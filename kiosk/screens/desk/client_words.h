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
std::string_view phone_kind(text::Language language, api::clients::PhoneKind kind);
std::string_view sex_word(text::Language language, api::clients::SexForInsurance sex);
std::string_view residence_word(text::Language language, api::clients::Residence residence);
std::string_view care_role(text::Language language, api::clients::CareRole role);
// "Lucía Ana Morales" as on the papers; as the client is called; empty where nothing is preferred.
std::string full_name(const api::clients::Details& details);
std::string called_name(const api::clients::Details& details);
std::string preferred_name(const api::clients::Details& details);
// A line for each phone: number, kind, whether a message may be left.
std::string phones_words(text::Language language, const api::clients::Details& details);
std::string contact_words(const api::clients::Details& details);
// On two lines.
std::string address_words(const api::clients::Address& address);

}  // namespace alcove::screens::desk
