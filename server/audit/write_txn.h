// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "server/audit/event.h"
#include "server/store/read_txn.h"

namespace alcove::audit {

// A write in progress, on the writer's thread. It commits only when it has recorded at least one
// event, or lies within an open span of the same person, device and record (see spans.h): anything
// else is our own bug and stops the program.
class WriteTxn : public store::ReadTxn {
 public:
  // A statement that changes rows.
  store::Statement change(std::string_view sql) { return connection_.statement(sql); }
  std::int64_t changed_rows() const { return connection_.changed_rows(); }

  // Appends to the chain, as the actor of this transaction. Gives the event's number.
  std::int64_t record(const Event& event);

  // Says that this write is covered by the span. False (nothing is covered) when the span is closed
  // or belongs to another person, device or record.
  [[nodiscard]] bool cover_by_span(const SpanId& span, const RecordId& record);

  const Actor& actor() const { return actor_; }
  // One time for the whole write; of a replayed one, the time at which it was made first.
  UtcTime now() const { return replayed_ ? *replayed_ : now_; }

  // Says that this write was made before, on a box that was lost, and comes back now: now() gives
  // that time from here on, never a later one than the real. Events keep the real time.
  void replay_of(UtcTime made_at) { replayed_ = std::min(made_at, now_); }
  bool is_replay() const { return replayed_.has_value(); }

 private:
  friend class Ledger;
  WriteTxn(store::Connection& connection, const Actor& actor, UtcTime now, const Key256& audit_key)
      : ReadTxn(connection), actor_(actor), now_(now), audit_key_(audit_key) {}

  const Actor& actor_;
  UtcTime now_;
  std::optional<UtcTime> replayed_{};
  const Key256& audit_key_;
  bool accounted_ = false;
};

}  // namespace alcove::audit
