// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "shared/base/descriptor.h"
#include "shared/base/ids.h"

// The folder or stick that backups lie on: naming, finishing and thinning out. Done by the program
// of whoever asked for the backup, with that user's rights.
namespace alcove::operation {

enum class PlaceDemand : std::uint8_t {
  kFolder,
  kMounted,  // something is mounted there: else the file would lie on the box's own disk
};

// A backup that is being written: "<name>.partial" until finish() gives it its name. What is not
// finished is removed.
class GrowingBackup {
 public:
  // "alcove-20261124-020000Z.backup" in a folder that is there already: a missing folder means that
  // the stick is not in (kNotFound). kAlreadyExists within the same second. What a program left
  // behind that died while it wrote one is removed first.
  static Result<GrowingBackup> begin(const std::filesystem::path& folder, UtcTime now,
                                     PlaceDemand demand = PlaceDemand::kFolder);
  GrowingBackup(GrowingBackup&&) noexcept = default;
  GrowingBackup& operator=(GrowingBackup&&) = delete;
  ~GrowingBackup();

  int descriptor() const { return descriptor_.get(); }
  // Makes the name and the content survive loss of power. Gives the finished file.
  Result<std::filesystem::path> finish();

 private:
  GrowingBackup(std::filesystem::path name, Descriptor descriptor)
      : name_(std::move(name)), descriptor_(std::move(descriptor)) {}
  std::filesystem::path partial() const { return name_.string() + ".partial"; }

  std::filesystem::path name_;
  Descriptor descriptor_;
};

// The backups of that store in the folder, by name: oldest first. Other files, and files of other
// stores, do not count.
std::vector<std::filesystem::path> backups_in(const std::filesystem::path& folder,
                                              const StoreId& store);

// Removes the oldest until `keep` are left, never `newest_good`, which has just been proven. Gives
// what was removed.
std::vector<std::filesystem::path> thin_out(const std::filesystem::path& folder,
                                            const StoreId& store, std::size_t keep,
                                            const std::filesystem::path& newest_good);

}  // namespace alcove::operation
