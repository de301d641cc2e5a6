// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/features/series/series_planning.h"

// Carries a plan out: every step through the functions of appointments, which check it, write its
// history and its event, and the rows of the series beside it.
namespace alcove::series {

// Who changes the series, and what they said about it.
struct By {
  const access::Principal& principal;
  // None: the clinic, of dates that are left out; of those to which a new rule does not come any
  // more the client, and never late.
  std::optional<api::appointments::CancelledBy> cancelled_by{};
  std::string reason{};
  std::optional<std::string> override_reason{};
  // Set at night, when nobody is there: who gave the rule.
  std::optional<std::string> rule_of{};
};

// Writes the rows under `series`, whose revision is there already. Errors: those of appointments;
// the caller's write is rolled back then.
Result<void> carry_out(std::vector<Step>& steps, const Series& series, const By& by,
                       audit::WriteTxn& txn, const Setting& setting);

// Puts who and when into the revision, and writes it.
void write_revision(Series& series, const By& by, audit::WriteTxn& txn);
// The event of a change in the chain: counts, never words.
void account(const Series& series, const char* action, const std::vector<Step>& steps,
             audit::WriteTxn& txn);

}  // namespace alcove::series
