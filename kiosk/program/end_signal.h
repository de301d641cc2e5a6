// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <thread>

// SIGTERM, SIGINT and SIGHUP as a wish that the frame loop sees. Make it before the first other
// thread.
namespace alcove::program {

class EndSignal {
 public:
  // `wake` is called on a thread of its own, once.
  explicit EndSignal(std::function<void()> wake);
  ~EndSignal();
  EndSignal(const EndSignal&) = delete;
  EndSignal& operator=(const EndSignal&) = delete;

  bool came() const { return came_; }

 private:
  std::function<void()> wake_;
  std::atomic<bool> came_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace alcove::program
