// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/questionnaires/questionnaire_rules.h"
#include "server/features/questionnaires/questionnaires.h"

// The SQL of questionnaires: rows in, rows out, nothing decided.
namespace alcove::questionnaires {

struct QuestionnaireRow {
  Begin begun;
  api::questionnaires::ScoreLine score;
  std::optional<api::questionnaires::Ending> ending;
};

void insert_questionnaire(audit::WriteTxn& txn, const QuestionnaireId& id, const Begin& begin,
                          const Standing& standing);
std::optional<QuestionnaireRow> find_questionnaire(store::ReadTxn& txn, const QuestionnaireId& id);
// In the order in which they were begun, those entered in error among them.
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const CheckInId& check_in);
// In the order in which they were begun, those that count.
std::vector<QuestionnaireRow> questionnaires_since(store::ReadTxn& txn, const ClientId& client,
                                                   UtcTime since);
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const AppointmentId& visit);
std::vector<QuestionnaireRow> open_at(store::ReadTxn& txn, const DeviceId& device);
// Those that count, or those that were entered in error.
enum class Which : std::uint8_t { kCounted, kEnteredInError };
struct PageOf {
  ClientId client;
  Which which = Which::kCounted;
  std::optional<QuestionnaireId> before{};
  std::size_t limit = 0;
};
// The newest first, older than `before`.
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const PageOf& page);
std::int64_t count_entered_in_error(store::ReadTxn& txn, const ClientId& client);

// A row of its own with the same answers and times, for who and where `right` says.
void copy_questionnaire(audit::WriteTxn& txn, const QuestionnaireId& from,
                        const QuestionnaireId& to, const Begin& right);
struct MoveRow {
  QuestionnaireId from;
  QuestionnaireId to;
  alerts::MovedBy by;
};
void insert_move(audit::WriteTxn& txn, const MoveRow& move);
std::optional<QuestionnaireId> moved_to(store::ReadTxn& txn, const QuestionnaireId& id);

void put_standing(audit::WriteTxn& txn, const QuestionnaireId& id, const Standing& standing);
void put_ending(audit::WriteTxn& txn, const QuestionnaireId& id,
                api::questionnaires::Ending ending);
// Open again, at this terminal.
void put_open(audit::WriteTxn& txn, const QuestionnaireId& id, const DeviceId& device);

void insert_answer(audit::WriteTxn& txn, const QuestionnaireId& id, const KeptAnswer& answer);
// In the order of their numbers.
std::vector<KeptAnswer> answers_of(store::ReadTxn& txn, const QuestionnaireId& id);

std::vector<DueRule> due_rules(store::ReadTxn& txn);
// Of those that count.
std::optional<UtcTime> last_completed(store::ReadTxn& txn, const ClientId& client,
                                      rules::InstrumentId instrument);

// Where the questionnaire stands now: itself, or in the record that it was moved to.
QuestionnaireId where_it_stands(store::ReadTxn& txn, const QuestionnaireId& id);
api::questionnaires::ScoresReply scores_page(store::ReadTxn& txn, const ClientId& client,
                                             Which which,
                                             const std::optional<QuestionnaireId>& next);
// How far it came.
api::questionnaires::FormProgress progress_of(store::ReadTxn& txn, const QuestionnaireRow& row);

}  // namespace alcove::questionnaires
