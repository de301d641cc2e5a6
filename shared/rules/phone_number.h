// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

// Telephone numbers as people type them, kept in one spelling. Pure and thread-safe.
namespace alcove::rules {

// Why a number cannot be one: each has its own sentence on the screen.
enum class PhoneProblem : std::uint8_t {
  kEmpty,
  kStrangeCharacter,  // a letter or sign that belongs to no number
  kTooShort,
  kTooLong,
  kNoAreaCode,    // seven digits: the area code is missing
  kNoSuchArea,    // an area code that North America does not give out
  kNoSuchOffice,  // the next three digits begin with 0 or 1, or are a service such as 911
  kBadExtension,  // not 1 to 6 digits
};

struct PhoneNumber {
  std::string digits;     // E.164 with "+": "+17165550112", "+525512345678"
  std::string extension;  // digits, or empty

  friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;
};

// North American numbers with or without 1, in any punctuation; others with "+" or "011" and their
// country code. "x", "ext", "ext." or "#" before an extension. Refused (kOutOfRange): see
// phone_problem. The detail never repeats a digit.
Result<PhoneNumber> parse_phone(std::string_view typed);

// None when the number is good.
std::optional<PhoneProblem> phone_problem(std::string_view typed);

// "(716) 555-0112", "(716) 555-0112 ext. 4", "+525512345678".
std::string display_phone(const PhoneNumber& phone);

// "•••-••12": enough to be recognised by its owner, in the lobby.
std::string masked_phone(const PhoneNumber& phone);

// The last four digits, without the extension.
std::string last_four(const PhoneNumber& phone);

// The digits of a client's number by which it is searched: ten for North America, all others whole.
std::string national_digits(const PhoneNumber& phone);

}  // namespace alcove::rules
