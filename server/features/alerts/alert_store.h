// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/alerts/alerts.h"

// The SQL of alerts: rows in, rows out, nothing decided.
namespace alcove::alerts {

struct AlertRow {
  AlertId id;
  Cause cause;
  UtcTime raised_at;
  std::optional<api::alerts::Escalation> escalation;
  std::optional<UtcTime> escalated_at;
  std::optional<api::alerts::Acknowledgement> acknowledged;
  std::optional<api::EnteredInError> entered_in_error{};
  std::optional<api::MovedHere> moved_here{};
};

void insert_alert(audit::WriteTxn& txn, const AlertRow& alert,
                  const std::vector<StaffId>& intended);
std::optional<AlertRow> find_alert(store::ReadTxn& txn, const AlertId& id);
std::optional<AlertRow> find_pending_of(store::ReadTxn& txn, const QuestionnaireId& questionnaire);
std::int64_t count_alerts_of(store::ReadTxn& txn, const ClientId& client,
                             const QuestionnaireId& questionnaire);
// The newest so many, the oldest of them first.
std::vector<AlertRow> pending_alerts(store::ReadTxn& txn, std::size_t limit);
// Those that no escalation has made everybody's yet, however many.
std::vector<AlertRow> pending_not_escalated(store::ReadTxn& txn);
// The newest first.
std::vector<AlertRow> alerts_of_client(store::ReadTxn& txn, const ClientId& client,
                                       std::size_t limit);

// Of the questionnaire, but for those that were entered in error. The oldest first.
std::vector<AlertRow> alerts_of_questionnaire(store::ReadTxn& txn,
                                              const QuestionnaireId& questionnaire);

// That the alert stands for nothing any more, and which one stands for it.
struct MoveRow {
  AlertId alert;
  AlertId moved_to;
  StaffId by;
  api::EnteredInError mark;
};
void insert_move(audit::WriteTxn& txn, const MoveRow& move);

std::vector<StaffId> intended_of(store::ReadTxn& txn, const AlertId& id);
bool is_intended(store::ReadTxn& txn, const AlertId& id, const StaffId& staff);
void put_escalation(audit::WriteTxn& txn, const AlertId& id, api::alerts::Escalation why);
void put_acknowledgement(audit::WriteTxn& txn, const AlertId& id,
                         const api::alerts::Acknowledgement& acknowledged);

void put_opening(audit::WriteTxn& txn, const AlertId& id, const StaffId& staff);
bool has_opened(store::ReadTxn& txn, const AlertId& id, const StaffId& staff);
// Whether the person opened an alert of the client, or was handed one, that is pending or was
// acknowledged after `since`. One that was entered in error is neither, once it has been.
bool answers_alert_of(store::ReadTxn& txn, const ClientId& client, const StaffId& staff,
                      UtcTime since);

void insert_told(audit::WriteTxn& txn, const AlertId& id, const StaffId& by,
                 const api::alerts::Told& told);
std::vector<api::alerts::Told> told_of(store::ReadTxn& txn, const AlertId& id);

}  // namespace alcove::alerts
