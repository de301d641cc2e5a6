// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/name_folding.h"

#include <catch2/catch.hpp>

using alcove::rules::fold_name;

TEST_CASE("names fold to the same letters whatever their case, accents, hyphens and blanks") {
  CHECK(fold_name("Jean-Baptiste  N\u00fa\u00f1ez") == "jean baptiste nunez");
  CHECK(fold_name("O'Brien") == "obrien");
  CHECK(fold_name("O\u2019Brien") == "obrien");
  CHECK(fold_name("  \u00c9ric ") == "eric");
  CHECK(fold_name("Nguy\u1ec5n V\u0103n \u0110\u1ee9c") == "nguyen van duc");
  CHECK(fold_name("Stra\u00dfe") == "strasse");
  CHECK(fold_name("S\u00f8ren \u0141ukasz \u00c6gir") == "soren lukasz aegir");
  CHECK(fold_name("Ka\u02bbiulani") == "kaiulani");
  CHECK(fold_name("Jr.") == "jr");
  CHECK(fold_name("").empty());
}

TEST_CASE("a name of plain letters folds as it does beside an accented one") {
  // The accent takes the general way, the name without it the short one.
  for (char c = 1; c < 0x7F; ++c) {
    const std::string name = std::string("aB") + c + "Cd" + c + c + " 7" + c + "x";
    INFO(static_cast<int>(c));
    CHECK(fold_name(name) + "e" == fold_name(name + "\u00e9"));
  }
}
