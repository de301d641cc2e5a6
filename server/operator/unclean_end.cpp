// SPDX-License-Identifier: Apache-2.0
#include "server/operator/unclean_end.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>

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

}  // namespace

std::int64_t note_unclean_end(const BoxPaths& paths) {
  const std::int64_t before = noted(paths);
  const std::int64_t left = bytes_of(paths.store().string() + "-wal");
  if (left == 0) return before;
  // A disk that takes no note is told by what opens the store. This opening knows without it.
  (void)replace_file(paths.unclean_end(), as_bytes(std::to_string(before + left)));
  return before + left;
}

void forget_unclean_end(const BoxPaths& paths) {
  std::error_code ignored;
  if (std::filesystem::remove(paths.unclean_end(), ignored)) (void)sync_folder(paths.state);
}

}  // namespace alcove::operation
