// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "shared/base/descriptor.h"
#include "shared/base/result.h"

namespace alcove::operation {

// Where a box keeps what. Everything but the head copy and the socket lies in the state folder.
struct BoxPaths {
  std::filesystem::path state;
  std::filesystem::path head_copy;  // outside the state folder: see server/audit/head_copy.h
  // Of a restore that is not done yet: see next_head.h.
  std::filesystem::path next_head() const { return head_copy.string() + ".next"; }
  std::filesystem::path socket;  // the operator's control socket

  // The usual places for that state folder: the head copy in "<state>-head/head"; the socket in
  // /run/alcove/control for the installed box, else in the state folder.
  static BoxPaths standard(const std::filesystem::path& state);

  std::filesystem::path store() const { return state / "store.db"; }
  // The engine's own files beside it, which stay behind when a program dies.
  static constexpr const char* kBesideStore[] = {"-wal", "-journal", "-shm"};
  std::filesystem::path keys() const { return state / "keys"; }
  std::filesystem::path lock() const { return state / "lock"; }
  std::filesystem::path locked_door() const { return state / "locked-door.pem"; }
  std::filesystem::path reserve() const { return state / "reserve"; }  // see store/disk_reserve.h
  std::filesystem::path unclean_end() const { return state / "unclean-end"; }
  std::filesystem::path scratch() const { return state / "scratch"; }
  std::filesystem::path upgrade_check() const { return state / "upgrade-check"; }
};

inline constexpr const char* kInstalledState = "/var/lib/alcove";

// The exclusive lock on a state folder: the server holds it while it runs, the operator's tool
// while it works on a stopped server's store. Ends with the process that took it.
class FolderLock {
 public:
  // Makes the folder (for its owner alone) when it is not there. kInUse when another process has
  // it.
  static Result<FolderLock> take(const BoxPaths& paths);
  // Whether some process has it, by what the system tells of locks: to look takes nothing, so a
  // server that starts at this moment is not in the way of it. False where the system does not
  // tell.
  static bool is_taken(const BoxPaths& paths);

 private:
  explicit FolderLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

// The folder for its owner alone, and those above it as the system makes them.
Result<void> make_private_folder(const std::filesystem::path& folder);

// The folder of the head copy, for whom the state folder belongs to.
Result<void> make_head_folder(const BoxPaths& paths);

}  // namespace alcove::operation
