// SPDX-License-Identifier: Apache-2.0
#include "server/features/questionnaires/questionnaires.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/features/clients/clients.h"
#include "server/features/questionnaires/questionnaire_rules.h"
#include "server/features/questionnaires/questionnaire_store.h"
#include "server/http/live_events.h"
#include "shared/crypto/derived_uuid.h"

namespace alcove::questionnaires {
namespace {

using api::questionnaires::AnswerReply;
using api::questionnaires::Ending;
using api::questionnaires::ScoresReply;
using audit::WriteTxn;
using store::ReadTxn;

audit::Event event_of(const char* action, const QuestionnaireRow& row, std::string detail) {
  return {.action = action,
          .client = row.begun.client,
          .record = audit::as_record(row.score.questionnaire),
          .detail = std::move(detail)};
}

void tell_charts(WriteTxn& txn, const ClientId& client) {
  http::publish(txn, api::live::Kind::kChartChanged, audit::as_record(client));
}

// How far it is, the desk sees.
void tell_desk(WriteTxn& txn, const QuestionnaireRow& row) {
  if (!row.begun.appointment) return;
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(*row.begun.appointment));
}

// What a questionnaire's end leaves in the chain: how far it went, never what it came to.
void end(WriteTxn& txn, const QuestionnaireRow& row, Ending ending) {
  put_ending(txn, row.score.questionnaire, ending);
  txn.record(event_of(
      "questionnaire.finish", row,
      fmt::format("instrument={} ending={} answered={} of {}", wire::word_of(row.begun.instrument),
                  wire::word_of(ending), row.score.answered, row.score.items)));
  tell_charts(txn, row.begun.client);
  tell_desk(txn, row);
}

// The questionnaire, if it is the terminal's own: to any other terminal it is not there. What comes
// from a spool was answered while it still was. One that was moved to the right record is there.
Result<QuestionnaireRow> find_own(ReadTxn& txn, const QuestionnaireId& id, const DeviceId& device,
                                  Delivery delivery) {
  std::optional<QuestionnaireRow> row = find_questionnaire(txn, where_it_stands(txn, id));
  if (!row || (row->begun.device != device && delivery == Delivery::kLive)) {
    return Error{ErrorCode::kNotFound, "questionnaire", "there is no such questionnaire here"};
  }
  return *row;
}

Error ended() {
  return {ErrorCode::kWrongState, "questionnaire", "the questionnaire has ended"};
}

// The number under which an answer is kept: its own, or nothing when it is there already. A
// replayed one whose number was taken meanwhile, at the terminal where the client went on, gets the
// next.
Result<std::optional<std::int64_t>> number_for(const std::vector<KeptAnswer>& answers,
                                               const api::questionnaires::AnswerRequest& request,
                                               const rules::Answer& given, Delivery delivery) {
  const auto before = std::find_if(answers.begin(), answers.end(), [&](const KeptAnswer& kept) {
    return kept.number == request.number;
  });
  if (before == answers.end()) return std::optional(request.number);
  if (before->item == request.item && before->answer == given) {
    return std::optional<std::int64_t>();
  }
  if (delivery == Delivery::kLive) {
    return Error{ErrorCode::kConflict, "number", "this number holds another answer"};
  }
  const std::int64_t next = answers.back().number + 1;
  if (next > api::questionnaires::kMaxAnswers) {
    return Error{ErrorCode::kTooMany, "number", "too many answers in one questionnaire"};
  }
  return std::optional(next);
}

}  // namespace

std::vector<rules::InstrumentId> Questionnaires::due(ReadTxn& txn, const ClientId& client,
                                                     UtcTime now) {
  std::vector<rules::InstrumentId> due;
  for (const DueRule& rule : due_rules(txn)) {
    if (is_due(rule, last_completed(txn, client, rule.instrument), now)) {
      due.push_back(rule.instrument);
    }
  }
  return within_cap(due);
}

