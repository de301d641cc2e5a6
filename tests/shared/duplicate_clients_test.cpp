// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/duplicate_clients.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::rules;
using Reason = DuplicateReason;

namespace {

DuplicateFacts person(const char* given, const char* family, const char* birth,
                      std::vector<std::string> phones = {}) {
  return {{given, "", family, "", ""}, parse_date(birth).value(), std::move(phones)};
}

const DuplicateFacts kMaria = person("Mar\u00eda", "L\u00f3pez", "1986-04-07", {"7165550112"});

std::vector<Reason> reasons(const DuplicateFacts& other) {
  const auto both = compare_clients(kMaria, other);
  const auto turned = compare_clients(other, kMaria);
  CHECK(both.has_value() == turned.has_value());
  if (!both) return {};
  CHECK(both->points == turned->points);
  CHECK(both->points >= kDuplicatePoints);
  return both->reasons;
}

}  // namespace

TEST_CASE("the same person typed again is certain, with every reason") {
  CHECK(reasons(person("Maria", "Lopez", "1986-04-07", {"7165550112"})) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameFamilyName, Reason::kSameGivenName,
                    Reason::kSamePhone});
  CHECK(compare_clients(kMaria, person("Maria", "Lopez", "1986-04-07"))->points ==
        kCertainDuplicatePoints);
}

TEST_CASE("a slip in the birth date does not hide a person") {
  CHECK(reasons(person("Maria", "Lopez", "1986-07-04")) ==
        std::vector{Reason::kDayAndMonthSwapped, Reason::kSameFamilyName, Reason::kSameGivenName});
  CHECK(
      reasons(person("Maria", "Lopez", "1986-04-01")) ==
      std::vector{Reason::kBirthDateOneDigitOff, Reason::kSameFamilyName, Reason::kSameGivenName});
}

TEST_CASE("a nickname, a typo, a second surname or swapped names do not hide a person") {
  CHECK(reasons(person("Mari", "Lopez", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameFamilyName, Reason::kNickname});
  CHECK(reasons(person("Maria", "Lopes", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSimilarFamilyName, Reason::kSameGivenName});
  CHECK(reasons(person("Maria", "Lopez Diaz", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSimilarFamilyName, Reason::kSameGivenName});
  CHECK(reasons(person("Lopez", "Maria", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kNamesSwapped});
  CHECK(reasons(person("Marla", "Lopez", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameFamilyName, Reason::kSimilarGivenName});
}

TEST_CASE("a person who married is found by given name and birth date, or by phone") {
  CHECK(reasons(person("Maria", "Schmidt", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameGivenName});
  CHECK(reasons(person("Luz", "Schmidt", "1986-04-07", {"7165550112"})) ==
        std::vector{Reason::kSameBirthDate, Reason::kSamePhone});
}

TEST_CASE("twins are shown with what they share") {
  CHECK(reasons(person("Elena", "Lopez", "1986-04-07")) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameFamilyName});
}

TEST_CASE("people who share a common name, a phone or a birthday alone are not shown") {
  CHECK(reasons(person("Maria", "Lopez", "1991-12-23")).empty());
  CHECK(reasons(person("Elena", "Lopez", "1991-12-23", {"7165550112"})).empty());
  CHECK(reasons(person("John", "Smith", "1986-04-07")).empty());
  CHECK(reasons(person("John", "Smith", "1991-12-23", {"7165550112"})).empty());
  CHECK(reasons(person("Maria", "Lopez", "1991-12-23", {"7165550112"})) ==
        std::vector{Reason::kSameFamilyName, Reason::kSameGivenName, Reason::kSamePhone});
}

TEST_CASE("a preferred name counts like a legal one") {
  DuplicateFacts other = person("Robert", "Lopez", "1986-04-07");
  other.name.preferred_given = "Maria";
  CHECK(reasons(other) ==
        std::vector{Reason::kSameBirthDate, Reason::kSameFamilyName, Reason::kSameGivenName});
}

TEST_CASE("day and month are swapped only where the calendar has that day") {
  const auto swapped = [](const char* text) {
    return similar_birth_dates(parse_date(text).value());
  };
  CHECK(swapped("1986-04-07") == std::vector{parse_date("1986-07-04").value()});
  CHECK(swapped("1986-04-17").empty());
  CHECK(swapped("1986-04-04").empty());
}
