// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>

#include "shared/base/descriptor.h"
#include "shared/base/result.h"

namespace alcove::store {

struct ReserveSizes {
  std::int64_t kept = std::int64_t{32} << 20;   // bytes of the reserve
  std::int64_t floor = std::int64_t{32} << 20;  // bytes that ordinary writes leave free
  std::int64_t step = std::int64_t{4} << 20;    // bytes given up at once, when half of it is free
};

// Room on the store's disk for what must go on when it is full: signing out and locking, alerts and
// calls for help, the audit of reads. Two parts: ordinary writes are refused while less than the
// floor is free, so that they never take the last of it; and a file of bytes that hold nothing lies
// beside the store, which is given up step by step when something else has filled the disk to the
// last byte. Once there is room again it is made whole first, and then ordinary writes go on.
// Thread-safe. docs/decisions/0051-disk-reserve.md.
class DiskReserve {
 public:
  // Makes the file, or takes up what is left of it. A disk without room for it is no reason not to
  // start: ordinary writes are refused until there is.
  explicit DiskReserve(std::filesystem::path file, ReserveSizes sizes = {});

  // Before an ordinary write: kNoSpace, with a sentence that nothing is lost.
  Result<void> admit();
  // Before a write that must go on.
  void make_room();

  struct State {
    std::int64_t free_bytes = 0;    // on that disk, beside the reserve
    std::int64_t needed_bytes = 0;  // so much must be free for ordinary writes
  };
  State state() const;

 private:
  // All under the mutex.
  std::int64_t missing() const { return sizes_.kept - kept_; }
  std::int64_t free_bytes() const;
  void make_whole(std::int64_t free);
  void resize(std::int64_t size);

  const std::filesystem::path file_;
  const ReserveSizes sizes_;
  mutable std::mutex mutex_;
  Descriptor descriptor_;
  std::int64_t kept_ = 0;
};

}  // namespace alcove::store
