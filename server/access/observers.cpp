// SPDX-License-Identifier: Apache-2.0
#include "server/access/observers.h"

namespace alcove::access {

std::int64_t AccessObservers::subscribe(Listener listener) {
  const std::lock_guard lock(mutex_);
  listeners_.emplace(++last_, std::move(listener));
  return last_;
}

void AccessObservers::unsubscribe(std::int64_t subscription) {
  const std::lock_guard lock(mutex_);
  listeners_.erase(subscription);
}

void AccessObservers::tell(const AccessEnded& ended) {
  const std::lock_guard lock(mutex_);
  for (const auto& [subscription, listener] : listeners_) listener(ended);
}

}  // namespace alcove::access
