// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_apply.h"

namespace alcove::series {
namespace {

constexpr std::int64_t kPage = 200;

access::Principal the_box() {
  access::Principal box;
  box.device_name = "alcove-server";
  return box;
}

// Within its own write, what the snapshot has shown is asked once more.
Result<Extended> extend(const SeriesId& id, audit::WriteTxn& txn, const Setting& setting) {
  const auto series = find_series(txn, id);
  ALCOVE_CHECK(series.has_value());
  ALCOVE_ASSIGN(std::vector<Step> steps, plan_night(*series, txn, setting, txn.now()));
  const access::Principal box = the_box();
  By by{.principal = box, .rule_of = series->person_name};
  if (!series->override_reason.empty()) by.override_reason = series->override_reason;
  ALCOVE_TRY(carry_out(steps, *series, by, txn, setting));
  account(*series, "series.extend", steps, txn);
  Extended done;
  for (const Step& step : steps) {
    ++(step.line.fate == Fate::kCollides ? done.colliding : done.booked);
  }
  return done;
}

bool needs_extending(store::ReadTxn& txn, const Series& series, const Setting& setting,
                     UtcTime now) {
  const auto steps = plan_night(series, txn, setting, now);
  return steps.ok() && !steps->empty();
}

}  // namespace

Extended extend_all(audit::Ledger& ledger, const Setting& setting) {
  Extended all;
  SeriesId after;
  while (true) {
    std::vector<SeriesId> due;
    const auto page = ledger.store().read<std::vector<Series>>(
        [&](store::ReadTxn& txn) -> Result<std::vector<Series>> {
          std::vector<Series> found = list_series(txn, after, kPage);
          for (const Series& one : found) {
            if (needs_extending(txn, one, setting, ledger.clock().now())) due.push_back(one.id);
          }
          return found;
        });
    if (!page || page->empty()) return all;
    for (const SeriesId& id : due) {
      const auto done = ledger.write<Extended>(
          {.system_user = "alcove-server"},
          [&](audit::WriteTxn& txn) { return extend(id, txn, setting); },
          audit::WriteKind::kOrdinary);
      if (!done) continue;  // a full disk: the next night
      all.booked += done->value.booked;
      all.colliding += done->value.colliding;
    }
    if (page->size() < static_cast<std::size_t>(kPage)) return all;
    after = page->back().id;
  }
}

}  // namespace alcove::series
