// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/series/series.h"
#include "server/features/series/series_store.h"

// From the store to a plan: what a change would come to. The same for a preview, in its snapshot,
// and for the change itself, inside its write.
namespace alcove::series {

// Rows that stand, from `from` on, each with its visit as it is now.
std::vector<Date> read_dates(store::ReadTxn& txn, const SeriesId& id, LocalDateTime from,
                             const Setting& setting, UtcTime now);
// The visit that stands for the row now, and whether somebody moved it there.
Date date_of_row(store::ReadTxn& txn, const Row& row, const Setting& setting, UtcTime now);

struct Plan {
  Series next;  // as the series will be
  std::vector<Step> steps;
};
// Errors: those of the route `preview`, but for the limit of lines.
Result<Plan> plan_edit(const access::Principal& principal, const api::series::Edit& edit,
                       store::ReadTxn& txn, const Setting& setting, UtcTime now);

// A new series that the box makes itself: the same, but for who may.
Result<Plan> plan_brought_in(const api::series::Edit& edit, store::ReadTxn& txn,
                             const Setting& setting, UtcTime now);

// Dates of the rule that have come within the year since; what has no place collides.
Result<std::vector<Step>> plan_night(const Series& series, store::ReadTxn& txn,
                                     const Setting& setting, UtcTime now);

// The series as it was seen, and may be changed by this person. kNotFound, kConflict, kForbidden,
// kTooMany.
Result<Series> series_to_change(const access::Principal& principal, store::ReadTxn& txn,
                                const SeriesId& id, std::int64_t base_revision);

}  // namespace alcove::series
