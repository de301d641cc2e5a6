// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace alcove::link {

// Threads for what must not be done on the one that draws: calls to the box, sealing, hashing.
// Jobs begin in the order in which they came. Thread-safe.
class Workers {
 public:
  static constexpr std::size_t kThreads = 3;
  static constexpr std::size_t kMaxWaiting = 500;  // jobs that have not begun

  explicit Workers(std::size_t threads = kThreads);
  ~Workers();  // waits for jobs that have begun; those that have not are dropped
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False when kMaxWaiting wait already: the job was not taken.
  [[nodiscard]] bool add(std::function<void()> job);

 private:
  void loop();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace alcove::link
