// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "tests/faults/disk_shim.h"

namespace alcove::testing {

// What a loss of power does to the writes that no sync has made safe yet.
enum class Loss : std::uint8_t {
  kNone,       // all of them are there after all
  kAll,        // none is
  kSome,       // each is there or not
  kReordered,  // some are there, and were done in another order
  kTorn512,    // of some only a few sectors of 512 bytes
  kTorn4096,   // the same with sectors of 4,096
};
inline constexpr Loss kLosses[] = {Loss::kNone,      Loss::kAll,     Loss::kSome,
                                   Loss::kReordered, Loss::kTorn512, Loss::kTorn4096};

// Keeps every change that the engine makes to a disk, in order. Thread-safe while it records.
class RecordedDisk final : public DiskWatcher {
 public:
  struct Step {
    DiskAct act = DiskAct::kWrite;
    std::string file{};
    std::int64_t offset = 0;
    Bytes data{};
  };

  int before(const DiskCall& call) override;
  void done(const DiskCall& call) override;

  // How many changes there were up to now: the position of whatever happens next.
  std::size_t position() const;
  const std::vector<Step>& steps() const { return steps_; }  // once nothing is recorded any more

 private:
  mutable std::mutex mutex_;
  std::vector<Step> steps_;
};

// Plays a recording forward and makes the disks that a loss of power could leave at each place.
// What was synced is there, whatever is lost. A file is there from its first sync on.
class PowerCut {
 public:
  // A disk may say that it has synced and not have done it.
  enum class Syncs : std::uint8_t { kDone, kOnlySaid };

  explicit PowerCut(const RecordedDisk& disk) : steps_(disk.steps()) {}

  void take_syncs_as(Syncs syncs) { syncs_ = syncs; }

  // The first `position` steps have been made; never backwards.
  void advance_to(std::size_t position);

  // The files as they would be found.
  std::map<std::string, Bytes> files_after(Loss loss, SeededRandom& random) const;

 private:
  struct File {
    bool there = false;
    Bytes synced{};
    std::vector<const RecordedDisk::Step*> waiting{};
  };

  const std::vector<RecordedDisk::Step>& steps_;
  std::size_t position_ = 0;
  Syncs syncs_ = Syncs::kDone;
  std::map<std::string, File> files_;
};

}  // namespace alcove::testing
