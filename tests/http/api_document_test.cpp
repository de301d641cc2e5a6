// SPDX-License-Identifier: Apache-2.0
#include "server/http/api_document.h"

#include <catch2/catch.hpp>

#include "tests/http/sample_routes.h"

using namespace alcove;

TEST_CASE("the document names each route with its fields, limits and who may") {
  const testing::SampleServer server;
  const std::string text = http::api_document(server.router);
  CHECK(text.find(
            "## sample\n\n### POST /v1/sample/add\n\nPermission `schedule_write`, audit `write`, "
            "stations front-desk, therapy-room.\n\nRequest:\n\n| field | type | must be there "
            "|\n|---|---|---|\n| `name` | text, 1 to 20 characters | yes |\n") !=
        std::string::npos);
  CHECK(text.find("| `at_least` | whole number, 0 to 5 | no |") != std::string::npos);
  CHECK(
      text.find("Permission `device`, audit `none`, stations lobby, front-desk, therapy-room, also "
                "while locked.") != std::string::npos);
  CHECK(text.find("### GET /v1/live") != std::string::npos);
}
