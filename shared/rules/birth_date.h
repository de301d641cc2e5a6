// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "shared/base/time.h"

// Birth dates and ages. Pure and thread-safe. "Today" is always the site's day, a parameter.
namespace alcove::rules {

inline constexpr int kAdultAge = 18;
inline constexpr int kMaxAge = 130;

// Whole years. Somebody born on 29 February is a year older on 1 March of a common year. Negative
// before the birth.
int age_on(LocalDate birth, LocalDate day);

inline bool is_minor(LocalDate birth, LocalDate today) {
  return age_on(birth, today) < kAdultAge;
}

// kOutOfRange after today, or more than kMaxAge years ago.
Result<void> check_birth_date(LocalDate birth, LocalDate today);

// What a receptionist can mean by "4/17/86", "04/17/1986", "4-17-1986", "4.17.86", "1986-04-17",
// "04171986" or "19860417", and by "April 17, 1986", "17 apr 86" or "17 de abril de 1986", as the
// screens write it: every birth date that reads so, most likely first; none when the text is no
// date. Month first, as in the United States; day first only where the first number cannot be
// a month. Two digits of a year mean the last such year that is not after today, then the one a
// century before.
std::vector<LocalDate> read_typed_date(std::string_view typed, LocalDate today);

// Whether a word is the name of a month, in English or Spanish, or three letters or more of it.
bool names_month(std::string_view word);

// Why read_typed_date found nothing, by the likeliest reading.
enum class TypedDateProblem : std::uint8_t {
  kUnread,
  kNoSuchDay,  // that month has no such day
  kAfterToday,
  kTooLongAgo,  // more than kMaxAge years
};
TypedDateProblem typed_date_problem(std::string_view typed, LocalDate today);

}  // namespace alcove::rules
