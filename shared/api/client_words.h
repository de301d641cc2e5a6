// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The choices in a client's record.
namespace alcove::api::clients {

enum class PhoneKind : std::uint8_t { kMobile, kHome, kWork, kOther };

// What the insurer has on file (X12 DMG03), whatever the client's gender is.
enum class SexForInsurance : std::uint8_t { kFemale, kMale, kUnknown };

enum class Residence : std::uint8_t { kNotAsked, kAddress, kNoFixedAddress };

// What the client would like to be spoken to in. The words are ISO 639 codes.
enum class SpokenLanguage : std::uint8_t {
  kEnglish,
  kSpanish,
  kChinese,
  kVietnamese,
  kTagalog,
  kArabic,
  kKorean,
  kRussian,
  kFrench,
  kHaitianCreole,
  kPortuguese,
  kSomali,
  kNepali,
  kBurmese,
  kSwahili,
  kAmericanSign,
  kOther,
};

enum class CareRole : std::uint8_t { kTherapist, kPrescriber, kCaseManager, kSupervisor, kOther };

}  // namespace alcove::api::clients

namespace alcove::wire {

template <>
struct EnumWords<api::clients::PhoneKind> {
  using Kind = api::clients::PhoneKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kMobile, "mobile"},
                                             {Kind::kHome, "home"},
                                             {Kind::kWork, "work"},
                                             {Kind::kOther, "other"}};
};

template <>
struct EnumWords<api::clients::SexForInsurance> {
  using Sex = api::clients::SexForInsurance;
  static constexpr EnumWord<Sex> words[] = {
      {Sex::kFemale, "female"}, {Sex::kMale, "male"}, {Sex::kUnknown, "unknown"}};
};

template <>
struct EnumWords<api::clients::Residence> {
  using Residence = api::clients::Residence;
  static constexpr EnumWord<Residence> words[] = {{Residence::kNotAsked, "not_asked"},
                                                  {Residence::kAddress, "address"},
                                                  {Residence::kNoFixedAddress, "no_fixed_address"}};
};

template <>
struct EnumWords<api::clients::SpokenLanguage> {
  using Language = api::clients::SpokenLanguage;
  static constexpr EnumWord<Language> words[] = {
      {Language::kEnglish, "en"},       {Language::kSpanish, "es"},    {Language::kChinese, "zh"},
      {Language::kVietnamese, "vi"},    {Language::kTagalog, "tl"},    {Language::kArabic, "ar"},
      {Language::kKorean, "ko"},        {Language::kRussian, "ru"},    {Language::kFrench, "fr"},
      {Language::kHaitianCreole, "ht"}, {Language::kPortuguese, "pt"}, {Language::kSomali, "so"},
      {Language::kNepali, "ne"},        {Language::kBurmese, "my"},    {Language::kSwahili, "sw"},
      {Language::kAmericanSign, "ase"}, {Language::kOther, "other"}};
};

template <>
struct EnumWords<api::clients::CareRole> {
  using Role = api::clients::CareRole;
  static constexpr EnumWord<Role> words[] = {{Role::kTherapist, "therapist"},
                                             {Role::kPrescriber, "prescriber"},
                                             {Role::kCaseManager, "case_manager"},
                                             {Role::kSupervisor, "supervisor"},
                                             {Role::kOther, "other"}};
};

}  // namespace alcove::wire
