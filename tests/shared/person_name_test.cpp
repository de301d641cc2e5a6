// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/person_name.h"

#include <catch2/catch.hpp>

using namespace alcove::rules;

TEST_CASE("the lobby sees the first name and one initial, preferred names first") {
  CHECK(greeting_name({"Mar\u00eda", "", "L\u00f3pez", "", ""}) == "Mar\u00eda L.");
  CHECK(greeting_name({"Robert", "J.", "smith", "Bobbie", ""}) == "Bobbie S.");
  CHECK(greeting_name({"Ana", "", "Reyes", "", "Ortiz"}) == "Ana O.");
  CHECK(greeting_name({"Ana Mar\u00eda", "", "de la Cruz", "", ""}) == "Ana Mar\u00eda D.");
  CHECK(greeting_name({"Cher", "", "", "", ""}) == "Cher");
  CHECK(greeting_name({"", "", "Suharto", "", ""}) == "Suharto");
}

TEST_CASE("an initial keeps its accent however it was typed") {
  CHECK(greeting_name({"Zo\u00eb", "", "\u00e9mile", "", ""}) == "Zo\u00eb \u00c9.");
  CHECK(greeting_name({"Zo\u00eb", "", "e\u0301mile", "", ""}) == "Zo\u00eb \u00c9.");
  CHECK(greeting_name({"Kai", "", "\u02bbIolani", "", ""}) == "Kai I.");
  CHECK(greeting_name({"Jan", "", "'t Hooft", "", ""}) == "Jan T.");
}

TEST_CASE("staff lists show the family name first and the preferred given name in brackets") {
  CHECK(list_name({"Mar\u00eda", "", "L\u00f3pez", "", ""}) == "L\u00f3pez, Mar\u00eda");
  CHECK(list_name({"Mar\u00eda", "", "L\u00f3pez", "Mari", ""}) == "L\u00f3pez, Mar\u00eda (Mari)");
  CHECK(list_name({"Mar\u00eda", "", "L\u00f3pez", "Mar\u00eda", "D\u00edaz"}) ==
        "D\u00edaz, Mar\u00eda");
}

TEST_CASE("legal and preferred names are folded once each") {
  const PersonName name{"Mar\u00eda", "", "L\u00f3pez-D\u00edaz", "Mari", "Lopez Diaz"};
  CHECK(folded_given_names(name) == std::vector<std::string>{"maria", "mari"});
  CHECK(folded_family_names(name) == std::vector<std::string>{"lopez diaz"});
}

TEST_CASE("initials are of the names as they are called, with their marks, and of one name one") {
  CHECK(initials({"Mar\u00eda", "", "L\u00f3pez", "", ""}) == "M. L.");
  CHECK(initials({"Robert", "J.", "smith", "Bobbie", ""}) == "B. S.");
  CHECK(initials({"Zo\u00eb", "", "\u00e9mile", "", ""}) == "Z. \u00c9.");
  CHECK(initials({"", "", "Suharto", "", ""}) == "S.");
  CHECK(initials({"Jan", "", "'t Hooft", "", ""}) == "J. T.");
  CHECK(initials({"-", "", "'", "", ""}).empty());
}
