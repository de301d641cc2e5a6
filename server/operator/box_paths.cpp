// SPDX-License-Identifier: Apache-2.0
#include "server/operator/box_paths.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include "server/operator/file_rights.h"
#include "shared/base/durable_file.h"
#include "shared/base/own_file.h"

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

namespace {

Result<void> make_folder(const std::filesystem::path& folder, const std::filesystem::path& like) {
  std::error_code problem;
  if (std::filesystem::is_directory(folder, problem)) return {};
  std::filesystem::create_directories(folder_of(folder), problem);
  if (make_own_folder(folder, like) || errno == EEXIST) return {};
  return disk_error("making a folder");
}

}  // namespace

Result<void> make_private_folder(const std::filesystem::path& folder) {
  return make_folder(folder, folder_of(folder));
}

Result<void> make_head_folder(const BoxPaths& paths) {
  return make_folder(paths.head_copy.parent_path(), paths.state);
}

Result<FolderLock> FolderLock::take(const BoxPaths& paths) {
  ALCOVE_TRY(make_private_folder(paths.state));
  ALCOVE_TRY(check_may_open(paths, {paths.state, paths.lock()}));
  Descriptor descriptor = open_or_make_own_file(paths.lock(), O_RDWR);
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

bool FolderLock::is_taken(const BoxPaths& paths) {
  struct stat file {};
  if (stat(paths.lock().c_str(), &file) != 0) return false;
  // proc(5), /proc/locks: "1: FLOCK  ADVISORY  WRITE 1234 08:01:131090 0 EOF".
  const std::string held = fmt::format("{:02x}:{:02x}:{}", major(file.st_dev), minor(file.st_dev),
                                       static_cast<std::uint64_t>(file.st_ino));
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, how, access, process, what;
    words >> number >> kind >> how >> access >> process >> what;
    if (kind == "FLOCK" && what == held) return true;
  }
  return false;
}

}  // namespace alcove::operation
