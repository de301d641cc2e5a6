// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/target.h"

// For targets whose kept corpus is all there is.
std::vector<std::string> alcove::fuzz::made_seeds() {
  return {};
}
