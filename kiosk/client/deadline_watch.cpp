// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/deadline_watch.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace alcove::client {

DeadlineWatch::DeadlineWatch() : thread_([this] { loop(); }) {}

DeadlineWatch::~DeadlineWatch() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void DeadlineWatch::end(Guard& guard) {
  guard.fired_ = true;
  // Wakes a thread that reads or writes.
  shutdown(guard.descriptor_, SHUT_RDWR);
}

void DeadlineWatch::end_current() {
  const std::lock_guard lock(mutex_);
  for (Guard* guard : guards_) end(*guard);
}

void DeadlineWatch::end_all() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  for (Guard* guard : guards_) end(*guard);
}

void DeadlineWatch::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    Time next = Time::max();
    for (Guard* guard : guards_) {
      if (guard->fired_) continue;
      if (guard->deadline_ <= std::chrono::steady_clock::now()) {
        end(*guard);
      } else {
        next = std::min(next, guard->deadline_);
      }
    }
    if (next == Time::max()) {
      wake_.wait(lock);
    } else {
      wake_.wait_until(lock, next);
    }
  }
}

DeadlineWatch::Guard::Guard(DeadlineWatch& watch, int descriptor, Time deadline)
    : watch_(watch), descriptor_(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)), deadline_(deadline) {
  {
    const std::lock_guard lock(watch_.mutex_);
    watch_.guards_.push_back(this);
    if (watch_.ended_) end(*this);
  }
  watch_.wake_.notify_all();
}

DeadlineWatch::Guard::~Guard() {
  {
    const std::lock_guard lock(watch_.mutex_);
    watch_.guards_.remove(this);
  }
  if (descriptor_ >= 0) close(descriptor_);
}

void DeadlineWatch::Guard::move_to(Time deadline) {
  {
    const std::lock_guard lock(watch_.mutex_);
    deadline_ = deadline;
  }
  watch_.wake_.notify_all();
}

bool DeadlineWatch::Guard::fired() const {
  const std::lock_guard lock(watch_.mutex_);
  return fired_;
}

}  // namespace alcove::client
