// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/questionnaires/questionnaires.h"
#include "tests/support/clinical_clinic.h"

namespace alcove::testing {

using namespace std::chrono_literals;
using questionnaires::Begin;
using questionnaires::Questionnaires;
using rules::InstrumentId;
namespace contract = api::questionnaires;

inline constexpr const char* kPhq9Items[] = {"44250-9", "44255-8", "44259-0", "44254-1", "44251-7",
                                             "44258-2", "44252-5", "44253-3", "44260-8"};
inline constexpr const char* kItem9 = "44260-8";

// The clinic of clinical_clinic.h with María at its lobby terminal, asked as the terminal asks.
struct LobbyClinic : Clinic {
  LobbyClinic() {
    alerts.add_routes(router);
    questionnaires.add_routes(router);
    workers.at("clara").present = true;
    maria = client("María", "López");
    visit = CheckInId::make(box.clock.now(), box.random);
  }

  Result<QuestionnaireId> try_begin(const Begin& begin) {
    return write<QuestionnaireId>(lobby(), [&](audit::WriteTxn& txn) -> Result<QuestionnaireId> {
      return questionnaires.begin(txn, begin);
    });
  }
  QuestionnaireId begin(InstrumentId instrument = InstrumentId::kPhq9) {
    return try_begin({.client = maria,
                      .instrument = instrument,
                      .language = rules::Language::kSpanish,
                      .device = lobby().device,
                      .check_in = visit,
                      .appointment = {}})
        .value();
  }
  contract::AnswerRequest request(const QuestionnaireId& id, std::int64_t number, const char* item,
                                  std::optional<std::int64_t> points) {
    return {.questionnaire = id,
            .number = number,
            .item = item,
            .kind = points ? rules::AnswerKind::kPoints : rules::AnswerKind::kDeclined,
            .points = points,
            .confirmed_at = box.clock.now()};
  }
  bool answer(const QuestionnaireId& id, std::int64_t number, const char* item,
              std::optional<std::int64_t> points) {
    box.clock.advance(100ms);
    return must(contract::answer, request(id, number, item, points), lobby()).show_support;
  }
  // One digit an item; "-" declines, "." was not reached.
  QuestionnaireId answered(const std::string& pattern) {
    const QuestionnaireId id = begin();
    std::int64_t number = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '.') continue;
      const bool declined = pattern[i] == '-';
      answer(id, ++number, kPhq9Items[i],
             declined ? std::nullopt : std::optional<std::int64_t>(pattern[i] - '0'));
    }
    return id;
  }
  std::string finish(const QuestionnaireId& id, contract::Ending ending) {
    return refusal(contract::finish, {id, ending}, lobby());
  }
  contract::ScoreLine score_of(const QuestionnaireId& id) {
    return must(contract::result, {id}, room(), "clara").score;
  }
  std::vector<api::alerts::Pending> alerts_now() {
    return must(api::alerts::pending, wire::Nothing{}, room(), "clara").items;
  }
  std::vector<InstrumentId> due() {
    return box.store
        ->read<std::vector<InstrumentId>>(
            [&](store::ReadTxn& txn) -> Result<std::vector<InstrumentId>> {
              return Questionnaires::due(txn, maria, box.clock.now());
            })
        .value();
  }

  alerts::Alerts alerts{staffing()};
  Questionnaires questionnaires{alerts, find_relation()};
  ClientId maria;
  CheckInId visit;
};

}  // namespace alcove::testing
