// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "server/operator/box.h"

namespace alcove::operation {

// The box of a running server: locked until a key opens it, then open until the server stops.
// Thread-safe.
class BoxKeeper {
 public:
  // Called once, when the box was opened and before the opening is reported as done. An error keeps
  // the box locked.
  using WhenOpen = std::function<Result<void>(Box&)>;

  BoxKeeper(BoxPaths paths, FolderLock lock, const Clock& clock, RandomSource& random)
      : paths_(std::move(paths)), lock_(std::move(lock)), clock_(clock), random_(random) {}

  void when_open(WhenOpen call) { when_open_ = std::move(call); }

  // kWrongState when it is open already; else what Box::open refuses. Tries come one at a time.
  Result<void> unlock(const keys::KeySecret& secret, const std::string& system_user);

  // Null while it is locked. Whoever holds it keeps it open.
  std::shared_ptr<Box> box() const;
  bool locked() const { return box() == nullptr; }
  const BoxPaths& paths() const { return paths_; }

  // Lets go of the box, after everybody who used it has stopped.
  void close();

 private:
  BoxPaths paths_;
  FolderLock lock_;
  const Clock& clock_;
  RandomSource& random_;
  WhenOpen when_open_;
  std::mutex opening_;  // held during a try, which takes about a second on purpose
  std::int64_t refused_keys_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<Box> box_;
};

}  // namespace alcove::operation
