// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/series/series_rules.h"

// What steps are made of, for the plans. Pure.
namespace alcove::series {

// A row like that one, to stand after it.
Row copy_of(const Row& row);
// As the terms give it, without a visit yet.
Row row_for(const Terms& terms, LocalDateTime date, Standing standing);
Wish wish_for(const Situation& situation, const Terms& terms, LocalDateTime start);
// When the visit of the date is, where one holds its time.
std::optional<LocalDateTime> stands_at(const Date& date);
// A step that changes nothing yet.
Step about(const Date& old, LocalDateTime date);
Step booking(const Situation& situation, const Terms& terms, const RuleDate& fresh);
Fate fate_of(Touch touch);

}  // namespace alcove::series
