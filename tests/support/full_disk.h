// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>
#include <sys/resource.h>

#include "shared/base/check.h"

namespace alcove::testing {

// While it is there no file of this process grows beyond `most_bytes`: what goes over is refused by
// the system in the middle of a write, as on a disk that has room for so much more. Needs no
// rights.
class FullDisk {
 public:
  explicit FullDisk(rlim_t most_bytes = 0) {
    before_ = ::signal(SIGXFSZ, SIG_IGN);
    ALCOVE_CHECK(::getrlimit(RLIMIT_FSIZE, &limit_) == 0);
    const rlimit full{.rlim_cur = most_bytes, .rlim_max = limit_.rlim_max};
    ALCOVE_CHECK(::setrlimit(RLIMIT_FSIZE, &full) == 0);
  }
  ~FullDisk() {
    ALCOVE_CHECK(::setrlimit(RLIMIT_FSIZE, &limit_) == 0);
    ::signal(SIGXFSZ, before_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit limit_{};
  void (*before_)(int) = nullptr;
};

}  // namespace alcove::testing
