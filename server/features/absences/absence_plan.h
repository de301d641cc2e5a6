// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "server/features/absences/absence_rules.h"
#include "server/features/absences/absences.h"

// What would become of each visit, read from the book as it is now. The preview shows it, and the
// write carries out the same.
namespace alcove::absences {

// A visit alone, or a session with those who hold a place in it.
struct Unit {
  std::vector<Appointment> visits;
  std::optional<appointments::Meeting> meeting{};
  Fate fate = Fate::kStays;
  std::optional<Frozen> frozen{};
  std::optional<StaffId> to{};
  std::optional<Choice> moved{};  // what was wished, of one that somebody wished to move
  appointments::Obstacles obstacles{};
};
std::vector<StaffId> leads_of(const appointments::Meeting& meeting);  // who leads it now

struct Plan {
  std::vector<Unit> units;  // by time
  api::absences::Preview preview;
};

// Errors: those of the preview.
Result<Plan> plan_edit(const access::Principal& principal, const Edit& edit, store::ReadTxn& txn,
                       const Setting& setting, UtcTime now);

// The front desk and supervisors keep the book. kForbidden.
Result<void> may_keep(const access::Principal& principal);

}  // namespace alcove::absences
