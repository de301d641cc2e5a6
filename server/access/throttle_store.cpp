// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/throttle.h"

namespace alcove::access {
namespace {

// Far enough to be never, near enough to be written as a date.
constexpr UtcTime kUntilReset = std::chrono::sys_days(std::chrono::year(2199) / 12 / 31);

ThrottleSubject subject_of(std::string_view kind, ByteView what) {
  Bytes text(kind.begin(), kind.end());
  append_prefixed(text, what);
  return crypto::sha256(text);
}

void forget_oldest(audit::WriteTxn& txn) {
  txn.change(
         "DELETE FROM throttle WHERE subject IN (SELECT subject FROM throttle "
         "ORDER BY last_failure_at DESC LIMIT 1000 OFFSET $keep)")
      .bind("$keep", kMaxThrottles)
      .execute();
}

}  // namespace

std::chrono::milliseconds delay_after(const ThrottleRule& rule, std::int64_t failures) {
  if (failures <= rule.free_failures) return std::chrono::milliseconds(0);
  const std::int64_t doublings = std::min<std::int64_t>(failures - rule.free_failures - 1, 30);
  return std::min(rule.longest, rule.first * (std::int64_t{1} << doublings));
}

ThrottleSubject subject_of_name(std::string_view keyed_hash) {
  return subject_of("name", as_bytes(keyed_hash));
}

ThrottleSubject subject_of_device(const DeviceId& device) {
  return subject_of("device", device.view());
}

Result<void> check_throttle(store::ReadTxn& txn, const ThrottleSubject& subject, UtcTime now) {
  auto row = txn.query("SELECT blocked_until FROM throttle WHERE subject = $subject");
  row.bind("$subject", ByteView(subject));
  if (!row.next() || row.time(0) <= now) return {};
  return Error{ErrorCode::kThrottled,
               {},
               fmt::format("too many tries; not before {}", format_utc(row.time(0)))};
}

void note_failure(audit::WriteTxn& txn, const ThrottleSubject& subject, const ThrottleRule& rule) {
  std::int64_t failures = 1;
  {
    auto row = txn.query("SELECT failures, last_failure_at FROM throttle WHERE subject = $subject");
    row.bind("$subject", ByteView(subject));
    if (row.next() &&
        (row.integer(0) >= rule.last_failure || txn.now() - row.time(1) < rule.forgets)) {
      failures += row.integer(0);
    }
  }
  const UtcTime blocked_until =
      failures >= rule.last_failure ? kUntilReset : txn.now() + delay_after(rule, failures);
  txn.change(
         "INSERT INTO throttle (subject, failures, last_failure_at, blocked_until) "
         "VALUES ($subject, $failures, $now, $until) ON CONFLICT (subject) DO UPDATE SET "
         "failures = excluded.failures, last_failure_at = excluded.last_failure_at, "
         "blocked_until = excluded.blocked_until")
      .bind("$subject", ByteView(subject))
      .bind("$failures", failures)
      .bind("$now", txn.now())
      .bind("$until", blocked_until)
      .execute();
  forget_oldest(txn);
}

void clear_throttle(audit::WriteTxn& txn, const ThrottleSubject& subject) {
  txn.change("DELETE FROM throttle WHERE subject = $subject")
      .bind("$subject", ByteView(subject))
      .execute();
}

}  // namespace alcove::access
