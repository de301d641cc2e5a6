// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/time.h"
#include "shared/rules/person_name.h"
#include "shared/wire/fields.h"

// Whether a person about to be registered may have a record already. Shown with its reasons before
// a second record is made; a person decides. Pure and thread-safe.
namespace alcove::rules {

enum class DuplicateReason : std::uint8_t {
  kSameBirthDate,
  kDayAndMonthSwapped,
  kBirthDateOneDigitOff,
  kSameFamilyName,
  kSimilarFamilyName,  // one typo, or one of two surnames
  kSameGivenName,
  kSimilarGivenName,  // one typo
  kNickname,
  kNamesSwapped,  // given and family name the other way round
  kSamePhone,
};

struct DuplicateFacts {
  PersonName name;
  LocalDate birth_date;
  std::vector<std::string> phones;  // national_digits of each
};

struct PossibleDuplicate {
  int points = 0;
  std::vector<DuplicateReason> reasons;
};

// What a store looks through: everybody with the same birth date, or with one of
// similar_birth_dates, or one of the phones, or the same words in given and family name.
inline constexpr int kDuplicatePoints = 60;
// As good as certain: the same names and the same birth date.
inline constexpr int kCertainDuplicatePoints = 95;

// Points and reasons, or none below kDuplicatePoints.
std::optional<PossibleDuplicate> compare_clients(const DuplicateFacts& a, const DuplicateFacts& b);

// The other dates that a slip makes of this one, as far as the calendar has them: day and month
// swapped. (One digit off is found by name.)
std::vector<LocalDate> similar_birth_dates(LocalDate date);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::DuplicateReason> {
  using Reason = rules::DuplicateReason;
  static constexpr EnumWord<Reason> words[] = {
      {Reason::kSameBirthDate, "same_birth_date"},
      {Reason::kDayAndMonthSwapped, "day_and_month_swapped"},
      {Reason::kBirthDateOneDigitOff, "birth_date_one_digit_off"},
      {Reason::kSameFamilyName, "same_family_name"},
      {Reason::kSimilarFamilyName, "similar_family_name"},
      {Reason::kSameGivenName, "same_given_name"},
      {Reason::kSimilarGivenName, "similar_given_name"},
      {Reason::kNickname, "nickname"},
      {Reason::kNamesSwapped, "names_swapped"},
      {Reason::kSamePhone, "same_phone"}};
};

}  // namespace alcove::wire
