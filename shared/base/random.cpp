// SPDX-License-Identifier: Apache-2.0
#include "shared/base/random.h"

#include <sys/random.h>

#include <cerrno>

#include "shared/base/check.h"
#include "shared/base/error.h"

namespace alcove {

void SystemRandom::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = getrandom(out.data(), out.size(), 0);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw Fault(ErrorCode::kStorageFault, "the system gives no random numbers");
    }
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next() >> 56);
}

std::uint64_t SeededRandom::below(std::uint64_t limit) {
  ALCOVE_CHECK(limit > 0);
  return next() % limit;
}

std::uint64_t SeededRandom::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace alcove
