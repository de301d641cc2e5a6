// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_words.h"

#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "shared/rules/birth_date.h"

namespace alcove::screens::desk {

std::string client_facts(text::Language language, const api::clients::Client& client,
                         LocalDate today) {
  const text::DeskMessages say(language);
  const api::clients::Details& details = client.details;
  std::string words;
  if (!details.pronouns.empty()) words = details.pronouns + " · ";
  words += say.panel_facts({.birth = say.panel_born(text::full_date(language, details.birth_date)),
                            .age = std::to_string(rules::age_on(details.birth_date, today)),
                            .number = std::to_string(client.record_number)});
  words += " · ";
  words += spoken_language(language, details.language);
  return words;
}

std::string_view spoken_language(text::Language language, api::clients::SpokenLanguage spoken) {
  using Spoken = api::clients::SpokenLanguage;
  const text::ClientsMessages say(language);
  switch (spoken) {
    case Spoken::kEnglish:
      return say.spoken_english();
    case Spoken::kSpanish:
      return say.spoken_spanish();
    case Spoken::kChinese:
      return say.spoken_chinese();
    case Spoken::kVietnamese:
      return say.spoken_vietnamese();
    case Spoken::kTagalog:
      return say.spoken_tagalog();
    case Spoken::kArabic:
      return say.spoken_arabic();
    case Spoken::kKorean:
      return say.spoken_korean();
    case Spoken::kRussian:
      return say.spoken_russian();
    case Spoken::kFrench:
      return say.spoken_french();
    case Spoken::kHaitianCreole:
      return say.spoken_haitian();
    case Spoken::kPortuguese:
      return say.spoken_portuguese();
    case Spoken::kSomali:
      return say.spoken_somali();
    case Spoken::kNepali:
      return say.spoken_nepali();
    case Spoken::kBurmese:
      return say.spoken_burmese();
    case Spoken::kSwahili:
      return say.spoken_swahili();
    case Spoken::kAmericanSign:
      return say.spoken_sign();
    case Spoken::kOther:
      return say.spoken_other();
  }
  return {};
}

std::string address_words(const api::clients::Address& address) {
  std::string words = address.line1;
  if (!address.line2.empty()) words += ", " + address.line2;
  return words + "\n" + address.city + ", " + address.state + " " + address.postal_code;
}

}  // namespace alcove::screens::desk
