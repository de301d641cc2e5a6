// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/wire/fields.h"

// Which passwords and PINs are taken. No rules of composition and no expiry, as NIST SP 800-63B-4
// asks: length, and a list of what everybody tries first. Pure and thread-safe; the copies made
// while looking are wiped.
namespace alcove::rules {

inline constexpr std::size_t kMinPasswordLength = 15;  // code points after NFC
inline constexpr std::size_t kMaxPasswordLength = 128;
inline constexpr std::size_t kPinLength = 6;

enum class PasswordProblem : std::uint8_t {
  kTooShort,
  kTooLong,
  kNotText,     // not UTF-8, or with control characters in it
  kCommon,      // on the list of common passwords, or one or two of its words and little else
  kRepetition,  // a short piece over and over
  kSequence,    // runs such as 123456 or qwerty, or one or two dates
  kNames,       // the person's, the clinic's or the program's name and little else
};

// What an attacker knows about the person. Empty fields are skipped.
struct PasswordContext {
  std::string given_name;
  std::string family_name;
  std::string sign_in_name;
  std::string clinic_name;
};

// None when the password may be used.
std::optional<PasswordProblem> password_problem(std::string_view password,
                                                const PasswordContext& context);

enum class PinProblem : std::uint8_t { kNotSixDigits, kAllTheSame, kRun };

// A run goes up or down by one, 9 and 0 being neighbours: 123456, 654321, 789012.
std::optional<PinProblem> pin_problem(std::string_view pin);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::PasswordProblem> {
  using Problem = rules::PasswordProblem;
  static constexpr EnumWord<Problem> words[] = {{Problem::kTooShort, "too_short"},
                                                {Problem::kTooLong, "too_long"},
                                                {Problem::kNotText, "not_text"},
                                                {Problem::kCommon, "common"},
                                                {Problem::kRepetition, "repetition"},
                                                {Problem::kSequence, "sequence"},
                                                {Problem::kNames, "names"}};
};

template <>
struct EnumWords<rules::PinProblem> {
  static constexpr EnumWord<rules::PinProblem> words[] = {
      {rules::PinProblem::kNotSixDigits, "not_six_digits"},
      {rules::PinProblem::kAllTheSame, "all_the_same"},
      {rules::PinProblem::kRun, "run"}};
};

}  // namespace alcove::wire
