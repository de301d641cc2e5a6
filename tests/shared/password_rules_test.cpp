// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/password_rules.h"

#include <catch2/catch.hpp>

using namespace alcove::rules;

namespace {

std::optional<PasswordProblem> problem(std::string_view password) {
  return password_problem(password, {.given_name = "Teresa",
                                     .family_name = "Nguy\u1ec5n",
                                     .sign_in_name = "tnguyen",
                                     .clinic_name = "Lakeside Counseling"});
}

}  // namespace

TEST_CASE("a password has 15 to 128 characters, counted as people see them") {
  CHECK(problem("vexed-lamp-quiz") == std::nullopt);               // 15
  CHECK(problem("vexed-lamp-qui") == PasswordProblem::kTooShort);  // 14
  // Fourteen letters, one of them typed as e and a combining accent: fifteen code points as typed.
  CHECK(problem("ve\u0301xed-lamp-qui") == PasswordProblem::kTooShort);
  CHECK(problem("v\u00e9xed-l\u00e1mp-qu\u00ed\u00f1") == std::nullopt);
  std::string longest;
  for (int i = 0; longest.size() < 128; ++i) longest += "lamp" + std::to_string(i * 7919) + "-";
  longest.resize(128);
  CHECK(problem(longest) == std::nullopt);
  CHECK(problem(longest + "x") == PasswordProblem::kTooLong);
  CHECK(problem(std::string(5000, 'x')) == PasswordProblem::kTooLong);
}

TEST_CASE("passphrases of common words, blanks and any script are taken") {
  CHECK(problem("correct horse battery staple") == std::nullopt);
  CHECK(problem("mi perro come zanahorias") == std::nullopt);
  CHECK(problem("r7Q!vk2p#Zx9wLmT") == std::nullopt);
  CHECK(problem("\u0441\u0438\u043d\u0438\u0439 \u0447\u0430\u0439\u043d\u0438\u043a "
                "\u043f\u043e\u0451\u0442") == std::nullopt);
}

TEST_CASE("what everybody tries first is refused") {
  for (const char* password :
       {"passwordpassword", "Password12345678", "P@ssw0rdP@ssw0rd", "sunshine!!!!!!!!",
        "baseball20262026", "123456789qwerty", "1234567890qwerty", "iloveyou iloveyou",
        "Password1234567!", "letmeinletmein12", "password-1-password-1", "!!password!!2026",
        "password1 password ?"}) {
    CAPTURE(password);
    CHECK(problem(password) == PasswordProblem::kCommon);
  }
}

TEST_CASE("runs and repetitions are refused however long they are") {
  CHECK(problem("abcdefghijklmnop") == PasswordProblem::kSequence);
  CHECK(problem("mnbvcxzlkjhgfdsa") == PasswordProblem::kSequence);
  CHECK(problem("1986041720260101") == PasswordProblem::kSequence);
  CHECK(problem("84039172650283719") == std::nullopt);
  CHECK(problem("aaaaaaaaaaaaaaaa") == PasswordProblem::kRepetition);
  CHECK(problem("xkcd93xkcd93xkcd93") == PasswordProblem::kRepetition);
  CHECK(problem("wombat7-lamp.wombat7-lamp.") == PasswordProblem::kRepetition);  // unit of 13
  CHECK(problem("wombat7-lamp-sofawombat7-lamp-sofa") == std::nullopt);          // unit of 17
}

TEST_CASE("names that an attacker knows do not make a password") {
  CHECK(problem("TeresaNguyen1986") == PasswordProblem::kNames);
  CHECK(problem("nguyen-nguyen-2026") == PasswordProblem::kNames);
  CHECK(problem("AlcoveAlcoveAlcove") == PasswordProblem::kNames);
  CHECK(problem("alc0ve alc0ve 2026") == PasswordProblem::kNames);
  CHECK(problem("lakeside counseling") == PasswordProblem::kNames);
  CHECK(problem("LakesideCounseling!") == PasswordProblem::kNames);
  CHECK(problem("tnguyen tnguyen 99") == PasswordProblem::kNames);
  CHECK(problem("Teresa keeps 3 geese") == std::nullopt);
  PasswordContext with_dot;
  with_dot.sign_in_name = "t.ngo";
  CHECK(password_problem("t.ngo t.ngo 2026", with_dot) == PasswordProblem::kNames);
  CHECK(password_problem("AlcoveAlcoveAlcove", {}) == PasswordProblem::kNames);
}

TEST_CASE("bytes that are no text, and control characters, are refused as such") {
  CHECK(problem("vexed-lamp-quiz\xff") == PasswordProblem::kNotText);
  CHECK(problem(std::string_view("vexed-lamp\0-quiz", 16)) == PasswordProblem::kNotText);
  CHECK(problem("vexed-lamp\n-quiz") == PasswordProblem::kNotText);
}

TEST_CASE("a PIN has six digits, not all the same and no run") {
  CHECK(pin_problem("493027") == std::nullopt);
  CHECK(pin_problem("112233") == std::nullopt);
  CHECK(pin_problem("123457") == std::nullopt);
  for (const char* pin : {"", "49302", "4930277", "49302a", "49 027", "\u0664\u0669\u0663"}) {
    CAPTURE(pin);
    CHECK(pin_problem(pin) == PinProblem::kNotSixDigits);
  }
  CHECK(pin_problem("000000") == PinProblem::kAllTheSame);
  CHECK(pin_problem("777777") == PinProblem::kAllTheSame);
  for (const char* pin : {"123456", "012345", "654321", "987654", "789012", "210987"}) {
    CAPTURE(pin);
    CHECK(pin_problem(pin) == PinProblem::kRun);
  }
}
