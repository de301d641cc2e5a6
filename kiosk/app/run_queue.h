// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <vector>

// From workers back to the thread that draws: the only way a result reaches a screen. post() may be
// called from any thread; run() by the one that draws, which never waits for anything else.
namespace alcove::shell {

inline constexpr std::size_t kMaxPosted = 10'000;

class RunQueue {
 public:
  // `wake` makes the drawing thread come round; it is called from the posting thread.
  explicit RunQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

  // False when kMaxPosted wait already: the task was not taken.
  [[nodiscard]] bool post(std::function<void()> task);

  // Runs what waits now, in order; what the tasks post runs the next time. Returns how many ran.
  std::size_t run();

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<std::function<void()>> tasks_;
};

}  // namespace alcove::shell
