// SPDX-License-Identifier: Apache-2.0
#include "server/operator/file_rights.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

namespace alcove::operation {
namespace {

using Buffer = std::array<char, 16384>;

// As chown takes it: the number where there is no name.
std::string user_name(uid_t user) {
  Buffer buffer;
  passwd entry{};
  passwd* found = nullptr;
  const int failed = getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found);
  return failed == 0 && found != nullptr ? found->pw_name : std::to_string(user);
}

std::string group_name(gid_t group) {
  Buffer buffer;
  struct group entry {};
  struct group* found = nullptr;
  const int failed = getgrgid_r(group, &entry, buffer.data(), buffer.size(), &found);
  return failed == 0 && found != nullptr ? found->gr_name : std::to_string(group);
}

bool is_forbidden(const std::filesystem::path& file) {
  return faccessat(AT_FDCWD, file.c_str(), R_OK | W_OK, AT_EACCESS) != 0 && errno == EACCES;
}

Error forbidden(const BoxPaths& paths, const std::filesystem::path& file) {
  struct stat facts {};
  const bool known = lstat(file.c_str(), &facts) == 0;
  const std::string own = user_name(geteuid());
  if (known && facts.st_uid == geteuid()) {
    return {ErrorCode::kStorageFault,
            {},
            fmt::format("{0} does not let its own user {1} read and write it. Nothing was touched. "
                        "As root: chmod u+rwX {0} (and start it again)",
                        file.string(), own)};
  }
  const std::filesystem::path head_folder = paths.head_copy.parent_path();
  // A folder that was chosen for it may hold more than is Alcove's.
  const bool usual = head_folder == paths.state.string() + "-head";
  return {ErrorCode::kStorageFault,
          {},
          fmt::format("{} belongs to {}, and this program runs as {}, who may not open it. Nothing "
                      "was touched. alcovectl is typed as root. Is {} the user of the server? "
                      "Then, as root: chown -R {}:{} {} {} (and start it again)",
                      file.string(), known ? user_name(facts.st_uid) : "somebody else", own, own,
                      own, group_name(getegid()), paths.state.string(),
                      (usual ? head_folder : paths.head_copy).string())};
}

}  // namespace

Result<void> check_may_open(const BoxPaths& paths,
                            const std::vector<std::filesystem::path>& files) {
  for (const std::filesystem::path& file : files) {
    if (is_forbidden(file)) return forbidden(paths, file);
  }
  return {};
}

}  // namespace alcove::operation
