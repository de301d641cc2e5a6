// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "server/features/appointments/appointments.h"
#include "server/features/reminders/reminder_store.h"

// Whom to remind of a day, read from the book as it is now.
namespace alcove::reminders {

struct DueDay {
  std::vector<api::reminders::Row> rows{};  // every client with a visit due, by their first one
  std::int64_t undecided = 0;  // visits of nobody who is there: none is reminded of them
};
// Refusal: kTooMany, field "day".
Result<DueDay> read_due_day(store::ReadTxn& txn, const appointments::Site& site, LocalDate day,
                            UtcTime now);

// "records 10001 10002", as events name whom a list shows.
std::string numbers_in(const std::vector<std::int64_t>& numbers);

}  // namespace alcove::reminders
