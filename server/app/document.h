// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace alcove::app {

// docs/api.md, from the routes as the server registers them. Uses a store of its own in a folder
// that is removed again.
std::string contract_document();

}  // namespace alcove::app
