// SPDX-License-Identifier: Apache-2.0
#include "server/http/rate_limit.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::http {

Result<void> RateLimit::take(const DeviceId& device, UtcTime now) {
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kMaxDevices && !buckets_.contains(device)) buckets_.clear();
  Bucket& bucket = buckets_.try_emplace(device, Bucket{kBurst, now}).first->second;
  // A clock that was set back gives nothing and takes nothing.
  const double seconds = std::max(0.0, static_cast<double>((now - bucket.at).count()) / 1000.0);
  bucket.left = std::min(kBurst, bucket.left + seconds * kPerSecond);
  bucket.at = now;
  if (bucket.left < 1) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("a terminal may ask {} times a second, and {} times at once",
                             kPerSecond, kBurst)};
  }
  bucket.left -= 1;
  return {};
}

}  // namespace alcove::http
