// SPDX-License-Identifier: Apache-2.0
#include "shared/base/guard_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

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

void keep_standard_streams() {
  struct Stand {
    int descriptor;
    const char* file;
    int flags;
  };
  constexpr Stand kStands[] = {{STDIN_FILENO, "/dev/null", O_RDONLY},
                               {STDOUT_FILENO, "/dev/full", O_WRONLY},
                               {STDERR_FILENO, "/dev/null", O_WRONLY}};
  for (const Stand& stand : kStands) {
    if (fcntl(stand.descriptor, F_GETFD) != -1) continue;
    // What is opened gets the lowest number that is free, which is this one.
    if (open(stand.file, stand.flags) != stand.descriptor) _exit(1);
  }
  errno = 0;
}

}  // namespace alcove
