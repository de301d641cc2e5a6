// SPDX-License-Identifier: Apache-2.0
// Loaded before a program (LD_PRELOAD): the folder that ALCOVE_PRETENDED_DISK names is a file
// system of its own, of as many bytes as ALCOVE_PRETENDED_BYTES says, counted by the lengths of the
// files in it. For journeys where nothing can be mounted; never installed.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr unsigned long kBlock = 4096;

const char* disk() {
  return std::getenv("ALCOVE_PRETENDED_DISK");
}

bool lies_below(const char* path) {
  const char* const folder = disk();
  if (folder == nullptr || path == nullptr) return false;
  const std::size_t length = std::strlen(folder);
  return std::strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

bool lies_there(int descriptor) {
  char path[PATH_MAX] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  return readlink(link.c_str(), path, sizeof path - 1) > 0 && lies_below(path);
}

long long used_below(const std::string& folder) {
  DIR* const open = opendir(folder.c_str());
  if (open == nullptr) return 0;
  long long used = 0;
  while (const dirent* const entry = readdir(open)) {
    const std::string name = entry->d_name;
    struct stat facts {};
    const std::string path = folder + "/" + name;
    if (name == "." || name == ".." || lstat(path.c_str(), &facts) != 0) continue;
    if (S_ISDIR(facts.st_mode)) used += used_below(path);
    if (S_ISREG(facts.st_mode)) used += (facts.st_size + kBlock - 1) / kBlock * kBlock;
  }
  closedir(open);
  return used;
}

long long bytes_left() {
  const char* const size = std::getenv("ALCOVE_PRETENDED_BYTES");
  return std::max(0LL, (size ? std::strtoll(size, nullptr, 10) : 0LL) - used_below(disk()));
}

// Whether that file may be so long; errno says why not.
bool may_reach(int descriptor, long long end) {
  struct stat facts {};
  if (!lies_there(descriptor) || fstat(descriptor, &facts) != 0) return true;
  const long long has = (facts.st_size + kBlock - 1) / kBlock * kBlock;
  if (end <= has || end - has <= bytes_left()) return true;
  errno = ENOSPC;
  return false;
}

template <class Function>
Function the_next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

using Pwrite = ssize_t (*)(int, const void*, size_t, off64_t);
using Write = ssize_t (*)(int, const void*, size_t);
using Truncate = int (*)(int, off64_t);
using Allocate = int (*)(int, off64_t, off64_t);
using Statvfs = int (*)(const char*, struct statvfs*);

void tell_what_is_left(const char* path, struct statvfs* facts) {
  if (!lies_below(path)) return;
  facts->f_bsize = facts->f_frsize = kBlock;
  facts->f_bfree = facts->f_bavail = static_cast<unsigned long>(bytes_left()) / kBlock;
}

}  // namespace

extern "C" ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
  static const auto next = the_next<Pwrite>("pwrite64");
  return may_reach(file, at + static_cast<long long>(count)) ? next(file, bytes, count, at) : -1;
}
extern "C" ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
  return pwrite64(file, bytes, count, at);
}
extern "C" ssize_t write(int file, const void* bytes, size_t count) {
  static const auto next = the_next<Write>("write");
  const off_t at = lseek(file, 0, SEEK_CUR);
  if (at >= 0 && !may_reach(file, at + static_cast<long long>(count))) return -1;
  return next(file, bytes, count);
}
extern "C" int ftruncate64(int file, off64_t length) noexcept {
  static const auto next = the_next<Truncate>("ftruncate64");
  return may_reach(file, length) ? next(file, length) : -1;
}
extern "C" int ftruncate(int file, off_t length) noexcept {
  return ftruncate64(file, length);
}
extern "C" int posix_fallocate64(int file, off64_t at, off64_t length) {
  static const auto next = the_next<Allocate>("posix_fallocate64");
  return may_reach(file, at + length) ? next(file, at, length) : ENOSPC;
}
extern "C" int posix_fallocate(int file, off_t at, off_t length) {
  return posix_fallocate64(file, at, length);
}
extern "C" int statvfs(const char* path, struct statvfs* facts) noexcept {
  static const auto next = the_next<Statvfs>("statvfs");
  const int done = next(path, facts);
  if (done == 0) tell_what_is_left(path, facts);
  return done;
}
extern "C" int statvfs64(const char* path, struct statvfs64* facts) noexcept {
  return statvfs(path, reinterpret_cast<struct statvfs*>(facts));
}
