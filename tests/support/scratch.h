// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace alcove::testing {

// A folder of a test's own, removed when it goes.
class Scratch {
 public:
  Scratch() {
    std::string pattern =
        (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "alcove-test-XXXXXX")
            .string();
    folder_ = mkdtemp(pattern.data());
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace alcove::testing
