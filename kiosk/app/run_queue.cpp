// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/run_queue.h"

namespace alcove::shell {

bool RunQueue::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= kMaxPosted) return false;
    tasks_.push_back(std::move(task));
  }
  wake_();
  return true;
}

std::size_t RunQueue::run() {
  std::vector<std::function<void()>> now;
  {
    const std::lock_guard lock(mutex_);
    now.swap(tasks_);
  }
  for (const std::function<void()>& task : now) task();
  return now.size();
}

}  // namespace alcove::shell
