// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "shared/api/absence_calls.h"

// The SQL of absences: rows in, rows out, nothing decided.
namespace alcove::absences {

using api::absences::AbsenceId;
using api::absences::AbsenceTryId;

struct Absence {
  AbsenceId id{};
  std::optional<StaffId> clinician{};
  LocalDateTime from{};
  LocalDateTime until{};
  std::string reason{};
  api::absences::Made made{};
};
struct ToTell {
  AppointmentId appointment{};
  ClientId client{};
  api::absences::Fate fate = api::absences::Fate::kCancel;
};
struct StoredTry {
  ClientId client{};
  api::absences::CallTry one{};
};

void insert_absence(audit::WriteTxn& txn, const Absence& absence);
std::optional<Absence> find_absence(store::ReadTxn& txn, const AbsenceId& id);
std::vector<Absence> latest_absences(store::ReadTxn& txn, std::int64_t limit);

void insert_visit(audit::WriteTxn& txn, const AbsenceId& absence, const ToTell& visit);
std::vector<ToTell> visits_of(store::ReadTxn& txn, const AbsenceId& absence);

bool has_try(store::ReadTxn& txn, const AbsenceTryId& id);
void insert_try(audit::WriteTxn& txn, const AbsenceId& absence, const StoredTry& made);
// The first one first.
std::vector<StoredTry> tries_of(store::ReadTxn& txn, const AbsenceId& absence);

}  // namespace alcove::absences
