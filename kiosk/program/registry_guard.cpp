// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/registry_guard.h"

#include <linux/magic.h>
#include <sys/statfs.h>

#include <cstdlib>
#include <filesystem>

namespace alcove::program {
namespace {

bool set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && value[0] != '\0';
}

Error refused(std::string detail) {
  return {ErrorCode::kForbidden, {}, std::move(detail)};
}

bool on_memory(const std::filesystem::path& file) {
  struct statfs where {};
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  if (statfs(folder.c_str(), &where) != 0) return false;
  return where.f_type == TMPFS_MAGIC || where.f_type == RAMFS_MAGIC;
}

}  // namespace

Result<bool> registry_is_written(Shown shown) {
  if (!set("ALCOVE_KIOSK_REGISTRY")) return false;
  if (shown == Shown::kFullScreen || set("CREDENTIALS_DIRECTORY")) {
    return refused(
        "ALCOVE_KIOSK_REGISTRY is set: it would write what stands on the screen to a file, and is "
        "for demonstrations in a window only");
  }
  if (!on_memory(std::getenv("ALCOVE_KIOSK_REGISTRY"))) {
    return refused(
        "ALCOVE_KIOSK_REGISTRY must name a file on a memory file system, such as /dev/shm: it "
        "holds "
        "what the screen holds");
  }
  return true;
}

}  // namespace alcove::program
