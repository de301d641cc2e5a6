// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/disk_shim.h"

#include <sqlite3.h>

#include <atomic>
#include <new>

#include "shared/base/check.h"

namespace alcove::testing {
namespace {

std::atomic<DiskWatcher*> current_watcher{nullptr};

sqlite3_vfs* system_disk() {
  static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
  return found;
}

// The engine allocates szOsFile bytes for one; the system's own file lies behind it.
struct ShimFile {
  sqlite3_file base;
  std::string* name;
};

sqlite3_file* below(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<ShimFile*>(file) + 1);
}

std::string_view name_of(sqlite3_file* file) {
  return *reinterpret_cast<ShimFile*>(file)->name;
}

// Makes a call as the watcher allows it, and tells it afterwards.
template <class Call>
int watched(const DiskCall& call, const Call& make) {
  DiskWatcher* watcher = current_watcher;
  if (watcher == nullptr) return make();
  const int refused = watcher->before(call);
  if (refused != SQLITE_OK) return refused;
  const int code = make();
  if (code == SQLITE_OK) watcher->done(call);
  return code;
}

int close_file(sqlite3_file* file) {
  const int code = below(file)->pMethods->xClose(below(file));
  delete reinterpret_cast<ShimFile*>(file)->name;
  return code;
}
int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
  return watched({DiskAct::kRead, name_of(file), at, {}},
                 [&] { return below(file)->pMethods->xRead(below(file), into, size, at); });
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  const ByteView data(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size));
  return watched({DiskAct::kWrite, name_of(file), at, data},
                 [&] { return below(file)->pMethods->xWrite(below(file), from, size, at); });
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return watched({DiskAct::kTruncate, name_of(file), size, {}},
                 [&] { return below(file)->pMethods->xTruncate(below(file), size); });
}
int sync_file(sqlite3_file* file, int flags) {
  return watched({DiskAct::kSync, name_of(file), 0, {}},
                 [&] { return below(file)->pMethods->xSync(below(file), flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return below(file)->pMethods->xFileSize(below(file), size);
}
int lock_file(sqlite3_file* file, int level) {
  return below(file)->pMethods->xLock(below(file), level);
}
int unlock_file(sqlite3_file* file, int level) {
  return below(file)->pMethods->xUnlock(below(file), level);
}
int check_lock(sqlite3_file* file, int* held) {
  return below(file)->pMethods->xCheckReservedLock(below(file), held);
}
int control_file(sqlite3_file* file, int what, void* value) {
  return below(file)->pMethods->xFileControl(below(file), what, value);
}
int sector_size(sqlite3_file* file) {
  return below(file)->pMethods->xSectorSize(below(file));
}
int characteristics(sqlite3_file* file) {
  return below(file)->pMethods->xDeviceCharacteristics(below(file));
}
// The shared memory of the write-ahead log's index is no part of a disk.
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** at) {
  return below(file)->pMethods->xShmMap(below(file), page, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return below(file)->pMethods->xShmLock(below(file), offset, count, flags);
}
void shared_barrier(sqlite3_file* file) {
  below(file)->pMethods->xShmBarrier(below(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
  return below(file)->pMethods->xShmUnmap(below(file), remove);
}

const sqlite3_io_methods kMethods = {.iVersion = 2,
                                     .xClose = close_file,
                                     .xRead = read_file,
                                     .xWrite = write_file,
                                     .xTruncate = truncate_file,
                                     .xSync = sync_file,
                                     .xFileSize = file_size,
                                     .xLock = lock_file,
                                     .xUnlock = unlock_file,
                                     .xCheckReservedLock = check_lock,
                                     .xFileControl = control_file,
                                     .xSectorSize = sector_size,
                                     .xDeviceCharacteristics = characteristics,
                                     .xShmMap = map_shared,
                                     .xShmLock = lock_shared,
                                     .xShmBarrier = shared_barrier,
                                     .xShmUnmap = unmap_shared,
                                     .xFetch = nullptr,
                                     .xUnfetch = nullptr};

std::string file_name(const char* path) {
  const std::string_view whole = path == nullptr ? "" : path;
  return std::string(whole.substr(whole.find_last_of('/') + 1));
}

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* given) {
  file->pMethods = nullptr;
  const std::string name = file_name(path);
  const int code = watched({DiskAct::kOpen, name, 0, {}}, [&] {
    return system_disk()->xOpen(system_disk(), path, below(file), flags, given);
  });
  if (code != SQLITE_OK) return code;
  reinterpret_cast<ShimFile*>(file)->name = new std::string(name);
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
  const std::string name = file_name(path);
  return watched({DiskAct::kDelete, name, 0, {}},
                 [&] { return system_disk()->xDelete(system_disk(), path, sync_folder); });
}

std::string install() {
  static constexpr const char* kName = "alcove-disk-shim";
  static sqlite3_vfs shim = *system_disk();
  shim.pNext = nullptr;
  shim.zName = kName;
  shim.szOsFile = static_cast<int>(sizeof(ShimFile)) + system_disk()->szOsFile;
  shim.xOpen = open_file;
  shim.xDelete = delete_file;
  ALCOVE_CHECK(sqlite3_vfs_register(&shim, 0) == SQLITE_OK);
  ALCOVE_CHECK(sqlite3mc_vfs_create(kName, 0) == SQLITE_OK);
  return std::string("multipleciphers-") + kName;
}

}  // namespace

void set_disk_watcher(DiskWatcher* watcher) {
  current_watcher = watcher;
}

const std::string& disk_shim_name() {
  static const std::string name = [] {
    ALCOVE_CHECK(sqlite3_initialize() == SQLITE_OK);
    return install();
  }();
  return name;
}

}  // namespace alcove::testing
