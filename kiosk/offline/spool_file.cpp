// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/spool_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "shared/base/durable_file.h"
#include "shared/crypto/crypto.h"

namespace alcove::offline {
namespace {

constexpr std::string_view kMark = "ASPL";
constexpr std::size_t kHeadSize = 8;
constexpr std::size_t kCheckSize = 8;

Error disk_error() {
  if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG) {
    return {ErrorCode::kNoSpace, {}, "this terminal's disk is full; nothing more can be kept here"};
  }
  return {ErrorCode::kStorageFault, {}, "this terminal's disk does not keep what is written"};
}

bool write_all(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool checks(ByteView frame) {
  const crypto::Hash256 sum = crypto::sha256(frame.first(frame.size() - kCheckSize));
  return std::equal(sum.begin(), sum.begin() + kCheckSize, frame.end() - kCheckSize);
}

// The size of a whole frame at the start of `rest`, or 0.
std::size_t whole_frame(ByteView rest) {
  if (rest.size() < kHeadSize + kCheckSize || as_text(rest.first(kMark.size())) != kMark) return 0;
  ByteReader reader(rest.subspan(kMark.size()));
  const std::size_t body = reader.u32().value();
  const std::size_t size = kHeadSize + body + kCheckSize;
  if (body > kMaxFrameBody || rest.size() < size || !checks(rest.first(size))) return 0;
  return size;
}

// Whether `rest` is the beginning of a frame and nothing more: the power went while it was written.
bool is_torn(ByteView rest) {
  const std::size_t mark = std::min(rest.size(), kMark.size());
  if (as_text(rest.first(mark)) != kMark.substr(0, mark)) return false;
  if (rest.size() < kHeadSize) return true;
  ByteReader reader(rest.subspan(kMark.size()));
  const std::size_t body = reader.u32().value();
  return body <= kMaxFrameBody && rest.size() < kHeadSize + body + kCheckSize;
}

// A whole frame, to the last byte of the file, whose length alone was altered: it only looks torn.
std::optional<ByteView> with_other_length(ByteView rest) {
  if (rest.size() < kHeadSize + kCheckSize) return std::nullopt;
  const ByteView body = rest.subspan(kHeadSize, rest.size() - kHeadSize - kCheckSize);
  if (body.size() > kMaxFrameBody) return std::nullopt;
  const Bytes frame = frame_of(body);
  if (!std::equal(frame.end() - kCheckSize, frame.end(), rest.end() - kCheckSize)) {
    return std::nullopt;
  }
  return body;
}

std::vector<std::uint8_t> frames_of(const std::vector<Bytes>& bodies) {
  Bytes out;
  for (const Bytes& body : bodies) {
    const Bytes frame = frame_of(body);
    out.insert(out.end(), frame.begin(), frame.end());
  }
  return out;
}

Result<void> set_aside(const std::filesystem::path& file, ByteView content) {
  for (int number = 1; number < 1000; ++number) {
    const std::filesystem::path aside = fmt::format("{}.damaged-{}", file.string(), number);
    if (!std::filesystem::exists(aside)) return replace_file(aside, content);
  }
  return Error{ErrorCode::kStorageFault, {}, "too many damaged files lie beside the spool"};
}

}  // namespace

Bytes frame_of(ByteView body) {
  ALCOVE_CHECK(body.size() <= kMaxFrameBody);
  Bytes frame(kMark.begin(), kMark.end());
  append_prefixed(frame, body);
  const crypto::Hash256 sum = crypto::sha256(frame);
  frame.insert(frame.end(), sum.begin(), sum.begin() + kCheckSize);
  return frame;
}

FramesFound read_frames(ByteView file) {
  FramesFound found;
  std::size_t at = 0;
  std::size_t damaged_since = 0;
  while (at < file.size()) {
    const std::size_t size = whole_frame(file.subspan(at));
    if (size == 0) {
      ++at;
      continue;
    }
    found.damaged_bytes += at - damaged_since;
    const ByteView body = file.subspan(at + kHeadSize, size - kHeadSize - kCheckSize);
    found.bodies.emplace_back(body.begin(), body.end());
    at += size;
    damaged_since = at;
  }
  const ByteView rest = file.subspan(damaged_since);
  const std::optional<ByteView> whole = with_other_length(rest);
  if (whole) found.bodies.emplace_back(whole->begin(), whole->end());
  (is_torn(rest) && !whole ? found.torn_bytes : found.damaged_bytes) += rest.size();
  return found;
}

Damage damage_beside(const std::filesystem::path& file) {
  Damage damage;
  const std::string beginning = file.filename().string() + ".damaged-";
  std::error_code error;
  std::filesystem::directory_iterator entry(file.parent_path(), error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename();
    if (!name.starts_with(beginning)) continue;
    ++damage.files;
    const bool is_last =
        name.size() != damage.name.size() ? name.size() > damage.name.size() : name > damage.name;
    if (is_last) damage.name = name;
    // One that lies there and does not read now was damaged all the same.
    const Result<Bytes> content = read_file(entry->path(), kMaxSpoolFile);
    damage.bytes += content ? read_frames(*content).damaged_bytes : 0;
  }
  return damage;
}

Result<SpoolFile> SpoolFile::open(const std::filesystem::path& file, FramesFound& found) {
  Bytes content;
  Result<Bytes> read = read_file(file, kMaxSpoolFile);
  const bool missing = !read.ok();
  if (read) {
    content = std::move(read).value();
  } else if (read.error().code != ErrorCode::kNotFound) {
    return read.error();
  }
  found = read_frames(content);
  if (found.damaged_bytes > 0) ALCOVE_TRY(set_aside(file, content));
  if (missing || found.damaged_bytes > 0 || found.torn_bytes > 0) {
    content = frames_of(found.bodies);
    ALCOVE_TRY(replace_file(file, content));
  }
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return disk_error();
  return SpoolFile(file, descriptor, content.size());
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(other.descriptor_),
      size_(other.size_),
      name_is_durable_(other.name_is_durable_) {
  other.descriptor_ = -1;
}

SpoolFile::~SpoolFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<void> SpoolFile::append(const std::vector<Bytes>& bodies) {
  if (descriptor_ < 0) ALCOVE_TRY(open_again());
  if (!name_is_durable_) {
    ALCOVE_TRY(sync_folder(file_.parent_path()));
    name_is_durable_ = true;
  }
  const Bytes out = frames_of(bodies);
  if (write_all(descriptor_, out) && fdatasync(descriptor_) == 0) {
    size_ += out.size();
    return {};
  }
  const Error error = disk_error();
  // What is half there would be dropped as the torn tail at the next start in any case.
  static_cast<void>(ftruncate(descriptor_, static_cast<off_t>(size_)) == 0);
  return error;
}

Result<void> SpoolFile::rewrite(const std::vector<Bytes>& bodies) {
  // Refused, it may have taken the old file's place all the same, its name not yet durable: what is
  // written from now on goes to the file that is found under the name, never to one that has none.
  const Result<void> replaced = replace_file(file_, frames_of(bodies));
  name_is_durable_ = replaced.ok();
  const Result<void> opened = open_again();
  return replaced ? opened : replaced;
}

Result<void> SpoolFile::open_again() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor_ < 0) return disk_error();
  const off_t end = lseek(descriptor_, 0, SEEK_END);
  if (end < 0) return disk_error();
  size_ = static_cast<std::size_t>(end);
  return {};
}

}  // namespace alcove::offline
