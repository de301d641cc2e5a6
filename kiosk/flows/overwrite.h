// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/crypto/secret.h"

// For what a person typed and a model held.
namespace alcove::flows {

inline void overwrite(std::string& text) {
  wipe(text.data(), text.size());
  text.clear();
}

// The text goes along, and nothing of it stays behind.
inline std::string taken(std::string& text) {
  std::string out = text;
  overwrite(text);
  return out;
}

}  // namespace alcove::flows
