// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/check_in_correction.h"

#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/features/check_in/correction_rules.h"
#include "server/features/clients/clients.h"
#include "server/http/live_events.h"

namespace alcove::check_in {

using access::Principal;
using api::check_in::ArrivalChange;
using api::check_in::Correction;
using appointments::Appointment;
using audit::WriteTxn;

namespace {

// The check-in, both visits, and what would become of them.
struct Case {
  CheckInRow check_in;
  Appointment wrong;
  Appointment right;
  Correction correction;
  ToldAt told_at = ToldAt::kWrong;
  // Visits whose number waits for who was moved away from there: this check-in, and the other one
  // that holds the arrival at the wrong visit.
  std::optional<AppointmentId> came_from;
  std::optional<AppointmentId> another_from;
};

// Where it came from, when that visit is open again and nobody has its number but who left it.
std::optional<AppointmentId> number_waits_at(store::ReadTxn& txn, const CheckInId& check_in) {
  const std::optional<AppointmentId> from = came_from(txn, check_in);
  if (!from) return std::nullopt;
  const std::optional<Appointment> visit = appointments::find_appointment(txn, *from);
  ALCOVE_CHECK(visit.has_value());
  if (!rules::is_open(visit->state) || !visit->queue_token) return std::nullopt;
  return from;
}

CorrectionFacts facts_of(store::ReadTxn& txn, Case& found, const appointments::Site& site,
                         UtcTime now) {
  const CheckInRow& check_in = found.check_in;
  CorrectionFacts facts{
      .today = site.day_of(now),
      .arrived = check_in.arrived_at.has_value(),
      .corrected = find_correction(txn, check_in.id).has_value(),
      .wrong = {check_in.client, check_in.day, found.wrong.state},
      .right = {found.right.client, date_of(found.right.start), found.right.state}};
  found.came_from = number_waits_at(txn, check_in.id);
  facts.number_waits_before = found.came_from.has_value();
  const std::optional<UtcTime> arrival = appointments::standing_arrival(txn, found.wrong.id);
  if (!arrival) return facts;
  facts.arrived_by_check_in = arrived_by_check_in(txn, found.wrong.id, *arrival);
  facts.arrival_is_its_own = arrival == check_in.arrived_at;
  if (const auto another = another_since(txn, check_in, *arrival)) {
    facts.another_stands = true;
    found.another_from = number_waits_at(txn, *another);
  }
  return facts;
}

Result<Case> case_of(const Principal& principal, store::ReadTxn& txn, const CheckInId& id,
                     const AppointmentId& right, const appointments::Site& site, UtcTime now) {
  const std::optional<CheckInRow> check_in = find_check_in(txn, id);
  if (!check_in) return Error{ErrorCode::kNotFound, "check_in", "there is no such check-in"};
  const std::optional<Appointment> visit = appointments::find_appointment(txn, right);
  if (!visit) return Error{ErrorCode::kNotFound, "right", "there is no such appointment"};
  Case found{.check_in = *check_in,
             .wrong = *appointments::find_appointment(txn, check_in->appointment),
             .right = *visit,
             .correction = {},
             .came_from = std::nullopt,
             .another_from = std::nullopt};
  for (const Appointment& one : {found.wrong, found.right}) {
    ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite,
                              clients::relation_to(txn, one.client, principal.staff())));
  }
  const CorrectionFacts facts = facts_of(txn, found, site, now);
  ALCOVE_ASSIGN(const ArrivalPlan plan, plan_correction(facts));
  found.told_at = told_at(facts);
  Correction& correction = found.correction;
  correction.wrong_revision = found.wrong.revision;
  correction.right_revision = found.right.revision;
  correction.wrong_arrival = plan.wrong;
  correction.right_arrival = plan.right;
  correction.goes_on = !check_in->ended;
  correction.wants_to_talk = wants_to_talk_at(txn, id);
  correction.signatures = static_cast<std::int64_t>(signatures_at(txn, id).size());
  correction.corrections = static_cast<std::int64_t>(waiting_proposals_at(txn, id).size());
  correction.corrections_taken = count_accepted_at(txn, id);
  return found;
}

// The visit is as the person saw it. Where the correction comes back after a restore and somebody
// changed the visit later, it stands as they left it: what was said, an alert among it, goes to the
// right record all the same.
Result<void> check_visit(WriteTxn& txn, const Appointment& visit, std::int64_t seen,
                         ArrivalChange& planned) {
  const bool later = visit.revision > seen || visit.state_since > txn.now();
  if (txn.is_replay() && later) {
    planned = ArrivalChange::kStays;
    return {};
  }
  if (visit.revision == seen) return {};
  return Error{ErrorCode::kConflict, "right", "a visit changed since you looked"};
}

void put_answered(Correction& correction, LobbyAnswers answers) {
  correction.questionnaires = std::move(answers.forms);
  correction.alert = answers.alert;
  if (correction.questionnaires.size() > api::check_in::kMaxForms) {
    correction.questionnaires.resize(api::check_in::kMaxForms);
  }
}

// Who sits in the waiting room was told a number, and listens for it: it goes along to the right
// visit. Who stays at the wrong one listens for that of the visit where they checked in.
void move_numbers(WriteTxn& txn, const Case& found) {
  const auto hand_over = [&](const AppointmentId& from, const AppointmentId& to) {
    if (from != to) appointments::hand_token_over(txn, from, to);
  };
  switch (found.told_at) {
    case ToldAt::kWrong:
      hand_over(found.wrong.id, found.right.id);
      if (found.another_from && found.another_from != found.right.id) {
        hand_over(*found.another_from, found.wrong.id);
      }
      return;
    case ToldAt::kBefore:
      return hand_over(*found.came_from, found.right.id);
    case ToldAt::kNone:
      return;
  }
}

