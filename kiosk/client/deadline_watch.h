// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace alcove::client {

// Ends a socket when its time is up, whatever the thread that uses it waits for: the timeouts of
// the library below stretch with each received byte and each retried call. Thread-safe.
class DeadlineWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  DeadlineWatch();
  ~DeadlineWatch();  // no Guard may be left
  DeadlineWatch(const DeadlineWatch&) = delete;
  DeadlineWatch& operator=(const DeadlineWatch&) = delete;

  // Watches one socket until the Guard goes. The socket stays its user's, who may close it at any
  // time: the Guard has a descriptor of its own for it.
  class Guard {
   public:
    Guard(DeadlineWatch& watch, int descriptor, Time deadline);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;
    void move_to(Time deadline);
    bool fired() const;  // the time was up, or end_all() was called

   private:
    friend class DeadlineWatch;
    DeadlineWatch& watch_;
    int descriptor_;
    Time deadline_;
    bool fired_ = false;
  };

  // Ends every socket that is watched now.
  void end_current();
  // The same, and each that comes later at once: the program is closing.
  void end_all();

 private:
  void loop();
  static void end(Guard& guard);

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::list<Guard*> guards_;
  bool ended_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::client
