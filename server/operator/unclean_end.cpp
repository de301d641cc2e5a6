// SPDX-License-Identifier: Apache-2.0
#include "server/operator/unclean_end.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

#include "server/store/disk_reserve.h"
#include "shared/base/durable_file.h"

namespace alcove::operation {
namespace {

constexpr std::size_t kMaxNote = 32;  // bytes: one number

std::int64_t bytes_of(const std::filesystem::path& file) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  return missing ? 0 : static_cast<std::int64_t>(size);
}

// 0 without a note. One that cannot be read still tells that there was an unclean end.
std::int64_t noted(const BoxPaths& paths) {
  const Result<Bytes> note = read_file(paths.unclean_end(), kMaxNote);
  if (!note) return note.error().code == ErrorCode::kNotFound ? 0 : 1;
  const std::string_view words = as_text(*note);
  std::int64_t bytes = 0;
  std::from_chars(words.data(), words.data() + words.size(), bytes);
  return std::max<std::int64_t>(bytes, 1);
}

// An opening writes too: this note, and its event. What must go on when the disk is full has room
// kept for it, which nobody else gives up before the box is open.
void make_room(const BoxPaths& paths) {
  std::error_code ignored;
  if (std::filesystem::exists(paths.reserve(), ignored)) {
    store::DiskReserve(paths.reserve()).make_room();
  }
}

}  // namespace

Result<std::int64_t> note_unclean_end(const BoxPaths& paths) {
  make_room(paths);
  const std::int64_t before = noted(paths);
  const std::int64_t left = bytes_of(paths.store().string() + "-wal");
  if (left == 0) return before;
  const Result<void> kept =
      replace_file(paths.unclean_end(), as_bytes(std::to_string(before + left)));
  if (kept || before > 0) return before + left;
  return Error{kept.error().code,
               {},
               fmt::format("the box ended without being stopped, and its disk takes no note of "
                           "that: {}. Nothing was touched: the last writes lie in the log. Make "
                           "room, or have the disk looked at, then start it again",
                           kept.error().detail)};
}

void forget_unclean_end(const BoxPaths& paths) {
  std::error_code ignored;
  if (std::filesystem::remove(paths.unclean_end(), ignored)) (void)sync_folder(paths.state);
}

}  // namespace alcove::operation
