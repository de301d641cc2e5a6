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
