// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mount.h>
#include <sys/statvfs.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/check.h"
#include "tests/support/scratch.h"

namespace alcove::testing {

// A file system of its own with so many bytes, gone when it goes. Only where this program may mount
// one: a test that gets none ends there, is counted as skipped, and leaves it to those that need no
// rights (tests/support/full_disk.h, tests/faults/disk_shim.h).
class SmallDisk {
 public:
  static std::optional<SmallDisk> mounted(std::int64_t bytes) {
    SmallDisk disk;
    const std::string options = "mode=0700,size=" + std::to_string(bytes);
    if (::mount("tmpfs", disk.folder().c_str(), "tmpfs", 0, options.c_str()) != 0) {
      std::cout << "SKIPPED: nothing can be mounted here\n" << std::flush;
      return std::nullopt;
    }
    disk.is_mounted_ = true;
    return disk;
  }
  SmallDisk(SmallDisk&& other) noexcept
      : scratch_(std::move(other.scratch_)), is_mounted_(std::exchange(other.is_mounted_, false)) {}
  SmallDisk& operator=(SmallDisk&&) = delete;
  ~SmallDisk() {
    if (is_mounted_) ::umount2(folder().c_str(), MNT_DETACH);
  }

  std::filesystem::path folder() const { return scratch_->folder(); }

  std::int64_t free_bytes() const {
    struct statvfs facts {};
    ALCOVE_CHECK(::statvfs(folder().c_str(), &facts) == 0);
    return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
  }
  // Something else takes all but so many bytes.
  void fill(std::int64_t leave) const {
    std::ofstream out(filler(), std::ios::binary | std::ios::app);
    const std::vector<char> page(4096, 1);
    while (free_bytes() > leave && out.write(page.data(), 4096).flush()) {
    }
  }
  void empty() const { std::filesystem::remove(filler()); }

 private:
  SmallDisk() : scratch_(std::make_unique<Scratch>()) {}
  std::filesystem::path filler() const { return folder() / "holiday.mkv"; }

  std::unique_ptr<Scratch> scratch_;
  bool is_mounted_ = false;
};

}  // namespace alcove::testing
