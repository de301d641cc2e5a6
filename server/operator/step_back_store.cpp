// SPDX-License-Identifier: Apache-2.0
#include "server/operator/step_back_store.h"

#include <fmt/format.h>

#include "server/access/every_session.h"
#include "server/access/throttle.h"

namespace alcove::operation {
namespace {

std::int64_t changed(audit::WriteTxn& txn, std::string_view sql) {
  store::Statement statement = txn.change(sql);
  if (sql.find("$now") != sql.npos) statement.bind("$now", txn.now());
  statement.execute();
  return txn.changed_rows();
}

// A name that stays shut until an administrator opens it stays so.
void shorten_waits(audit::WriteTxn& txn) {
  const UtcTime longest = txn.now() + access::kNameRule.longest;
  txn.change(
         "UPDATE throttle SET blocked_until = $longest "
         "WHERE blocked_until > $longest AND failures < $shut")
      .bind("$longest", longest)
      .bind("$shut", access::kNameRule.last_failure)
      .execute();
  changed(txn, "UPDATE throttle SET last_failure_at = $now WHERE last_failure_at > $now");
}

}  // namespace

std::optional<StepBack> step_back(store::ReadTxn& txn, UtcTime now) {
  // From the latest time down: what lies before the confirmation, and is later, is passed over.
  store::Statement row = txn.query(
      "SELECT at FROM audit_event INDEXED BY audit_event_by_time WHERE number >= coalesce("
      "(SELECT max(number) FROM audit_event WHERE action = 'clock.confirmed'), 0) "
      "ORDER BY at DESC LIMIT 1");
  if (!row.next() || row.time(0) <= now + kClockTolerance) return std::nullopt;
  return StepBack{row.time(0), now};
}

Error clock_refusal(const StepBack& step) {
  return {ErrorCode::kWrongState, kClockField,
          fmt::format("the clock of this machine says {}, and the newest entry of the audit log is "
                      "of {}. One of the two is wrong, so the box waits; no record was changed. If "
                      "the clock is wrong, set it right: the box then opens by itself. If the "
                      "clock is right now, say so: alcovectl clock confirm",
                      format_utc(step.now), format_utc(step.newest))};
}

std::string end_what_would_live_longer(audit::WriteTxn& txn) {
  const std::size_t sessions = access::end_every_session(txn, "clock").size();
  std::int64_t codes =
      changed(txn, "UPDATE enrolment SET state = 'closed', secret = NULL WHERE state = 'open'");
  codes += changed(txn, "DELETE FROM staff_code");
  codes += changed(txn,
                   "UPDATE set_up_code SET expires_at = $now "
                   "WHERE used_at IS NULL AND expires_at > $now");
  const std::int64_t drafts =
      changed(txn, "UPDATE note_draft SET held_until = $now WHERE held_until > $now");
  const std::int64_t visits = changed(txn,
                                      "UPDATE check_in SET ended_at = $now, ending = 'forgotten' "
                                      "WHERE ended_at IS NULL AND begun_at > $now");
  changed(txn, "DELETE FROM check_in_block WHERE until > $now");
  changed(txn, "UPDATE check_in_try SET at = $now WHERE at > $now");
  shorten_waits(txn);
  return fmt::format("sessions={} codes={} drafts={} lobby_visits={}", sessions, codes, drafts,
                     visits);
}

}  // namespace alcove::operation
