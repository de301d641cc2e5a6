// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "server/features/appointments/appointments.h"
#include "server/features/spool/spool.h"
#include "server/http/router.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/help_calls.h"

// The face of the check-in feature. README.md beside this file tells routes, tables and invariants.
namespace alcove::check_in {

struct CheckInRow;  // check_in_store.h
struct Deed;        // lobby_visit.h

// What begins when a client has arrived: the questionnaires that are due.
struct Arrival {
  CheckInId check_in;
  ClientId client;
  AppointmentId appointment;
  DeviceId terminal;
  rules::Language language = rules::Language::kEnglish;
};

// What was said at a check-in under another client's name, and to whom it goes.
struct MoveOfAnswers {
  CheckInId from;
  CheckInId to;
  ClientId client;
  AppointmentId appointment;
  StaffId by;
  api::EnteredInError mark;
};
// How much was answered, never what.
struct LobbyAnswers {
  std::vector<api::questionnaires::FormProgress> forms;
  bool alert = false;
};

// What other features do at a check-in, within its transaction, and what they tell the desk. Each
// may be empty.
struct Hooks {
  std::function<Result<void>(audit::WriteTxn&, const Arrival&)> arrived{};
  std::function<void(audit::WriteTxn&, const DeviceId&, api::check_in::Ending)> left{};
  // How far the client's questionnaires are that were begun since then.
  std::function<std::vector<api::questionnaires::FormProgress>(store::ReadTxn&, const ClientId&,
                                                               UtcTime since)>
      progress{};
  // What was answered at a check-in, and that it goes to the right record.
  std::function<LobbyAnswers(store::ReadTxn&, const CheckInId&)> answered{};
  std::function<LobbyAnswers(audit::WriteTxn&, const MoveOfAnswers&)> move_answers{};
  // Whether a terminal of the desk is connected, to show a call. Without it: yes.
  std::function<bool()> desk_listens{};
};

// Thread-safe. Outlives the router.
class CheckIns {
 public:
  // Waits until that moment. A parameter so that tests do not wait.
  using Moment = std::chrono::steady_clock::time_point;
  using WaitUntil = std::function<void(Moment)>;

  CheckIns(audit::Ledger& ledger, const appointments::Site& site, Hooks hooks,
           WaitUntil wait_until = sleep_until)
      : ledger_(ledger),
        site_(site),
        hooks_(std::move(hooks)),
        wait_until_(std::move(wait_until)) {}

  void register_routes(http::Router& router);
  // What a lobby terminal kept in its spool: corrections, signatures, wishes to talk first; and
  // what a box that was lost had taken, greetings, arrivals and ends as well.
  void add_spool_kinds(spool::Handlers& handlers);
  // Calls the desk because somebody whom the box does not know gave an answer that calls for a
  // clinician, at the terminal and time of what was set aside: once for each questionnaire.
  static void call_for_unknown(const spool::Arrived& arrived, const QuestionnaireId& questionnaire,
                               audit::WriteTxn& txn);
  // It is known now, and an alert stands under the name: nobody has to look for them any more.
  static void unknown_was_found(const QuestionnaireId& questionnaire, audit::WriteTxn& txn);

  // Flags of the day board: corrections that wait, a wish to talk first, a call for help, a consent
  // that somebody who is here has still to sign.
  static void add_flags(store::ReadTxn& txn, std::span<api::appointments::BoardRow> rows,
                        UtcTime now);

  // Whose visit at the lobby it was.
  static std::optional<ClientId> whose(store::ReadTxn& txn, const CheckInId& check_in);

  // For the nightly work: ends visits that nobody ended, forgets old tries. Gives how many ended.
  std::int64_t tidy(audit::WriteTxn& txn);

  // Identity requests that took longer than kAnswerMilliseconds since the start, and the longest of
  // them: the promise of the same moment, measured.
  std::int64_t late_answers() const { return late_answers_; }
  std::chrono::milliseconds longest_answer() const {
    return std::chrono::milliseconds(longest_answer_ms_);
  }

 private:
  using IdentifyRequest = api::check_in::IdentifyRequest;
  using IdentifyReply = api::check_in::IdentifyReply;

  static void sleep_until(Moment moment);
  Result<IdentifyReply> answer_identity(const access::Principal& terminal,
                                        const IdentifyRequest& request);
  Result<IdentifyReply> identify(const access::Principal& terminal, const IdentifyRequest& request,
                                 audit::WriteTxn& txn);
  void refuse(const access::Principal& terminal, const IdentifyRequest& request,
              std::string_view why, audit::WriteTxn& txn);
  void end_open(audit::WriteTxn& txn, const DeviceId& terminal, api::check_in::Ending ending);
  Result<api::check_in::ArriveReply> arrive(const access::Principal& terminal,
                                            const api::check_in::ThisVisit& request,
                                            audit::WriteTxn& txn);
  Result<wire::Nothing> finish(const access::Principal& terminal,
                               const api::check_in::FinishRequest& request, audit::WriteTxn& txn);
  void call_to_who_stopped(const Deed& deed, audit::WriteTxn& txn);
  // set_aside.cpp
  void add_set_aside_kinds(spool::Handlers& handlers);
  // Somebody asked for a person. While such a call of that visit is open there is no second one.
  void call_for_set_aside(const spool::Arrived& arrived, const std::optional<CheckInId>& check_in,
                          audit::WriteTxn& txn);
  // lobby_spool.cpp
  Result<api::spool::Outcome> greet_again(const spool::Arrived& arrived, audit::WriteTxn& txn);
  Result<api::spool::Outcome> arrive_again(const spool::Arrived& arrived, audit::WriteTxn& txn);
  Result<api::spool::Outcome> finish_again(const spool::Arrived& arrived, audit::WriteTxn& txn);
  Result<api::spool::Outcome> finish_late(const spool::Arrived& arrived, audit::WriteTxn& txn);
  void end_visit(audit::WriteTxn& txn, const CheckInRow& visit, api::check_in::Ending ending);
  void end_then(audit::WriteTxn& txn, const CheckInRow& visit, api::check_in::Ending ending);
  bool still_waits(store::ReadTxn& txn, const CheckInRow& visit, UtcTime now) const;
  void register_lobby(http::Router& router);
  void register_desk(http::Router& router);
  void register_corrections(http::Router& router);

  audit::Ledger& ledger_;
  const appointments::Site& site_;
  Hooks hooks_;
  WaitUntil wait_until_;
  std::atomic<std::int64_t> late_answers_{0};
  std::atomic<std::int64_t> longest_answer_ms_{0};
};

}  // namespace alcove::check_in
