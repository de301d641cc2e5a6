// SPDX-License-Identifier: Apache-2.0
#include "server/app/document.h"

#include <catch2/catch.hpp>

#include "shared/base/durable_file.h"

TEST_CASE("docs/api.md is what the routes say") {
  const auto committed = alcove::read_file(ALCOVE_SOURCE_DIR "/docs/api.md", 1U << 22).value();
  // When this fails: build/dev/server/app/alcove_write_api_document docs/api.md
  CHECK((alcove::as_text(committed) == alcove::app::contract_document()));
}
