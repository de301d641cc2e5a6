// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/access/device_store.h"
#include "server/features/questionnaires/questionnaire_rules.h"
#include "server/features/questionnaires/questionnaire_store.h"
#include "server/features/questionnaires/questionnaires.h"
#include "shared/wire/json.h"

// What comes from the lobby by way of a spool, and what the desk may know of it.
namespace alcove::questionnaires {
namespace {

namespace contract = api::questionnaires;
using api::appointments::BoardRow;
using api::appointments::Flag;

// The request of a record: from a lobby terminal, where nobody of the staff writes.
template <class Request>
Result<Request> request_in(store::ReadTxn& txn, const api::spool::Record& record) {
  const auto device = access::find_device(txn, record.device);
  if (!device || device->station != wire::Station::kLobby || record.author) {
    return Error{ErrorCode::kWrongStation, {}, "questionnaires are answered in the lobby"};
  }
  return wire::decode<Request>(record.body, wire::UnknownFields::kRefuse);
}

// The instrument that has this item as the one that calls for a person.
const rules::Instrument* critical_instrument(const std::string& item) {
  for (const rules::InstrumentId id : rules::kInstruments) {
    const rules::Instrument& one = rules::instrument(id);
    if (one.critical_item && one.item_loinc[*one.critical_item] == item) return &one;
  }
  return nullptr;
}

}  // namespace

contract::FormProgress progress_of(store::ReadTxn& txn, const QuestionnaireRow& row) {
  const rules::Instrument& instrument = rules::instrument(row.begun.instrument);
  const Standing standing = standing_of(instrument, answers_of(txn, row.score.questionnaire));
  const auto not_put =
      std::count_if(standing.missing.begin(), standing.missing.end(),
                    [&](const std::string& item) { return item != instrument.function_loinc; });
  const auto items = static_cast<std::int64_t>(instrument.size());
  return {.instrument = row.begun.instrument,
          .progress = row.score.progress,
          .done = items - not_put,
          .items = items,
          .begun_at = row.score.begun_at,
          .ended_at = row.score.ended_at};
}

void Questionnaires::look_at_set_aside(const spool::Arrived& arrived, audit::WriteTxn& txn,
                                       const UnknownPerson& unknown) {
  const auto request = request_in<contract::AnswerRequest>(txn, arrived.record);
  if (!request) return;
  const rules::Instrument* const instrument = critical_instrument(request->item);
  if (instrument == nullptr) return;
  const Result<rules::Answer> given = checked_answer(*instrument, *request);
  if (!given || !calls_for_a_person(*instrument, request->item, *given)) return;
  const auto row = find_questionnaire(txn, where_it_stands(txn, request->questionnaire));
  if (!row) {
    if (unknown.call) unknown.call(arrived, request->questionnaire, txn);
    return;
  }
  const std::vector<KeptAnswer> kept = answers_of(txn, row->score.questionnaire);
  const bool in_record = std::any_of(kept.begin(), kept.end(), [&](const KeptAnswer& one) {
    return one.item == request->item && one.answer == *given && one.number == request->number;
  });
  if (in_record) return;  // and with it, its alert
  alerts_.raise(txn, {.client = row->begun.client,
                      .source = api::alerts::Source::kPhq9Item9SetAside,
                      .questionnaire = row->score.questionnaire,
                      .appointment = row->begun.appointment});
}

void Questionnaires::add_spool_kinds(spool::Handlers& handlers, const UnknownPerson& unknown) {
  using api::spool::Outcome;
  for (const std::string_view kind : {contract::kAnswerKind, contract::answer.path}) {
    handlers.when_set_aside(std::string(kind),
                            [this, unknown](const spool::Arrived& arrived, audit::WriteTxn& txn) {
                              look_at_set_aside(arrived, txn, unknown);
                            });
    handlers.on(
        std::string(kind),
        [this, unknown](const spool::Arrived& arrived, audit::WriteTxn& txn) -> Result<Outcome> {
          ALCOVE_ASSIGN(const auto request,
                        request_in<contract::AnswerRequest>(txn, arrived.record));
          ALCOVE_TRY(answer(txn, arrived.record.device, request, Delivery::kReplayed));
          const QuestionnaireId here = where_it_stands(txn, request.questionnaire);
          if (unknown.found && alerts::Alerts::any_of(txn, here)) {
            unknown.found(request.questionnaire, txn);
          }
          return Outcome::kApplied;
        });
  }
  for (const std::string_view kind : {contract::kFinishKind, contract::finish.path}) {
    handlers.on(std::string(kind),
                [](const spool::Arrived& arrived, audit::WriteTxn& txn) -> Result<Outcome> {
                  ALCOVE_ASSIGN(const auto request,
                                request_in<contract::FinishRequest>(txn, arrived.record));
                  ALCOVE_TRY(finish(txn, arrived.record.device, request, Delivery::kReplayed));
                  return Outcome::kApplied;
                });
  }
}

std::optional<Questionnaires::Whose> Questionnaires::whose(store::ReadTxn& txn,
                                                           const QuestionnaireId& questionnaire) {
  const auto row = find_questionnaire(txn, where_it_stands(txn, questionnaire));
  if (!row) return std::nullopt;
  return Whose{row->begun.client, row->begun.instrument};
}

std::vector<contract::FormProgress> Questionnaires::progress(store::ReadTxn& txn,
                                                             const ClientId& client,
                                                             UtcTime since) {
  std::vector<contract::FormProgress> all;
  for (const QuestionnaireRow& row : questionnaires_since(txn, client, since)) {
    all.push_back(progress_of(txn, row));
  }
  return all;
}

void Questionnaires::add_flags(store::ReadTxn& txn, std::span<BoardRow> rows) {
  for (BoardRow& row : rows) {
    for (const QuestionnaireRow& one : questionnaires_of(txn, row.appointment.id)) {
      switch (one.score.progress) {
        case contract::Progress::kInProgress:
          api::appointments::add_flag(row, Flag::kFormsDue);
          break;
        case contract::Progress::kPartial:
          api::appointments::add_flag(row, Flag::kPartialAnswers);
          break;
        case contract::Progress::kCompleted:
          break;
      }
    }
  }
}

}  // namespace alcove::questionnaires
