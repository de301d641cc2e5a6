// SPDX-License-Identifier: Apache-2.0
#include "shared/base/guard_memory.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>

namespace alcove {

void guard_memory() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__)  // its leak check looks at the process like a debugger
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
  // With a limit on locked memory, locking what comes later would make allocations fail.
  rlimit locked{};
  if (getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur == RLIM_INFINITY) {
    if (mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0) errno = 0;
  }
}

}  // namespace alcove
