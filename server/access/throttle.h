// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "server/audit/write_txn.h"
#include "shared/base/result.h"
#include "shared/crypto/crypto.h"

// What slows guessing down. Failures are counted per name as it was typed (by its keyed hash, so
// that an unknown name is counted like a known one) and per terminal; each has its own patience.
// The counts lie in the store and survive a restart.
namespace alcove::access {

struct ThrottleRule {
  std::int64_t free_failures;         // so many without any delay
  std::chrono::milliseconds first;    // then this, doubled with each further failure
  std::chrono::milliseconds longest;  // up to this
  std::chrono::milliseconds forgets;  // after so long without a failure the count starts anew
  std::int64_t last_failure;          // with this one it stays shut until an administrator resets
};

// A name: five seconds after the fifth failure, ten after the sixth, to a quarter of an hour; a
// hundred failures in a row (NIST SP 800-63B) shut it until `alcovectl staff reset`.
inline constexpr ThrottleRule kNameRule{.free_failures = 4,
                                        .first = std::chrono::seconds(5),
                                        .longest = std::chrono::minutes(15),
                                        .forgets = std::chrono::hours(24 * 30),
                                        .last_failure = 100};
// A terminal: several people mistype there, so it is more patient and forgets sooner.
inline constexpr ThrottleRule kDeviceRule{.free_failures = 19,
                                          .first = std::chrono::seconds(5),
                                          .longest = std::chrono::minutes(5),
                                          .forgets = std::chrono::minutes(15),
                                          .last_failure = INT64_MAX};

inline constexpr std::int64_t kMaxThrottles = 10'000;  // rows; the oldest go first

// How long to wait after that many failures in a row. Pure.
std::chrono::milliseconds delay_after(const ThrottleRule& rule, std::int64_t failures);

using ThrottleSubject = crypto::Hash256;
ThrottleSubject subject_of_name(std::string_view keyed_hash);
ThrottleSubject subject_of_device(const DeviceId& device);

// kThrottled while the subject has to wait; the detail ends with the instant until when.
Result<void> check_throttle(store::ReadTxn& txn, const ThrottleSubject& subject, UtcTime now);

// Within the write that records the failure or the success.
void note_failure(audit::WriteTxn& txn, const ThrottleSubject& subject, const ThrottleRule& rule);
void clear_throttle(audit::WriteTxn& txn, const ThrottleSubject& subject);

}  // namespace alcove::access
