// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/phone_number.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::rules;

TEST_CASE("a North American number is kept in one spelling however it was typed") {
  for (const char* typed :
       {"7165550112", "(716) 555-0112", "716-555-0112", "716.555.0112", "1 716 555 0112",
        "+1 (716) 555-0112", "1-716-555-0112", "  716/555-0112 ", "011 1 716 555 0112"}) {
    CAPTURE(typed);
    CHECK(parse_phone(typed).value() == PhoneNumber{"+17165550112", ""});
  }
}

TEST_CASE("an extension is kept beside the number") {
  for (const char* typed : {"716-555-0112 x4", "716-555-0112 ext. 4", "7165550112 EXT 4",
                            "716-555-0112x4", "716 555 0112 # 4", "716-555-0112 extension 4"}) {
    CAPTURE(typed);
    CHECK(parse_phone(typed).value() == PhoneNumber{"+17165550112", "4"});
  }
  CHECK(parse_phone("7165550112 x123456").value().extension == "123456");
  CHECK(phone_problem("7165550112 x1234567") == PhoneProblem::kBadExtension);
  CHECK(phone_problem("7165550112 x") == PhoneProblem::kBadExtension);
  CHECK(phone_problem("7165550112 x4b") == PhoneProblem::kBadExtension);
  CHECK(phone_problem("7165550112 exit 4") == PhoneProblem::kStrangeCharacter);
}

TEST_CASE("a number of another country is kept whole, with its code") {
  CHECK(parse_phone("+52 55 1234 5678").value().digits == "+525512345678");
  CHECK(parse_phone("011 52 55 1234 5678").value().digits == "+525512345678");
  CHECK(parse_phone("+44 20 7946 0958").value().digits == "+442079460958");
  CHECK(parse_phone("+1234567").error().code == ErrorCode::kOutOfRange);  // +1 wants ten digits
  CHECK(parse_phone("+2345678").value().digits == "+2345678");            // seven: the shortest
  CHECK(phone_problem("+234567") == PhoneProblem::kTooShort);
  CHECK(parse_phone("+234567890123456"));                               // fifteen
  CHECK(phone_problem("+2345678901234567") == PhoneProblem::kTooLong);  // sixteen
  CHECK(phone_problem("+0345678901") == PhoneProblem::kNoSuchArea);
}

TEST_CASE("what cannot be a number is refused with the reason, and no digit is repeated in it") {
  CHECK(phone_problem("") == PhoneProblem::kEmpty);
  CHECK(phone_problem("   ") == PhoneProblem::kEmpty);
  CHECK(phone_problem("555-0112") == PhoneProblem::kNoAreaCode);
  CHECK(phone_problem("716-555-011") == PhoneProblem::kTooShort);
  CHECK(phone_problem("716-555-01123") == PhoneProblem::kTooLong);
  CHECK(phone_problem("716-555-O112") == PhoneProblem::kStrangeCharacter);
  CHECK(phone_problem("none") == PhoneProblem::kStrangeCharacter);
  CHECK(phone_problem("116-555-0112") == PhoneProblem::kNoSuchArea);
  CHECK(phone_problem("016-555-0112") == PhoneProblem::kNoSuchArea);
  CHECK(phone_problem("911-555-0112") == PhoneProblem::kNoSuchArea);
  CHECK(phone_problem("790-555-0112") == PhoneProblem::kNoSuchArea);
  CHECK(phone_problem("716-155-0112") == PhoneProblem::kNoSuchOffice);
  CHECK(phone_problem("716-911-0112") == PhoneProblem::kNoSuchOffice);
  CHECK(phone_problem("716-555-0112") == std::nullopt);
  const Error error = parse_phone("116-555-0112").error();
  CHECK(error.code == ErrorCode::kOutOfRange);
  CHECK(error.detail == "there is no such area code");
}

TEST_CASE("a number is shown whole to staff and masked in the lobby") {
  const PhoneNumber phone{"+17165550112", "4"};
  CHECK(display_phone(phone) == "(716) 555-0112 ext. 4");
  CHECK(masked_phone(phone) == "\u2022\u2022\u2022-\u2022\u202212");
  CHECK(last_four(phone) == "0112");
  CHECK(national_digits(phone) == "7165550112");
  const PhoneNumber mexican{"+525512345678", ""};
  CHECK(display_phone(mexican) == "+525512345678");
  CHECK(last_four(mexican) == "5678");
  CHECK(national_digits(mexican) == "525512345678");
}
