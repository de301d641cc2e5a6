// SPDX-License-Identifier: Apache-2.0
#include "shared/base/own_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace alcove {
namespace {

bool give(int descriptor, const std::filesystem::path& like) {
  if (geteuid() != 0) return true;
  struct stat wanted {};
  struct stat made {};
  if (stat(like.c_str(), &wanted) != 0 || fstat(descriptor, &made) != 0) return false;
  if (made.st_uid == wanted.st_uid && made.st_gid == wanted.st_gid) return true;
  // A second name of it could be one of root's own files, given away.
  if (S_ISREG(made.st_mode) && made.st_nlink != 1) {
    errno = EMLINK;
    return false;
  }
  return fchown(descriptor, wanted.st_uid, wanted.st_gid) == 0;
}

}  // namespace

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

Descriptor make_own_file(const std::filesystem::path& file, int access) {
  Descriptor made(open(file.c_str(), access | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!made.valid() || give(made.get(), folder_of(file))) return made;
  const int why = errno;
  static_cast<void>(unlink(file.c_str()));
  made.close_now();
  errno = why;
  return made;
}

Descriptor open_or_make_own_file(const std::filesystem::path& file, int access) {
  const auto open_it = [&] { return open(file.c_str(), access | O_NOFOLLOW | O_CLOEXEC); };
  Descriptor there(open_it());
  if (there.valid() || errno != ENOENT) return there;
  Descriptor made = make_own_file(file, access);
  if (made.valid() || errno != EEXIST) return made;
  return Descriptor(open_it());  // another program was faster
}

bool make_own_folder(const std::filesystem::path& folder, const std::filesystem::path& like) {
  if (mkdir(folder.c_str(), 0700) != 0) return false;
  const Descriptor made(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (made.valid() && give(made.get(), like)) return true;
  const int why = errno;
  static_cast<void>(rmdir(folder.c_str()));
  errno = why;
  return false;
}

bool give_to_owner_of_folder(const std::filesystem::path& file) {
  if (geteuid() != 0) return true;
  const Descriptor made(open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  return made.valid() && give(made.get(), folder_of(file));
}

}  // namespace alcove
