// SPDX-License-Identifier: Apache-2.0
#include "shared/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace alcove {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "alcove: a promise inside the program does not hold: %s (%s:%d)\n",
               condition, file, line);
  std::abort();
}

}  // namespace alcove
