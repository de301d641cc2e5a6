// SPDX-License-Identifier: Apache-2.0
#include "shared/base/error.h"

#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

// A Fault that a test did not expect says what it is.
CATCH_TRANSLATE_EXCEPTION(const alcove::Fault& fault) {
  return std::string(alcove::error_code_word(fault.error().code)) + ": " + fault.error().detail;
}
