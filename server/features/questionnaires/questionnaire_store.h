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
// In the order in which they were begun.
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const CheckInId& check_in);
std::vector<QuestionnaireRow> questionnaires_since(store::ReadTxn& txn, const ClientId& client,
                                                   UtcTime since);
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const AppointmentId& visit);
std::vector<QuestionnaireRow> open_at(store::ReadTxn& txn, const DeviceId& device);
// The newest first, older than `before`.
std::vector<QuestionnaireRow> questionnaires_of(store::ReadTxn& txn, const ClientId& client,
                                                const std::optional<QuestionnaireId>& before,
                                                std::size_t limit);

void put_standing(audit::WriteTxn& txn, const QuestionnaireId& id, const Standing& standing);
void put_ending(audit::WriteTxn& txn, const QuestionnaireId& id,
                api::questionnaires::Ending ending);
// Open again, at this terminal.
void put_open(audit::WriteTxn& txn, const QuestionnaireId& id, const DeviceId& device);

void insert_answer(audit::WriteTxn& txn, const QuestionnaireId& id, const KeptAnswer& answer);
// In the order of their numbers.
std::vector<KeptAnswer> answers_of(store::ReadTxn& txn, const QuestionnaireId& id);

std::vector<DueRule> due_rules(store::ReadTxn& txn);
std::optional<UtcTime> last_completed(store::ReadTxn& txn, const ClientId& client,
                                      rules::InstrumentId instrument);

}  // namespace alcove::questionnaires
