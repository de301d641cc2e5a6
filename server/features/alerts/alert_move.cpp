// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/features/alerts/alert_rules.h"
#include "server/features/alerts/alert_store.h"
#include "server/features/alerts/alerts.h"
#include "server/http/live_events.h"

// The answers were another person's: the alert follows them.
namespace alcove::alerts {

bool Alerts::any_of(store::ReadTxn& txn, const QuestionnaireId& questionnaire) {
  return !alerts_of_questionnaire(txn, questionnaire).empty();
}

std::optional<AlertId> Alerts::move(audit::WriteTxn& txn, const QuestionnaireId& from,
                                    const Cause& right, const MovedBy& by) {
  const std::vector<AlertRow> all = alerts_of_questionnaire(txn, from);
  if (all.empty()) return std::nullopt;
  const auto pending = std::find_if(all.begin(), all.end(),
                                    [](const AlertRow& alert) { return !alert.acknowledged; });
  // Who waits goes on waiting since then, shown to everybody if it was. What was acknowledged was
  // acknowledged of somebody else: it begins anew.
  Cause cause = right;
  cause.source = pending == all.end() ? all.back().cause.source : pending->cause.source;
  const AlertId anew =
      pending == all.end()
          ? put(txn, cause, {.since = txn.now(), .escalation = {}, .escalated_at = {}})
          : put(txn, cause,
                {.since = pending->raised_at,
                 .escalation = pending->escalation,
                 .escalated_at = pending->escalated_at});
  for (const AlertRow& alert : all) {
    insert_move(txn, {.alert = alert.id, .moved_to = anew, .by = by.staff, .mark = by.mark});
    txn.record({.action = "alert.move",
                .client = alert.cause.client,
                .record = audit::as_record(alert.id),
                .detail = fmt::format("entered in error; acknowledged={}",
                                      alert.acknowledged ? "yes" : "no")});
    http::publish(txn, api::live::Kind::kAlertChanged, audit::as_record(alert.id));
  }
  return anew;
}

}  // namespace alcove::alerts
