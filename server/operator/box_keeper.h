// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

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
  // Called before each try to open it: the time is taken from the system's clock then.
  void before_opening(std::function<void()> call) { before_opening_ = std::move(call); }
  // Called when a person says of an open box that the system's clock is right.
  void when_clock_confirmed(std::function<Result<void>()> call) {
    when_clock_confirmed_ = std::move(call);
  }

  // kWrongState when it is open already; else what Box::open refuses. Tries come one at a time. A
  // box whose clock was set back keeps the secret, which was right, until it opens.
  Result<void> unlock(const keys::KeySecret& secret, const std::string& system_user);

  // Why it does not open although its key was given: its clock; nothing otherwise.
  std::optional<Error> clock_problem() const;
  // A person says that the system's clock is right: a box that waited for that opens, an open one
  // follows it. kLocked where no key was given yet.
  Result<void> confirm_clock(const std::string& system_user);
  // Opens a box that waited for its clock and need not wait any more. For a look now and then.
  void try_clock_again();

  // Null while it is locked. Whoever holds it keeps it open.
  std::shared_ptr<Box> box() const;
  bool locked() const { return box() == nullptr; }
  const BoxPaths& paths() const { return paths_; }

  // Lets go of the box, after everybody who used it has stopped.
  void close();

 private:
  Result<void> open(const keys::KeySecret& secret, const Opening& opening);  // opening_ held

  BoxPaths paths_;
  FolderLock lock_;
  const Clock& clock_;
  RandomSource& random_;
  WhenOpen when_open_;
  std::function<void()> before_opening_;
  std::function<Result<void>()> when_clock_confirmed_;
  std::mutex opening_;  // held during a try, which takes about a second on purpose
  std::int64_t refused_keys_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<Box> box_;
  struct Waiting {
    keys::KeySecret secret;
    std::string system_user;  // who gave it
    Error problem;
  };
  std::optional<Waiting> waiting_;
};

}  // namespace alcove::operation
