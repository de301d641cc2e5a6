// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box_paths.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <system_error>

#include "shared/base/durable_file.h"

namespace alcove::operation {

BoxPaths BoxPaths::standard(const std::filesystem::path& state) {
  std::filesystem::path folder = std::filesystem::absolute(state).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  BoxPaths paths;
  paths.state = folder;
  paths.head_copy = std::filesystem::path(folder.string() + "-head") / "head";
  paths.socket = folder == kInstalledState ? "/run/alcove/control" : folder / "control";
  return paths;
}

Result<void> make_private_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  if (std::filesystem::is_directory(folder, problem)) return {};
  if (folder.has_parent_path()) {
    std::filesystem::create_directories(folder.parent_path(), problem);
  }
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return disk_error("making a folder");
  return {};
}

Result<FolderLock> FolderLock::take(const BoxPaths& paths) {
  ALCOVE_TRY(make_private_folder(paths.state));
  Descriptor descriptor(open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!descriptor.valid()) return disk_error("opening the lock of the state folder");
  if (flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return disk_error("locking the state folder");
    return Error{ErrorCode::kInUse,
                 {},
                 "another program works on this store: the server, or another alcovectl. Nothing "
                 "was touched. Stop it first (systemctl stop alcove-server), or wait until it is "
                 "done"};
  }
  return FolderLock(std::move(descriptor));
}

}  // namespace alcove::operation
