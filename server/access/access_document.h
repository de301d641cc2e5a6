// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace alcove::access {

// docs/access.md as the tables of access_table.h have it now (Markdown). The program
// alcove_write_access_document writes the file; a test fails while the two differ.
std::string access_document();

}  // namespace alcove::access
