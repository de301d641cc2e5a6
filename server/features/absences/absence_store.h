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
using api::absences::MeetingId;

struct Absence {
  AbsenceId id{};
  std::optional<StaffId> clinician{};
  LocalDateTime from{};
  LocalDateTime until{};
  std::string reason{};
  api::absences::Made made{};
  // Of a session that was moved, from that time: which one, and its revision since.
  std::optional<MeetingId> meeting{};
  std::optional<std::int64_t> meeting_revision{};
};
struct ToTell {
  AppointmentId appointment{};
  ClientId client{};
  api::absences::Fate fate = api::absences::Fate::kCancel;
  std::optional<LocalDateTime> knew{};  // of a session: when they think that it is

  friend bool operator==(const ToTell&, const ToTell&) = default;
};
struct StoredTry {
  ClientId client{};
  api::absences::CallTry one{};
};

void insert_absence(audit::WriteTxn& txn, const Absence& absence);
std::optional<Absence> find_absence(store::ReadTxn& txn, const AbsenceId& id);
// The latest list of a session that was moved: what it says holds, and no earlier one's.
std::optional<Absence> latest_of_session(store::ReadTxn& txn, const MeetingId& meeting);
// Of each session the latest one.
std::vector<Absence> latest_absences(store::ReadTxn& txn, std::int64_t limit);

void insert_visit(audit::WriteTxn& txn, const AbsenceId& absence, const ToTell& visit);
std::vector<ToTell> visits_of(store::ReadTxn& txn, const AbsenceId& absence);

bool has_try(store::ReadTxn& txn, const AbsenceTryId& id);
void insert_try(audit::WriteTxn& txn, const AbsenceId& absence, const StoredTry& made);
// The first one first.
std::vector<StoredTry> tries_of(store::ReadTxn& txn, const AbsenceId& absence);

}  // namespace alcove::absences
