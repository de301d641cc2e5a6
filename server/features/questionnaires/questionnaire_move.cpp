// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/questionnaires/questionnaire_store.h"
#include "server/features/questionnaires/questionnaires.h"
#include "server/http/live_events.h"
#include "shared/crypto/derived_uuid.h"

// Somebody else answered: what they said stays where it was said, marked, and stands in their own
// record.
namespace alcove::questionnaires {
namespace {

constexpr std::size_t kMostMoves = 1000;

audit::Event event_of(const char* action, const ClientId& client, const QuestionnaireId& id,
                      std::string detail) {
  return {.action = action,
          .client = client,
          .record = audit::as_record(id),
          .detail = std::move(detail)};
}

void tell(audit::WriteTxn& txn, const Begin& begun) {
  http::publish(txn, api::live::Kind::kChartChanged, audit::as_record(begun.client));
  if (begun.appointment) {
    http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(*begun.appointment));
  }
}

}  // namespace

Answered Questionnaires::answered_at(store::ReadTxn& txn, const CheckInId& check_in) {
  Answered answered;
  for (const QuestionnaireRow& row : questionnaires_of(txn, check_in)) {
    if (row.score.entered_in_error) continue;
    answered.forms.push_back(progress_of(txn, row));
    if (alerts::Alerts::any_of(txn, row.score.questionnaire)) answered.alert = true;
  }
  return answered;
}

Answered Questionnaires::move(audit::WriteTxn& txn, const Move& move) {
  const Answered answered = answered_at(txn, move.from);
  for (const QuestionnaireRow& row : questionnaires_of(txn, move.from)) {
    if (row.score.entered_in_error) continue;
    const QuestionnaireId old = row.score.questionnaire;
    // Its place in the trend is where it was answered; found again under the same id, as its alert
    // is, when the correction comes back after a restore.
    const QuestionnaireId anew(crypto::derived_uuid(old.bytes(), "moved to " + move.to.text()));
    Begin right = row.begun;
    right.client = move.client;
    right.appointment = move.appointment;
    right.check_in = move.to;
    copy_questionnaire(txn, old, anew, right);
    insert_move(txn, {.from = old, .to = anew, .by = move.by});
    const std::string_view what = wire::word_of(row.begun.instrument);
    txn.record(event_of("questionnaire.move", row.begun.client, old,
                        fmt::format("instrument={}; entered in error", what)));
    txn.record(event_of("questionnaire.move_here", move.client, anew,
                        fmt::format("instrument={}; from another record", what)));
    alerts_.move(txn, old,
                 {.client = move.client,
                  .source = api::alerts::Source::kPhq9Item9,
                  .questionnaire = anew,
                  .appointment = right.appointment},
                 move.by);
    tell(txn, row.begun);
    tell(txn, right);
  }
  return answered;
}

QuestionnaireId where_it_stands(store::ReadTxn& txn, const QuestionnaireId& id) {
  QuestionnaireId stands = id;
  for (std::size_t moves = 0; moves < kMostMoves; ++moves) {
    const std::optional<QuestionnaireId> next = moved_to(txn, stands);
    if (!next) return stands;
    stands = *next;
  }
  throw Fault(ErrorCode::kCorrupt, "a questionnaire was moved in a circle");
}

}  // namespace alcove::questionnaires
