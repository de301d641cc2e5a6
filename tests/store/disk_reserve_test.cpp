// SPDX-License-Identifier: Apache-2.0
#include "server/store/disk_reserve.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <optional>

#include "tests/support/scratch.h"
#include "tests/support/small_disk.h"

using namespace alcove;
using namespace alcove::store;
using namespace alcove::testing;

namespace {

constexpr std::int64_t kMiB = std::int64_t{1} << 20;
constexpr ReserveSizes kSmall{.kept = 4 * kMiB, .floor = 4 * kMiB, .step = 1 * kMiB};

std::int64_t size_of(const std::filesystem::path& file) {
  return static_cast<std::int64_t>(std::filesystem::file_size(file));
}

}  // namespace

TEST_CASE("the reserve is a file of real bytes beside the store, made once and taken up again") {
  const Scratch scratch;
  const std::filesystem::path file = scratch / "reserve";
  {
    DiskReserve reserve(file, kSmall);
    CHECK(reserve.admit().ok());
  }
  CHECK(size_of(file) == 4 * kMiB);
  DiskReserve again(file, {.kept = 2 * kMiB, .floor = 1, .step = kMiB});
  CHECK(size_of(file) == 2 * kMiB);
  CHECK(again.state().needed_bytes == 1);
}

TEST_CASE("below the floor ordinary writes are refused, with words that nothing is lost") {
  const std::optional<SmallDisk> disk = SmallDisk::mounted(12 * kMiB);
  if (!disk) return;
  DiskReserve reserve(disk->folder() / "reserve", kSmall);
  CHECK(reserve.admit().ok());
  disk->fill(4 * kMiB);
  CHECK(reserve.admit().ok());
  disk->fill(4 * kMiB - 4096);
  const Result<void> refused = reserve.admit();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK_THAT(refused.error().detail, Catch::Contains("Nothing that was saved is lost"));
  CHECK(size_of(disk->folder() / "reserve") == 4 * kMiB);
}

TEST_CASE("on a disk that is full to the last byte the reserve is given up a step at a time") {
  const std::optional<SmallDisk> disk = SmallDisk::mounted(12 * kMiB);
  if (!disk) return;
  const std::filesystem::path file = disk->folder() / "reserve";
  DiskReserve reserve(file, kSmall);
  disk->fill(0);
  CHECK_FALSE(reserve.admit());
  CHECK(size_of(file) == 4 * kMiB);  // not for an ordinary one
  for (std::int64_t left = 3; left >= 0; --left) {
    reserve.make_room();
    CHECK(size_of(file) == left * kMiB);
    reserve.make_room();  // there is a step's room: nothing more is given up
    CHECK(size_of(file) == left * kMiB);
    disk->fill(0);
  }
  reserve.make_room();  // nothing is left to give, and that stops nobody
  CHECK_FALSE(reserve.admit());
  CHECK(reserve.state().needed_bytes == 8 * kMiB);

  // Room again: the reserve first, and only then ordinary writes.
  disk->empty();
  CHECK(reserve.admit().ok());
  CHECK(size_of(file) == 4 * kMiB);
}

TEST_CASE(
    "a disk with too little room for a reserve begins without one and refuses until it grows") {
  const std::optional<SmallDisk> disk = SmallDisk::mounted(12 * kMiB);
  if (!disk) return;
  disk->fill(2 * kMiB);
  DiskReserve reserve(disk->folder() / "reserve", kSmall);
  CHECK_FALSE(reserve.admit());
  disk->empty();
  CHECK(reserve.admit().ok());
}
