// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/target.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace alcove::fuzz {

void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "promise broken: %s\n", promise);
  std::abort();
}

void work_in_memory() {
  if (!std::filesystem::is_directory("/dev/shm")) return;
  ::setenv("TMPDIR", "/dev/shm", 0);  // NOLINT(concurrency-mt-unsafe): before any thread
}

}  // namespace alcove::fuzz

// libFuzzer takes no words of ours: with ALCOVE_SEEDS=FOLDER a target writes its made seeds there
// before it begins.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerInitialize(int*, char***);
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  const char* folder = std::getenv("ALCOVE_SEEDS");  // NOLINT(concurrency-mt-unsafe)
  if (folder == nullptr) return 0;
  std::size_t number = 0;
  for (const std::string& seed : alcove::fuzz::made_seeds()) {
    const auto name = "made-" + std::to_string(++number);
    std::ofstream(std::filesystem::path(folder) / name, std::ios::binary) << seed;
  }
  return 0;
}