Result<void> move_arrivals(const Principal& principal, const Case& found, const std::string& reason,
                           WriteTxn& txn, const appointments::Site& site) {
  if (found.correction.wrong_arrival == ArrivalChange::kTakenBack) {
    ALCOVE_TRY(appointments::take_back_arrival(principal, found.wrong, reason, txn, site));
  }
  if (found.correction.right_arrival == ArrivalChange::kMarked) {
    move_numbers(txn, found);
    ALCOVE_TRY(appointments::mark(principal,
                                  {.appointment = found.right.id,
                                   .base_revision = found.right.revision,
                                   .state = rules::AppointmentState::kArrived,
                                   .room = std::nullopt,
                                   .reason = {}},
                                  txn, site));
  }
  return {};
}

void tell(WriteTxn& txn, const Appointment& visit) {
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(visit.id));
  http::publish(txn, api::live::Kind::kClientChanged, audit::as_record(visit.client));
}

// Counts, never whose it is on the other side.
void account(WriteTxn& txn, const Case& found, const CheckInId& moved) {
  const Correction& done = found.correction;
  txn.record({.action = "check_in.correct",
              .client = found.wrong.client,
              .record = audit::as_record(found.check_in.id),
              .detail = fmt::format("entered in error; questionnaires={} alert={} signatures={} "
                                    "corrections={}; with a reason",
                                    done.questionnaires.size(), done.alert ? "yes" : "no",
                                    done.signatures, done.corrections)});
  txn.record({.action = "check_in.correct_here",
              .client = found.right.client,
              .record = audit::as_record(moved),
              .detail = fmt::format("from another record; questionnaires={} alert={}",
                                    done.questionnaires.size(), done.alert ? "yes" : "no")});
  tell(txn, found.wrong);
  tell(txn, found.right);
}

}  // namespace

Result<http::Answer<Correction>> read_preview(const Principal& principal,
                                              const api::check_in::PreviewRequest& request,
                                              store::ReadTxn& txn, const appointments::Site& site,
                                              UtcTime now, const Hooks& hooks) {
  ALCOVE_ASSIGN(Case found, case_of(principal, txn, request.check_in, request.right, site, now));
  if (hooks.answered) put_answered(found.correction, hooks.answered(txn, request.check_in));
  http::Answer<Correction> answer{std::move(found.correction), {}};
  for (const ClientId& client : {found.wrong.client, found.right.client}) {
    answer.opened.push_back({.action = "check_in.preview_correction",
                             .client = client,
                             .record = audit::as_record(request.check_in)});
  }
  return answer;
}

Result<Correction> correct(const Principal& principal, const api::check_in::CorrectRequest& request,
                           WriteTxn& txn, const appointments::Site& site, const Hooks& hooks,
                           const EndThere& end_there) {
  ALCOVE_ASSIGN(Case found,
                case_of(principal, txn, request.check_in, request.right, site, txn.now()));
  Correction& planned = found.correction;
  ALCOVE_TRY(check_visit(txn, found.wrong, request.wrong_revision, planned.wrong_arrival));
  ALCOVE_TRY(check_visit(txn, found.right, request.right_revision, planned.right_arrival));
  if (request.moved.is_nil() || find_check_in(txn, request.moved)) {
    return Error{ErrorCode::kAlreadyExists, "moved", "the id is taken"};
  }
  const CheckInRow& old = found.check_in;
  if (!old.ended) end_there(txn, old);
  ALCOVE_TRY(move_arrivals(principal, found, request.reason, txn, site));
  CheckInRow anew = old;
  anew.id = request.moved;
  anew.client = found.right.client;
  anew.appointment = found.right.id;
  insert_corrected(txn, anew, found.correction.wants_to_talk);
  const CorrectionRow row{.check_in = old.id,
                          .moved_to = request.moved,
                          .by = principal.staff(),
                          .mark = {txn.now(), principal.signed_in().display_name, request.reason}};
  insert_correction(txn, row);
  for (const ProposalId& id : waiting_proposals_at(txn, old.id)) withdraw(txn, id, old.client);
  for (const ConsentId& id : signatures_at(txn, old.id)) make_void(txn, id, old.client, row);
  if (move_open_calls(txn, old.id, request.moved) > 0) {
    http::publish(txn, api::live::Kind::kHelpCalled);
  }
  if (hooks.move_answers) {
    put_answered(found.correction, hooks.move_answers(txn, {.from = old.id,
                                                            .to = request.moved,
                                                            .client = found.right.client,
                                                            .appointment = found.right.id,
                                                            .by = row.by,
                                                            .mark = row.mark}));
  }
  account(txn, found, request.moved);
  return std::move(found.correction);
}

void withdraw(WriteTxn& txn, const ProposalId& proposal, const ClientId& client) {
  put_decision(txn, proposal, "withdrawn");
  txn.record(
      {.action = "proposal.withdraw", .client = client, .record = audit::as_record(proposal)});
}

void make_void(WriteTxn& txn, const ConsentId& consent, const ClientId& client,
               const CorrectionRow& why) {
  insert_void(txn, consent, why);
  txn.record({.action = "consent.void",
              .client = client,
              .record = audit::as_record(consent),
              .detail = "somebody else signed"});
}

}  // namespace alcove::check_in
