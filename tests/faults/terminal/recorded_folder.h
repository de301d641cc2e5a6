// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/random.h"

namespace alcove::testing {

// What a loss of power does to what no sync has made safe yet.
enum class Loss : std::uint8_t { kNone, kAll, kSome, kReordered, kTorn512, kTorn4096 };
inline constexpr Loss kLosses[] = {Loss::kNone,      Loss::kAll,     Loss::kSome,
                                   Loss::kReordered, Loss::kTorn512, Loss::kTorn4096};

// Keeps every change that this program makes below one folder, in order, from its making until its
// end. One at a time. Thread-safe while it records.
class RecordedFolder {
 public:
  enum class Act : std::uint8_t {
    kCreate,      // `name` is the new file `file`
    kWrite,       // into `file`
    kCut,         // `file` to `offset` bytes
    kSync,        // `file`
    kRename,      // `name` to `to`
    kRemove,      // `name`
    kSyncFolder,  // `name`
  };
  struct Step {
    Act act = Act::kWrite;
    int file = 0;
    std::string name{};  // below the folder
    std::string to{};
    std::size_t offset = 0;
    Bytes data{};
  };

  explicit RecordedFolder(const std::filesystem::path& folder);
  ~RecordedFolder();
  RecordedFolder(const RecordedFolder&) = delete;
  RecordedFolder& operator=(const RecordedFolder&) = delete;

  // How many changes there were up to now: the position of whatever happens next.
  std::size_t position() const;
  const std::vector<Step>& steps() const { return steps_; }  // once nothing is recorded any more

  // Of the wrapped calls, after the system's own has succeeded.
  void opened(int descriptor, const std::string& path, int flags);
  void written(int descriptor, ByteView bytes);
  void cut(int descriptor, std::size_t size);
  void synced(int descriptor);
  void renamed(const std::string& from, const std::string& to);
  void removed(const std::string& path);
  void closed(int descriptor);

 private:
  struct Open {
    int file = -1;       // none: a folder
    std::string name{};  // of the folder
  };
  bool is_below(const std::string& path) const;
  std::string below(const std::string& path) const;

  const std::string folder_;
  mutable std::mutex mutex_;
  std::vector<Step> steps_;
  std::map<int, Open> open_;
  std::map<std::string, int> names_;
  std::map<int, std::size_t> sizes_;
};

// The files as they would be found when the power goes after the first `position` steps. What was
// synced is there; a name is what its folder's last sync made it, or what was done since, each
// change for itself.
std::map<std::string, Bytes> files_after(const std::vector<RecordedFolder::Step>& steps,
                                         std::size_t position, Loss loss, SeededRandom& random);

// How often the power is cut: ALCOVE_POWER_CUTS, else so often.
std::size_t cuts_wanted(std::size_t every_day);

}  // namespace alcove::testing
