// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/series/series_apply.h"

namespace alcove::series {

using api::series::Applied;

Result<Applied> bring_in(const access::Principal& box, const std::string& by,
                         const api::series::Edit& edit, audit::WriteTxn& txn,
                         const Setting& setting) {
  ALCOVE_ASSIGN(Plan plan, plan_brought_in(edit, txn, setting, txn.now()));
  access::Principal named = box;
  named.person.emplace().display_name = by;  // for the history alone
  plan.next.what = edit.what;
  const bool asks = std::any_of(plan.steps.begin(), plan.steps.end(),
                                [](const Step& step) { return !step.line.soft.empty(); });
  if (asks && edit.override_reason) plan.next.override_reason = *edit.override_reason;
  const By who{.principal = named,
               .reason = edit.reason,
               .override_reason = edit.override_reason,
               .rule_of = by};
  write_revision(plan.next, who, txn);
  ALCOVE_TRY(carry_out(plan.steps, plan.next, who, txn, setting));
  account(plan.next, "series.create", plan.steps, txn);
  return Applied{plan.next, lines_of(plan.steps)};
}

std::int64_t revision_of(store::ReadTxn& txn, const SeriesId& id) {
  const auto series = find_series(txn, id);
  return series ? series->revision : 0;
}

void take_series_away(audit::WriteTxn& txn, const SeriesId& id) {
  const auto series = find_series(txn, id);
  ALCOVE_CHECK(series.has_value() && series->revision == 1);
  delete_series(txn, id);
  txn.record({.action = "series.take_away",
              .client = series->client,
              .record = audit::as_record(id),
              .detail = "it had come in with the former book"});
}

}  // namespace alcove::series
