// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

// The append-only file of the spool:
//
//   file  := frame*
//   frame := "ASPL" u32(length of body) body check(8)
//   check  = the first eight bytes of SHA-256 over everything of the frame before it
//
// A frame that was being written when the power went is the torn tail, and is dropped: nobody had
// been told that it was kept. Damage anywhere else loses the damaged frames only: reading goes on
// at the next whole frame, and the file as it was found is set aside as "records.damaged-N".
namespace alcove::offline {

inline constexpr std::size_t kMaxFrameBody = 128 * 1024;
inline constexpr std::size_t kMaxSpoolFile = 96 * 1024 * 1024;

struct FramesFound {
  std::vector<Bytes> bodies;  // in order
  std::size_t damaged_bytes =
      0;                       // between whole frames, or a whole-looking frame that does not check
  std::size_t torn_bytes = 0;  // at the end
};
FramesFound read_frames(ByteView file);

// What lies set aside beside a spool file, from any start of the program, until somebody moves it
// away.
struct Damage {
  std::size_t files = 0;
  std::size_t bytes = 0;  // of them that could not be read
  std::string name;       // of the last of the files; no path
};
Damage damage_beside(const std::filesystem::path& file);
Bytes frame_of(ByteView body);

// An open spool file. Not thread-safe.
class SpoolFile {
 public:
  // Makes the file where it is missing, and brings it back to whole frames. Errors: kStorageFault,
  // kNoSpace, kTooLarge.
  static Result<SpoolFile> open(const std::filesystem::path& file, FramesFound& found);
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&&) = delete;
  ~SpoolFile();

  // Durable when it returns. After an error the file is as it was before.
  Result<void> append(const std::vector<Bytes>& bodies);
  // The whole file anew: when most of it is of no more use. After an error the file holds the old
  // frames or these, and goes on.
  Result<void> rewrite(const std::vector<Bytes>& bodies);
  std::size_t size() const { return size_; }

 private:
  SpoolFile(std::filesystem::path file, int descriptor, std::size_t size)
      : file_(std::move(file)), descriptor_(descriptor), size_(size) {}

  Result<void> open_again();

  std::filesystem::path file_;
  int descriptor_;  // below zero: it could not be opened again
  std::size_t size_;
  // False: the folder has to be synced before anything counts as kept.
  bool name_is_durable_ = true;
};

}  // namespace alcove::offline
