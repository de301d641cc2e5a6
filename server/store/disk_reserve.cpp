// SPDX-License-Identifier: Apache-2.0
#include "server/store/disk_reserve.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "shared/base/own_file.h"

namespace alcove::store {

DiskReserve::DiskReserve(std::filesystem::path file, ReserveSizes sizes)
    : file_(std::move(file)), sizes_(sizes) {
  const std::lock_guard lock(mutex_);
  descriptor_ = open_or_make_own_file(file_, O_RDWR);
  struct stat facts {};
  if (descriptor_.valid() && fstat(descriptor_.get(), &facts) == 0) kept_ = facts.st_size;
  if (kept_ > sizes_.kept) resize(sizes_.kept);
  make_whole(free_bytes());
}

std::int64_t DiskReserve::free_bytes() const {
  struct statvfs facts {};
  // A disk that does not answer is not a full one: the write itself will say what is wrong.
  if (statvfs(file_.parent_path().c_str(), &facts) != 0) {
    return std::numeric_limits<std::int64_t>::max() / 2;
  }
  return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
}

void DiskReserve::resize(std::int64_t size) {
  if (!descriptor_.valid()) return;
  if (size > kept_ && posix_fallocate(descriptor_.get(), kept_, size - kept_) != 0) {
    size = kept_;  // what it took of a part is given back
  }
  if (ftruncate(descriptor_.get(), size) == 0) kept_ = size;
}

void DiskReserve::make_whole(std::int64_t free) {
  // Not with the last bytes: what is given up is not taken back at once.
  if (missing() > 0 && free >= missing() + 2 * sizes_.step) resize(sizes_.kept);
}

Result<void> DiskReserve::admit() {
  const std::lock_guard lock(mutex_);
  const std::int64_t free = free_bytes();
  make_whole(free);
  // Where the file cannot be had at all, the floor is what there is.
  const std::int64_t wanted = descriptor_.valid() ? missing() : 0;
  if (wanted == 0 && free >= sizes_.floor) return {};
  return Error{ErrorCode::kNoSpace,
               {},
               "the disk of the box is full, so nothing new is saved. Nothing that was saved is "
               "lost. Signing out, alerts and reading go on. Make room: it goes on by itself"};
}

void DiskReserve::make_room() {
  const std::lock_guard lock(mutex_);
  const std::int64_t free = free_bytes();
  if (free < sizes_.step / 2 && kept_ > 0)
    return resize(std::max<std::int64_t>(0, kept_ - sizes_.step));
  make_whole(free);
}

DiskReserve::State DiskReserve::state() const {
  const std::lock_guard lock(mutex_);
  return {.free_bytes = free_bytes(), .needed_bytes = sizes_.floor + missing()};
}

}  // namespace alcove::store
