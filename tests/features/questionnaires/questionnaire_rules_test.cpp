// SPDX-License-Identifier: Apache-2.0
#include "server/features/questionnaires/questionnaire_rules.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::questionnaires;
using namespace std::chrono_literals;
using rules::InstrumentId;

namespace {

const UtcTime kStart = parse_utc("2026-11-24T15:00:00.000Z").value();

KeptAnswer points(std::int64_t number, const char* item, std::int64_t value,
                  std::chrono::milliseconds later = 0ms) {
  return {number, item, rules::Answer::of(value).value(), kStart + later};
}

}  // namespace

TEST_CASE("an instrument is due again after its days, to the millisecond") {
  const DueRule rule{InstrumentId::kPhq9, 6};
  CHECK(is_due(rule, std::nullopt, kStart));
  CHECK_FALSE(is_due(rule, kStart, kStart + 6 * 24h - 1ms));
  CHECK(is_due(rule, kStart, kStart + 6 * 24h));
}

TEST_CASE("a visit puts as many items as its cap, and an instrument that does not fit waits") {
  // PHQ-9 has nine items and the function item, GAD-7 seven.
  const std::vector both{InstrumentId::kPhq9, InstrumentId::kGad7};
  const std::vector only_phq9{InstrumentId::kPhq9};
  const std::vector only_gad7{InstrumentId::kGad7};
  const std::size_t gad7 =
      7 + (rules::instrument(InstrumentId::kGad7).function_loinc.empty() ? 0U : 1U);
  CHECK(within_cap(both) == both);
  CHECK(within_cap(both, 10 + gad7) == both);
  CHECK(within_cap(both, 10 + gad7 - 1) == only_phq9);
  CHECK(within_cap(both, 9) == only_gad7);
  CHECK(within_cap(both, 0).empty());
}

TEST_CASE("the answer confirmed last stands, and what was above zero on item 9 is not forgotten") {
  const rules::Instrument& phq9 = rules::instrument(InstrumentId::kPhq9);
  const std::vector answers{points(1, "44260-8", 2), points(2, "44260-8", 0)};
  const Standing standing = standing_of(phq9, answers);
  CHECK(standing.score.critical == rules::CriticalAnswer::kZero);
  CHECK(standing.critical_was_above_zero);
  CHECK(standing.done == std::vector<std::string>{"44260-8"});
  CHECK(standing.missing.size() == 8);  // the function item is not due: nothing is above zero now
}

TEST_CASE("an answer that comes late does not displace one that was confirmed after it") {
  const rules::Instrument& phq9 = rules::instrument(InstrumentId::kPhq9);
  const std::vector answers{points(1, "44250-9", 1, 5s), points(2, "44250-9", 3, 1s)};
  CHECK(standing_of(phq9, answers).score.answered == 1);
  CHECK(standing_of(phq9, {answers.data(), 2}).missing.size() ==
        9);  // eight, and the function item
  CHECK(confirmed_before(answers[1], answers[0]));
  CHECK_FALSE(confirmed_before(answers[0], answers[1]));
}

TEST_CASE("the function item is asked after the others when something is above zero") {
  const rules::Instrument& phq9 = rules::instrument(InstrumentId::kPhq9);
  std::vector<KeptAnswer> answers;
  std::int64_t number = 0;
  for (const std::string_view item : phq9.item_loinc) {
    answers.push_back(points(++number, std::string(item).c_str(), 0));
  }
  CHECK(standing_of(phq9, answers).missing.empty());
  answers[0].answer = rules::Answer::of(1).value();
  CHECK(standing_of(phq9, answers).missing == std::vector<std::string>{"69722-7"});
  answers.push_back(points(10, "69722-7", 3));
  const Standing done = standing_of(phq9, answers);
  CHECK(done.missing.empty());
  CHECK(done.function == 3);
  CHECK(done.score.total == 1);
}

TEST_CASE("an answer needs an item of the questionnaire and points exactly where it has points") {
  const rules::Instrument& gad7 = rules::instrument(InstrumentId::kGad7);
  api::questionnaires::AnswerRequest request;
  request.item = "44260-8";  // of PHQ-9
  request.kind = rules::AnswerKind::kDeclined;
  CHECK(checked_answer(gad7, request).error().field == "item");
  request.item = "69725-0";
  CHECK(checked_answer(gad7, request).value() == rules::Answer::declined());
  request.points = 1;
  CHECK(checked_answer(gad7, request).error().field == "points");
  request.kind = rules::AnswerKind::kPoints;
  CHECK(checked_answer(gad7, request).value() == rules::Answer::of(1).value());
  request.points.reset();
  CHECK(checked_answer(gad7, request).error().field == "points");
  request.kind = rules::AnswerKind::kNotReached;
  CHECK(checked_answer(gad7, request).error().field == "kind");
}
