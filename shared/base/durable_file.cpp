// SPDX-License-Identifier: Apache-2.0
#include "shared/base/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "shared/base/own_file.h"

namespace alcove {

bool write_all(int descriptor, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

Error disk_error(const char* operation) {
  if (errno == ENOSPC || errno == EDQUOT) {
    return {ErrorCode::kNoSpace, {}, "the disk is full; what was there before is as it was"};
  }
  if (errno == EFBIG) {
    return {ErrorCode::kTooLarge,
            {},
            "the disk cannot hold a file this large (a FAT stick ends at 4 GB; exFAT does not)"};
  }
  if (errno == EROFS) {
    return {ErrorCode::kStorageFault, {}, fmt::format("{}: the disk is read-only", operation)};
  }
  if (errno == EACCES || errno == EPERM) {
    return {ErrorCode::kStorageFault, {}, fmt::format("{} is not allowed here", operation)};
  }
  const int number = errno;
  return {ErrorCode::kStorageFault,
          {},
          fmt::format("{} does not work: {} (system {})", operation,
                      std::generic_category().message(number), number)};
}

Result<void> replace_file(const std::filesystem::path& file, ByteView bytes) {
  const std::filesystem::path fresh = file.string() + ".new";
  const auto give_up = [&](const char* operation) {
    const Error error = disk_error(operation);
    static_cast<void>(unlink(fresh.c_str()));  // a leftover is replaced next time
    return error;
  };
  {
    Descriptor out = make_own_file(fresh, O_WRONLY);
    // What a program left that was killed here.
    if (!out.valid() && errno == EEXIST && unlink(fresh.c_str()) == 0) {
      out = make_own_file(fresh, O_WRONLY);
    }
    if (!out.valid()) return disk_error("opening a file");
    if (!write_all(out.get(), bytes)) return give_up("writing a file");
    if (fsync(out.get()) != 0) return give_up("bringing a file to the disk");
    if (!out.close_now()) return give_up("closing a file");
  }
  if (std::rename(fresh.c_str(), file.c_str()) != 0) return give_up("renaming a file");
  return sync_folder(folder_of(file));
}

Result<Bytes> read_file(const std::filesystem::path& file, std::size_t max_size) {
  const Descriptor in(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.get() < 0) {
    if (errno == ENOENT) return Error{ErrorCode::kNotFound, {}, "the file is not there"};
    return disk_error("opening a file");
  }
  Bytes bytes;
  std::uint8_t piece[16384];
  while (true) {
    const ssize_t got = read(in.get(), piece, sizeof piece);
    if (got < 0) {
      if (errno == EINTR) continue;
      return disk_error("reading a file");
    }
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > max_size) {
      return Error{
          ErrorCode::kTooLarge, {}, fmt::format("the file is larger than {} bytes", max_size)};
    }
    bytes.insert(bytes.end(), piece, piece + got);
  }
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() < 0 || fsync(descriptor.get()) != 0) {
    return disk_error("bringing a folder to the disk");
  }
  return {};
}

}  // namespace alcove
