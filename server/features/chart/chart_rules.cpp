// SPDX-License-Identifier: Apache-2.0
#include "server/features/chart/chart_rules.h"

#include <algorithm>

namespace alcove::chart {
namespace {

using api::alerts::Alert;
using api::chart::Flag;
using api::chart::FlagKind;
using api::questionnaires::Progress;
using api::questionnaires::ScoreLine;
using rules::CriticalAnswer;

// Declining item 9 says something, also when nothing is answered yet.
bool says_nothing_yet(const ScoreLine& line) {
  return line.progress == Progress::kInProgress && line.answered == 0 &&
         line.critical != CriticalAnswer::kDeclined && !line.critical_was_above_zero;
}

// What its item about not wanting to live says, if it has one and that is not nothing.
std::optional<FlagKind> critical_flag(const ScoreLine& line) {
  switch (line.critical) {
    case CriticalAnswer::kAboveZero:
      return FlagKind::kItem9AboveZero;
    case CriticalAnswer::kDeclined:
      return line.critical_was_above_zero ? FlagKind::kItem9WasAboveZero : FlagKind::kItem9Declined;
    case CriticalAnswer::kZero:
    case CriticalAnswer::kNotReached:
    case CriticalAnswer::kNoSuchItem:
      break;
  }
  if (line.critical_was_above_zero) return FlagKind::kItem9WasAboveZero;
  return std::nullopt;
}

}  // namespace

std::vector<ScoreLine> latest_of(std::span<const ScoreLine> newest_first) {
  std::vector<ScoreLine> latest;
  for (const ScoreLine& line : newest_first) {
    const bool known = std::any_of(latest.begin(), latest.end(), [&](const ScoreLine& one) {
      return one.instrument == line.instrument;
    });
    if (!known && !says_nothing_yet(line) && latest.size() < api::chart::kMaxLatest) {
      latest.push_back(line);
    }
  }
  return latest;
}

std::vector<Flag> flags_of(std::span<const Alert> alerts, std::span<const ScoreLine> latest) {
  std::vector<Flag> flags;
  const auto open = std::find_if(alerts.begin(), alerts.end(), [](const Alert& alert) {
    return !alert.acknowledged && !alert.entered_in_error;
  });
  if (open != alerts.end()) {
    flags.push_back(
        {.kind = FlagKind::kAlertOpen, .questionnaire = open->questionnaire, .since = open->since});
  }
  const auto add = [&](FlagKind kind, const ScoreLine& line) {
    if (flags.size() == api::chart::kMaxFlags) return;
    flags.push_back({.kind = kind,
                     .questionnaire = line.questionnaire,
                     .since = line.ended_at.value_or(line.begun_at)});
  };
  for (const ScoreLine& line : latest) {
    if (const std::optional<FlagKind> kind = critical_flag(line)) add(*kind, line);
  }
  for (const ScoreLine& line : latest) {
    if (line.progress == Progress::kPartial) add(FlagKind::kPartialAnswers, line);
  }
  return flags;
}

}  // namespace alcove::chart
