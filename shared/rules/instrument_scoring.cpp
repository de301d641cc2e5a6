// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/instrument_scoring.h"

#include <algorithm>

namespace alcove::rules {
namespace {

CriticalAnswer critical_answer(const Answer& answer) {
  switch (answer.kind()) {
    case AnswerKind::kPoints:
      return *answer.points() > 0 ? CriticalAnswer::kAboveZero : CriticalAnswer::kZero;
    case AnswerKind::kDeclined:
      return CriticalAnswer::kDeclined;
    case AnswerKind::kNotReached:
      return CriticalAnswer::kNotReached;
  }
  ALCOVE_CHECK(false);
  return CriticalAnswer::kNotReached;
}

// sum / answered × items, a half rounded up, in whole numbers.
int prorated_total(int sum, int answered, int items) {
  return (2 * sum * items + answered) / (2 * answered);
}

}  // namespace

Result<Answer> Answer::of(std::int64_t points) {
  if (points < 0 || points > kMaxPoints) {
    return Error{ErrorCode::kOutOfRange, {}, "an answer has 0 to 3 points"};
  }
  return Answer(AnswerKind::kPoints, static_cast<int>(points));
}

Result<Score> score(const Instrument& instrument, std::span<const Answer> answers) {
  if (answers.size() != instrument.size()) {
    return Error{ErrorCode::kOutOfRange, {}, "one answer for each item"};
  }
  Score score;
  score.items = static_cast<int>(answers.size());
  int sum = 0;
  for (const Answer& answer : answers) {
    if (!answer.points()) continue;
    ++score.answered;
    sum += *answer.points();
  }
  const int missing = score.items - score.answered;
  if (missing <= instrument.max_missing) {
    score.prorated = missing > 0;
    score.total = score.prorated ? prorated_total(sum, score.answered, score.items) : sum;
    score.severity = severity_of(instrument, *score.total);
  }
  if (instrument.critical_item) {
    score.critical = critical_answer(answers[*instrument.critical_item]);
  }
  return score;
}

std::optional<Severity> severity_of(const Instrument& instrument, int total) {
  for (const SeverityBand& band : instrument.bands) {
    if (total >= band.from && total <= band.to) return band.severity;
  }
  return std::nullopt;
}

bool raises_alert(const Instrument& instrument, std::size_t item, const Answer& answer) {
  return instrument.critical_item == item && answer.points().value_or(0) > 0;
}

bool function_item_due(const Instrument& instrument, std::span<const Answer> answers) {
  return !instrument.function_loinc.empty() &&
         std::any_of(answers.begin(), answers.end(),
                     [](const Answer& answer) { return answer.points().value_or(0) > 0; });
}

}  // namespace alcove::rules
