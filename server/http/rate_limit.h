// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>

#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace alcove::http {

// Requests per terminal: a bucket that refills steadily. A kiosk in use makes a few a second; a
// terminal that asks without end is slowed down, not the others. Thread-safe.
class RateLimit {
 public:
  static constexpr double kPerSecond = 50;
  static constexpr double kBurst = 200;
  static constexpr std::size_t kMaxDevices = 4096;

  // kTooMany, with the limit in its sentence.
  Result<void> take(const DeviceId& device, UtcTime now);

 private:
  struct Bucket {
    double left = kBurst;
    UtcTime at;
  };
  std::mutex mutex_;
  std::map<DeviceId, Bucket> buckets_;
};

}  // namespace alcove::http
