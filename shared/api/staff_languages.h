// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iterator>
#include <optional>
#include <vector>

#include "shared/api/administration_people.h"
#include "shared/api/client_words.h"

// In which languages the people who work here speak with clients: an administrator enters it, and
// "first free" (first_free.h) can be asked for somebody who speaks one.
namespace alcove::api::administration {

using clients::SpokenLanguage;

// All but "another language": what somebody can be said to speak.
inline constexpr SpokenLanguage kNamedLanguages[] = {
    SpokenLanguage::kEnglish,       SpokenLanguage::kSpanish,    SpokenLanguage::kChinese,
    SpokenLanguage::kVietnamese,    SpokenLanguage::kTagalog,    SpokenLanguage::kArabic,
    SpokenLanguage::kKorean,        SpokenLanguage::kRussian,    SpokenLanguage::kFrench,
    SpokenLanguage::kHaitianCreole, SpokenLanguage::kPortuguese, SpokenLanguage::kSomali,
    SpokenLanguage::kNepali,        SpokenLanguage::kBurmese,    SpokenLanguage::kSwahili,
    SpokenLanguage::kAmericanSign};
inline constexpr std::size_t kMaxLanguages = std::size(kNamedLanguages);

struct Speaker {
  StaffId person;
  std::vector<SpokenLanguage> languages;  // in the order of the list above; none: it is not known

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person", self.person);
    visit("languages", self.languages, wire::at_most(kMaxLanguages));
  }
  friend bool operator==(const Speaker&, const Speaker&) = default;
};

struct SpeakersReply {
  std::vector<Speaker> items;  // of whom it is known, by their ids; disabled ones too
  std::optional<StaffId> next{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPeople));
    visit("next", self.next);
  }
};

// Holds nothing of any client.
inline constexpr wire::Route<PeopleRequest, SpeakersReply> languages{
    .method = wire::Method::kGet,
    .path = "/v1/administration/people/languages",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

// All that the person speaks, in any order. Changes nothing of who may come in, and asks for no
// confirmation. kNotFound, kOutOfRange (languages: one of them twice, or "other").
inline constexpr wire::Route<Speaker, Speaker> set_languages{
    .method = wire::Method::kPost,
    .path = "/v1/administration/people/set_languages",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::administration
