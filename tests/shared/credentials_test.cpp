// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/credentials.h"

#include <catch2/catch.hpp>

using namespace alcove::rules;
using All = std::vector<std::string>;

TEST_CASE("a service that asks for nothing is given by everybody") {
  CHECK(has_credential("", {}));
  CHECK(has_credential("LCSW", {}));
}

TEST_CASE("one of what stands under the signature is enough, however it is written") {
  CHECK(has_credential("MD", {"MD", "APRN"}));
  CHECK(has_credential("M.D.", {"MD"}));
  CHECK(has_credential("md", {"M. D."}));
  CHECK(has_credential("LCSW, PhD", {"Ph.D."}));
  CHECK(has_credential("PMHNP-BC / APRN", {"PMHNP BC"}));
  CHECK(has_credential("MSN;APRN", {"aprn"}));
}

TEST_CASE("a part of another credential, nobody's and an empty one are none") {
  CHECK_FALSE(has_credential("LCSWA", {"LCSW"}));
  CHECK_FALSE(has_credential("LCSW", {"LCSWA"}));
  CHECK_FALSE(has_credential("", {"MD"}));
  CHECK_FALSE(has_credential(" , ", {"MD"}));
  CHECK_FALSE(has_credential("MDPhD", {"MD"}));
}

TEST_CASE("what was typed is taken apart, and put together again") {
  CHECK(credentials_in("") == All{});
  CHECK(credentials_in(" ,; ") == All{});
  CHECK(credentials_in("MD") == All{"MD"});
  CHECK(credentials_in(" MD ,APRN;  Clin. Psych. ") == All{"MD", "APRN", "Clin. Psych."});
  CHECK(credentials_line({}).empty());
  CHECK(credentials_line({"MD", "APRN"}) == "MD, APRN");
  CHECK(credentials_in(credentials_line({"MD", "Clin. Psych."})) == All{"MD", "Clin. Psych."});
}

TEST_CASE("a list of credentials has each once, none empty and none that is two") {
  CHECK(are_credentials({}));
  CHECK(are_credentials({"MD", "APRN"}));
  CHECK_FALSE(are_credentials({"MD", "m.d."}));
  CHECK_FALSE(are_credentials({""}));
  CHECK_FALSE(are_credentials({" . "}));
  CHECK_FALSE(are_credentials({"MD, APRN"}));
  CHECK_FALSE(are_credentials({"MD/PhD"}));
}
