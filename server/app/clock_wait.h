// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/operator/box_keeper.h"

namespace alcove::app {

// A machine without a battery starts with an old clock and is put right over the network a moment
// later: a box that waits for its clock is tried again now and then, while this lives.
class ClockWait {
 public:
  static constexpr std::chrono::seconds kTryAgain{10};

  explicit ClockWait(operation::BoxKeeper& keeper)
      : thread_([this, &keeper] {
          std::unique_lock lock(mutex_);
          while (!wake_.wait_for(lock, kTryAgain, [&] { return stopping_; })) {
            lock.unlock();
            try {
              if (keeper.clock_problem()) keeper.try_clock_again();
            } catch (const Fault&) {
              // The disk: the next try comes.
            }
            lock.lock();
          }
        }) {}
  ~ClockWait() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }
  ClockWait(const ClockWait&) = delete;
  ClockWait& operator=(const ClockWait&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::app