Result<QuestionnaireId> Questionnaires::begin(WriteTxn& txn, const Begin& begin) {
  if (!clients::record_number_of(txn, begin.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  for (const QuestionnaireRow& left : open_at(txn, begin.device)) {
    // One that comes back after a restore does not end what somebody answers there now.
    const bool later = txn.is_replay() && left.score.begun_at > txn.now();
    if (left.begun.check_in != begin.check_in && !later) end(txn, left, Ending::kForgotten);
  }
  const std::vector<QuestionnaireRow> of_visit = questionnaires_of(txn, begin.check_in);
  for (const QuestionnaireRow& row : of_visit) {
    if (row.begun.instrument != begin.instrument || row.begun.client != begin.client) continue;
    const QuestionnaireId id = row.score.questionnaire;
    if (row.ending != Ending::kCompleted) put_open(txn, id, begin.device);
    txn.record(event_of("questionnaire.resume", row, std::string(wire::word_of(begin.instrument))));
    return id;
  }
  if (of_visit.size() >= api::questionnaires::kMaxQuestionnaires) {
    return Error{ErrorCode::kTooMany, "check_in", "too many questionnaires for one visit"};
  }
  // Found again under the same id when the arrival comes back after a restore.
  const QuestionnaireId id(crypto::derived_uuid(
      begin.check_in.bytes(),
      fmt::format("questionnaire {} {}", begin.client.text(), wire::word_of(begin.instrument))));
  insert_questionnaire(txn, id, begin, standing_of(rules::instrument(begin.instrument), {}));
  txn.record({.action = "questionnaire.begin",
              .client = begin.client,
              .record = audit::as_record(id),
              .detail = fmt::format("instrument={} language={}", wire::word_of(begin.instrument),
                                    wire::word_of(begin.language))});
  return id;
}

void Questionnaires::leave(WriteTxn& txn, const DeviceId& device, Ending ending) {
  for (const QuestionnaireRow& row : open_at(txn, device)) end(txn, row, ending);
}

Result<AnswerReply> Questionnaires::answer(WriteTxn& txn, const DeviceId& device,
                                           const api::questionnaires::AnswerRequest& request,
                                           Delivery delivery) {
  ALCOVE_ASSIGN(const QuestionnaireRow row, find_own(txn, request.questionnaire, device, delivery));
  const QuestionnaireId id = row.score.questionnaire;
  // Moved while its answer was on the way: then it comes late, and nothing of it is lost.
  if (id != request.questionnaire) delivery = Delivery::kReplayed;
  const rules::Instrument& instrument = rules::instrument(row.begun.instrument);
  ALCOVE_ASSIGN(const rules::Answer given, checked_answer(instrument, request));
  std::vector<KeptAnswer> answers = answers_of(txn, id);
  AnswerReply reply{.show_support = calls_for_a_person(instrument, request.item, given)};
  reply.nobody_hears = reply.show_support && !alerts_.somebody_hears();
  ALCOVE_ASSIGN(const std::optional<std::int64_t> number,
                number_for(answers, request, given, delivery));
  if (!number) {
    txn.record(event_of("questionnaire.answer", row, "again"));
    return reply;
  }
  // What was answered while the box was away still belongs to the questionnaire that was left.
  if (row.ending && delivery == Delivery::kLive) return ended();
  answers.push_back({.number = *number,
                     .item = request.item,
                     .answer = given,
                     .confirmed_at = std::min(request.confirmed_at, txn.now())});
  insert_answer(txn, id, answers.back());
  put_standing(txn, id, standing_of(instrument, answers));
  txn.record(event_of("questionnaire.answer", row, fmt::format("number={}", *number)));
  if (reply.show_support) {
    alerts_.raise(txn, {.client = row.begun.client,
                        .source = api::alerts::Source::kPhq9Item9,
                        .questionnaire = id,
                        .appointment = row.begun.appointment});
  }
  if (reply.show_support || row.ending) tell_charts(txn, row.begun.client);
  tell_desk(txn, row);
  return reply;
}

Result<wire::Nothing> Questionnaires::finish(WriteTxn& txn, const DeviceId& device,
                                             const api::questionnaires::FinishRequest& request,
                                             Delivery delivery) {
  ALCOVE_ASSIGN(const QuestionnaireRow row, find_own(txn, request.questionnaire, device, delivery));
  const QuestionnaireId id = row.score.questionnaire;
  if (id != request.questionnaire) delivery = Delivery::kReplayed;
  if (row.ending == request.ending) {
    txn.record(event_of("questionnaire.finish", row, "again"));
    return wire::Nothing{};
  }
  // A replayed "completed" says more than the "forgotten" that the box had to assume.
  const bool more_is_known = delivery == Delivery::kReplayed && row.ending == Ending::kForgotten;
  if (row.ending && !more_is_known) return ended();
  if (request.ending == Ending::kCompleted) {
    const Standing standing =
        standing_of(rules::instrument(row.begun.instrument), answers_of(txn, id));
    if (!standing.missing.empty()) {
      return Error{ErrorCode::kMissingField, "ending", "an item was not reached yet"};
    }
  }
  end(txn, row, request.ending);
  return wire::Nothing{};
}

ScoresReply scores_page(ReadTxn& txn, const ClientId& client, Which which,
                        const std::optional<QuestionnaireId>& next) {
  ScoresReply reply;
  for (const QuestionnaireRow& row :
       questionnaires_of(txn, {.client = client,
                              .which = which,
                              .before = next,
                              .limit = api::questionnaires::kMaxResults + 1})) {
    if (reply.items.size() == api::questionnaires::kMaxResults) {
      reply.next = reply.items.back().questionnaire;
      break;
    }
    reply.items.push_back(row.score);
  }
  reply.entered_in_error = count_entered_in_error(txn, client);
  return reply;
}

ScoresReply Questionnaires::scores(ReadTxn& txn, const ClientId& client,
                                   const std::optional<QuestionnaireId>& next) {
  return scores_page(txn, client, Which::kCounted, next);
}

}  // namespace alcove::questionnaires
