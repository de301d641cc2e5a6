// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "shared/base/ids.h"

namespace alcove::access {

// Something that open connections rest on is no more: a terminal was revoked, or a session ended.
// Exactly one of the two is there.
struct AccessEnded {
  std::optional<DeviceId> device{};
  std::optional<SessionId> session{};
};

// Tells those who hold connections open, right after the change is durable. Thread-safe. A listener
// runs on the thread that made the change, must not throw and must not call back into access.
class AccessObservers {
 public:
  using Listener = std::function<void(const AccessEnded&)>;

  std::int64_t subscribe(Listener listener);
  // When it returns, the listener is not running and will not run again.
  void unsubscribe(std::int64_t subscription);
  void tell(const AccessEnded& ended);

 private:
  std::mutex mutex_;
  std::map<std::int64_t, Listener> listeners_;
  std::int64_t last_ = 0;
};

}  // namespace alcove::access
