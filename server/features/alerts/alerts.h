// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/access/find_relation.h"
#include "server/audit/ledger.h"
#include "server/http/router.h"
#include "shared/api/alert_care.h"
#include "shared/api/day_board.h"

// The alerts feature's face to the rest of the server. README.md beside this file tells routes,
// tables and invariants.
namespace alcove::alerts {

// What alerts need to know of the people who work here. Given where the server is wired; each
// function looks into the transaction that it is handed.
struct Staffing {
  // Everyone with the capability `crisis`.
  std::function<std::vector<StaffId>(store::ReadTxn&)> with_crisis;
  // Whose visit it is.
  std::function<std::optional<StaffId>(store::ReadTxn&, const AppointmentId&)> clinician_of;
  // Whether the person is signed in at some terminal that is not locked.
  std::function<bool(store::ReadTxn&, const StaffId&)> is_present;
  // The name of somebody with a clinical role who works here now; nothing for anybody else.
  std::function<std::optional<std::string>(store::ReadTxn&, const StaffId&)> clinical_name;
  // Whether any terminal of the staff is connected, to show an alert. Without it: yes.
  std::function<bool()> somebody_hears{};
};

struct Cause {
  ClientId client;
  api::alerts::Source source = api::alerts::Source::kPhq9Item9;
  QuestionnaireId questionnaire;
  std::optional<AppointmentId> appointment;
};

// Who says that the answers were another person's, and why.
struct MovedBy {
  StaffId staff;
  api::EnteredInError mark;
};

// Thread-safe; keeps no state of its own. Outlives the router.
class Alerts {
 public:
  explicit Alerts(Staffing staffing) : staffing_(std::move(staffing)) {}

  void add_routes(http::Router& router);

  // In the transaction of the answer that calls for it: event, alert, and the terminals told when
  // it is durable. While one for the same questionnaire is pending there is no second.
  AlertId raise(audit::WriteTxn& txn, const Cause& cause);

  // The questionnaire's answers were another person's: each of its alerts is marked and stands for
  // nothing any more, and one stands for the right client. It waits since the same moment when
  // nobody had acknowledged it; otherwise it begins anew, because nobody has spoken to this client.
  // Nothing when the questionnaire raised none.
  std::optional<AlertId> move(audit::WriteTxn& txn, const QuestionnaireId& from, const Cause& right,
                              const MovedBy& by);
  // Whether the questionnaire has raised any, pending or acknowledged.
  static bool any_of(store::ReadTxn& txn, const QuestionnaireId& questionnaire);

  // Whether a terminal is connected on which somebody could see an alert now.
  bool somebody_hears() const { return !staffing_.somebody_hears || staffing_.somebody_hears(); }

  // Every second, from the server's own thread: takes to every staff terminal what is due. Gives
  // how many. Writes nothing when nothing is due.
  Result<std::int64_t> escalate_due(audit::Ledger& ledger, UtcTime now);

  // kAlert for who opened an alert of this client, or was handed one, until kAnswerAccess after it
  // was acknowledged; else kNone.
  static access::Relation relation_to(store::ReadTxn& txn, const ClientId& client,
                                      const StaffId& staff, UtcTime now);

  // For the chart: every alert of the client, the newest first, at most `limit`. Whoever asks
  // accounts for it in the audit chain.
  static std::vector<api::alerts::Alert> alerts_of(store::ReadTxn& txn, const ClientId& client,
                                                   std::size_t limit);

  // Flags of the day board, for those who may know whose alert it is: the desk, and the clinical
  // people who have opened it. To anybody else the row looks like any other.
  static void add_flags(store::ReadTxn& txn, const access::Principal& viewer,
                        std::span<api::appointments::BoardRow> rows);

  // The routes' work; each records its event.
  static api::alerts::WaitingReply waiting(const access::Principal& viewer, store::ReadTxn& txn);
  static api::alerts::PendingReply pending(const access::Principal& viewer, store::ReadTxn& txn);
  static Result<wire::Nothing> told(const access::Principal& who,
                                    const api::alerts::ToldRequest& request, audit::WriteTxn& txn);
  static Result<api::alerts::Alert> open(const access::Principal& who,
                                         const api::alerts::OpenRequest& request,
                                         audit::WriteTxn& txn);
  Result<api::alerts::Alert> acknowledge(const access::Principal& who,
                                         const api::alerts::AcknowledgeRequest& request,
                                         audit::WriteTxn& txn);

 private:
  // Since when it waits, and whether every terminal shows it already.
  struct Waited {
    UtcTime since;
    std::optional<api::alerts::Escalation> escalation;
    std::optional<UtcTime> escalated_at;
  };
  AlertId put(audit::WriteTxn& txn, const Cause& cause, const Waited& waited);
  std::vector<StaffId> intended_for(store::ReadTxn& txn, const Cause& cause) const;
  bool anyone_there(store::ReadTxn& txn, const std::vector<StaffId>& staff) const;

  Staffing staffing_;
};

}  // namespace alcove::alerts
