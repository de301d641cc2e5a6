// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "server/access/access_decision.h"
#include "server/features/questionnaires/questionnaire_rules.h"
#include "server/features/questionnaires/questionnaire_store.h"
#include "server/features/questionnaires/questionnaires.h"

namespace alcove::questionnaires {
namespace {

using access::Principal;
using audit::WriteTxn;
using http::Answer;
using store::ReadTxn;
namespace contract = api::questionnaires;

Result<Answer<contract::OpenReply>> read_open(const Principal& terminal,
                                              const contract::OpenRequest& request, ReadTxn& txn) {
  contract::OpenReply reply;
  for (const QuestionnaireRow& row : questionnaires_of(txn, request.check_in)) {
    if (row.begun.device != terminal.device || row.ending || row.score.entered_in_error) continue;
    const std::vector<KeptAnswer> answers = answers_of(txn, row.score.questionnaire);
    Standing standing = standing_of(rules::instrument(row.begun.instrument), answers);
    reply.items.push_back({.questionnaire = row.score.questionnaire,
                           .instrument = row.begun.instrument,
                           .done = std::move(standing.done),
                           .next_number = answers.empty() ? 1 : answers.back().number + 1});
  }
  audit::Event event{.action = "questionnaire.list_open",
                     .record = audit::as_record(request.check_in),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<contract::OpenReply>{std::move(reply), {std::move(event)}};
}

}  // namespace

Result<Answer<contract::ScoresReply>> Questionnaires::read_scores(
    const Principal& who, const contract::ScoresRequest& request, ReadTxn& txn) {
  ALCOVE_TRY(access::decide(who, wire::Permission::kChartRead,
                            find_relation_(txn, request.client, who.staff())));
  contract::ScoresReply reply = scores(txn, request.client, request.next);
  audit::Event event{.action = "questionnaire.scores",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<contract::ScoresReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::ScoresReply>> Questionnaires::read_entered_in_error(
    const Principal& who, const contract::ScoresRequest& request, ReadTxn& txn) {
  ALCOVE_TRY(access::decide(who, wire::Permission::kChartRead,
                            find_relation_(txn, request.client, who.staff())));
  contract::ScoresReply reply =
      scores_page(txn, request.client, Which::kEnteredInError, request.next);
  audit::Event event{.action = "questionnaire.entered_in_error",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<contract::ScoresReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<contract::ResultReply>> Questionnaires::read_result(
    const Principal& who, const contract::ResultRequest& request, ReadTxn& txn) {
  std::optional<QuestionnaireRow> row = find_questionnaire(txn, request.questionnaire);
  if (!row) {
    return Error{ErrorCode::kNotFound, "questionnaire", "there is no such questionnaire"};
  }
  ALCOVE_TRY(access::decide(who, wire::Permission::kChartRead,
                            find_relation_(txn, row->begun.client, who.staff())));
  contract::ResultReply reply;
  reply.client = row->begun.client;
  reply.check_in = row->begun.check_in;
  reply.score = row->score;
  std::map<std::string, const KeptAnswer*> last;
  const std::vector<KeptAnswer> answers = answers_of(txn, request.questionnaire);
  for (const KeptAnswer& kept : answers) {
    const KeptAnswer*& of_item = last[kept.item];
    if (of_item == nullptr || confirmed_before(*of_item, kept)) of_item = &kept;
  }
  for (const KeptAnswer& kept : answers) {
    const auto points = kept.answer.points();
    reply.answers.push_back({.number = kept.number,
                             .item = kept.item,
                             .kind = kept.answer.kind(),
                             .points = points ? std::optional<std::int64_t>(*points) : std::nullopt,
                             .confirmed_at = kept.confirmed_at,
                             .stands = last[kept.item] == &kept});
  }
  audit::Event event{.action = "questionnaire.open",
                     .client = row->begun.client,
                     .record = audit::as_record(request.questionnaire)};
  return Answer<contract::ResultReply>{std::move(reply), {std::move(event)}};
}

void Questionnaires::add_routes(http::Router& router) {
  router.on_write<contract::AnswerRequest, contract::AnswerReply>(
      contract::answer,
      [this](const Principal& terminal, const contract::AnswerRequest& request, WriteTxn& txn) {
        return answer(txn, terminal.device, request, Delivery::kLive);
      });
  router.on_write<contract::FinishRequest, wire::Nothing>(
      contract::finish,
      [](const Principal& terminal, const contract::FinishRequest& request, WriteTxn& txn) {
        return finish(txn, terminal.device, request, Delivery::kLive);
      });
  router.on_read<contract::OpenRequest, contract::OpenReply>(contract::open, read_open);
  router.on_read<contract::ScoresRequest, contract::ScoresReply>(
      contract::scores, [this](const Principal& who, const contract::ScoresRequest& request,
                               ReadTxn& txn) { return read_scores(who, request, txn); });
  router.on_read<contract::ScoresRequest, contract::ScoresReply>(
      contract::entered_in_error,
      [this](const Principal& who, const contract::ScoresRequest& request, ReadTxn& txn) {
        return read_entered_in_error(who, request, txn);
      });
  router.on_read<contract::ResultRequest, contract::ResultReply>(
      contract::result, [this](const Principal& who, const contract::ResultRequest& request,
                               ReadTxn& txn) { return read_result(who, request, txn); });
}

}  // namespace alcove::questionnaires
