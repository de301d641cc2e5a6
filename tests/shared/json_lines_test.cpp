// SPDX-License-Identifier: Apache-2.0
#include "shared/wire/json_lines.h"

#include <catch2/catch.hpp>

using namespace alcove;

TEST_CASE("a body whose struct is not known is told value by value, by where each stands") {
  const auto read = wire::text_lines(
      R"({"client":"x","details":{"phones":[{"number":"1"},{"number":"2"}],"none":null},"age":3})",
      10);
  REQUIRE(read.ok());
  REQUIRE(read->lines.size() == 4);
  CHECK(read->lines[0].path == std::vector<std::string>{"age"});
  CHECK(read->lines[0].value == "3");
  CHECK(read->lines[1].value == "x");
  CHECK(read->lines[3].path == std::vector<std::string>{"details", "phones", "2", "number"});
  CHECK(read->lines[3].value == "2");
  CHECK(read->left_out == 0);
}

TEST_CASE("what is beyond the limit is counted, and what is no body is refused") {
  const auto at = wire::text_lines(R"({"a":1,"b":2})", 2);
  CHECK(at->lines.size() == 2);
  CHECK(at->left_out == 0);
  const auto past = wire::text_lines(R"({"a":1,"b":2,"c":3})", 2);
  CHECK(past->lines.size() == 2);
  CHECK(past->left_out == 1);
  CHECK(wire::text_lines("[1,2]", 2).error().code == ErrorCode::kMalformed);
  CHECK(wire::text_lines("{", 2).error().code == ErrorCode::kMalformed);
}
