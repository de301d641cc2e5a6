// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "server/access/find_relation.h"
#include "server/audit/ledger.h"
#include "server/features/alerts/alerts.h"
#include "server/features/spool/spool.h"
#include "server/http/router.h"
#include "shared/api/day_board.h"
#include "shared/api/questionnaire_progress.h"
#include "shared/api/questionnaire_results.h"

// The questionnaires feature's face to the rest of the server. README.md beside this file tells
// routes, tables and invariants.
namespace alcove::questionnaires {

struct Begin {
  ClientId client;
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  rules::Language language = rules::Language::kEnglish;
  DeviceId device;  // where it is answered
  CheckInId check_in;
  std::optional<AppointmentId> appointment;
};

// An answer that comes late, from a terminal's spool, may still find its questionnaire ended.
enum class Delivery : std::uint8_t { kLive, kReplayed };

// What somebody said at a check-in under another client's name goes to their own record.
struct Move {
  CheckInId from;
  CheckInId to;  // under which it stands there
  ClientId client;
  AppointmentId appointment;
  alerts::MovedBy by;
};
// What was answered at a check-in, for people who do not read charts.
struct Answered {
  std::vector<api::questionnaires::FormProgress> forms;
  bool alert = false;  // a safety alert was raised by it
};

// What is done about an item 9 that was set aside and whose questionnaire the box does not have, so
// that nobody knows whose it was; and once it is known, and an alert stands under the name.
struct UnknownPerson {
  std::function<void(const spool::Arrived&, const QuestionnaireId&, audit::WriteTxn&)> call{};
  std::function<void(const QuestionnaireId&, audit::WriteTxn&)> found{};
};

// Thread-safe; keeps no state of its own. Outlives the router.
class Questionnaires {
 public:
  Questionnaires(alerts::Alerts& alerts, access::FindRelation find_relation)
      : alerts_(alerts), find_relation_(std::move(find_relation)) {}

  void add_routes(http::Router& router);
  // What a lobby terminal kept in its spool: answers and ends, as if they came late. An item 9
  // among them raises its alert, also where the answer is set aside and not in the record: whose it
  // was is found by its questionnaire, and where that is not here, it is an unknown person's.
  void add_spool_kinds(spool::Handlers& handlers, const UnknownPerson& unknown = {});

  // For the check-in. ------------------------------------------------------------------------
  // The instruments that are due at a visit now, in the order in which they are put.
  static std::vector<rules::InstrumentId> due(store::ReadTxn& txn, const ClientId& client,
                                              UtcTime now);
  // One client at a time at a terminal: what another check-in left open there ends as forgotten.
  // The same instrument of the same check-in is gone on with, at the terminal named. kNotFound when
  // there is no such client, kTooMany beyond kMaxQuestionnaires of one check-in.
  Result<QuestionnaireId> begin(audit::WriteTxn& txn, const Begin& begin);
  // Ends what is open at the terminal: its client walked away or is done.
  static void leave(audit::WriteTxn& txn, const DeviceId& device,
                    api::questionnaires::Ending ending);

  // For the terminal, live or from its spool. ------------------------------------------------
  Result<api::questionnaires::AnswerReply> answer(audit::WriteTxn& txn, const DeviceId& device,
                                                  const api::questionnaires::AnswerRequest& request,
                                                  Delivery delivery);
  static Result<wire::Nothing> finish(audit::WriteTxn& txn, const DeviceId& device,
                                      const api::questionnaires::FinishRequest& request,
                                      Delivery delivery);

  // For the desk: how far, never what. -------------------------------------------------------
  // The questionnaires of the client that were begun since then, in their order.
  static std::vector<api::questionnaires::FormProgress> progress(store::ReadTxn& txn,
                                                                 const ClientId& client,
                                                                 UtcTime since);
  // At that check-in, and not entered in error.
  static Answered answered_at(store::ReadTxn& txn, const CheckInId& check_in);
  // Whose it is, and which; nothing where there is no such questionnaire.
  struct Whose {
    ClientId client;
    rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  };
  static std::optional<Whose> whose(store::ReadTxn& txn, const QuestionnaireId& questionnaire);
  // Marks what was answered there as entered in error, and puts it with its own times into the
  // right record; alerts follow. Gives what it moved. What still comes from the terminal goes to
  // the right record too.
  Answered move(audit::WriteTxn& txn, const Move& move);
  // Flags of the day board: being answered, or left before the end.
  static void add_flags(store::ReadTxn& txn, std::span<api::appointments::BoardRow> rows);

  // For the chart. Whoever asks accounts for it in the audit chain. --------------------------
  static api::questionnaires::ScoresReply scores(
      store::ReadTxn& txn, const ClientId& client,
      const std::optional<QuestionnaireId>& next = std::nullopt);

 private:
  // An answer that was set aside: raises its alert if it calls for a person and the record does not
  // have it already.
  void look_at_set_aside(const spool::Arrived& arrived, audit::WriteTxn& txn,
                         const UnknownPerson& unknown);
  Result<http::Answer<api::questionnaires::ScoresReply>> read_scores(
      const access::Principal& who, const api::questionnaires::ScoresRequest& request,
      store::ReadTxn& txn);
  Result<http::Answer<api::questionnaires::ScoresReply>> read_entered_in_error(
      const access::Principal& who, const api::questionnaires::ScoresRequest& request,
      store::ReadTxn& txn);
  Result<http::Answer<api::questionnaires::ResultReply>> read_result(
      const access::Principal& who, const api::questionnaires::ResultRequest& request,
      store::ReadTxn& txn);

  alerts::Alerts& alerts_;
  access::FindRelation find_relation_;
};

}  // namespace alcove::questionnaires
