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

std::string_view phone_kind(text::Language language, api::clients::PhoneKind kind) {
  using Kind = api::clients::PhoneKind;
  const text::ClientsMessages say(language);
  switch (kind) {
    case Kind::kMobile:
      return say.phone_mobile();
    case Kind::kHome:
      return say.phone_home();
    case Kind::kWork:
      return say.phone_work();
    case Kind::kOther:
      return say.phone_other();
  }
  return {};
}

std::string_view sex_word(text::Language language, api::clients::SexForInsurance sex) {
  using Sex = api::clients::SexForInsurance;
  const text::ClientsMessages say(language);
  switch (sex) {
    case Sex::kFemale:
      return say.sex_female();
    case Sex::kMale:
      return say.sex_male();
    case Sex::kUnknown:
      return say.sex_unknown();
  }
  return {};
}

std::string_view residence_word(text::Language language, api::clients::Residence residence) {
  using Residence = api::clients::Residence;
  const text::ClientsMessages say(language);
  switch (residence) {
    case Residence::kNotAsked:
      return say.residence_not_asked();
    case Residence::kAddress:
      return say.residence_address();
    case Residence::kNoFixedAddress:
      return say.residence_none();
  }
  return {};
}

std::string_view care_role(text::Language language, api::clients::CareRole role) {
  using Role = api::clients::CareRole;
  const text::ClientsMessages say(language);
  switch (role) {
    case Role::kTherapist:
      return say.team_therapist();
    case Role::kPrescriber:
      return say.team_prescriber();
    case Role::kCaseManager:
      return say.team_case_manager();
    case Role::kSupervisor:
      return say.team_supervisor();
    case Role::kOther:
      return say.team_other();
  }
  return {};
}

namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string words;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!words.empty()) words += " ";
    words += part;
  }
  return words;
}

}  // namespace

std::string full_name(const api::clients::Details& details) {
  return joined({details.legal_given, details.legal_middle, details.legal_family});
}

std::string called_name(const api::clients::Details& details) {
  return joined(
      {details.preferred_given.empty() ? details.legal_given : details.preferred_given,
       details.preferred_family.empty() ? details.legal_family : details.preferred_family});
}

std::string preferred_name(const api::clients::Details& details) {
  return joined({details.preferred_given, details.preferred_family});
}

std::string phones_words(text::Language language, const api::clients::Details& details) {
  const text::ClientsMessages say(language);
  std::string words;
  for (const api::clients::Phone& phone : details.phones) {
    if (!words.empty()) words += "\n";
    words += phone.number + " · " + std::string(phone_kind(language, phone.kind));
    words += " · ";
    words += phone.may_leave_message ? say.phone_message_yes() : say.phone_message_no();
  }
  return words;
}

std::string contact_words(const api::clients::Details& details) {
  if (!details.emergency_contact) return {};
  const auto& contact = *details.emergency_contact;
  std::string words = contact.name;
  if (!contact.relationship.empty()) words += ", " + contact.relationship;
  return words + "\n" + contact.number;
}

}  // namespace alcove::screens::desk
