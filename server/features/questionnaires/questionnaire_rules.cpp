// SPDX-License-Identifier: Apache-2.0
#include "server/features/questionnaires/questionnaire_rules.h"

#include <algorithm>
#include <map>

namespace alcove::questionnaires {
namespace {

std::optional<std::size_t> index_of(const rules::Instrument& instrument, std::string_view item) {
  const auto found = std::find(instrument.item_loinc.begin(), instrument.item_loinc.end(), item);
  if (found == instrument.item_loinc.end()) return std::nullopt;
  return static_cast<std::size_t>(found - instrument.item_loinc.begin());
}

bool is_function(const rules::Instrument& instrument, std::string_view item) {
  return !instrument.function_loinc.empty() && item == instrument.function_loinc;
}

}  // namespace

bool confirmed_before(const KeptAnswer& a, const KeptAnswer& b) {
  return std::pair(a.confirmed_at, a.number) < std::pair(b.confirmed_at, b.number);
}

Result<rules::Answer> checked_answer(const rules::Instrument& instrument,
                                     const api::questionnaires::AnswerRequest& request) {
  if (!index_of(instrument, request.item) && !is_function(instrument, request.item)) {
    return Error{ErrorCode::kOutOfRange, "item", "the questionnaire has no such item"};
  }
  const Error no_points{ErrorCode::kOutOfRange, "points", "points go with the kind points"};
  switch (request.kind) {
    case rules::AnswerKind::kPoints:
      if (!request.points) return no_points;
      return rules::Answer::of(*request.points);
    case rules::AnswerKind::kDeclined:
      if (request.points) return no_points;
      return rules::Answer::declined();
    case rules::AnswerKind::kNotReached:
      break;
  }
  return Error{ErrorCode::kOutOfRange, "kind", "an item that was not reached has no answer"};
}

Standing standing_of(const rules::Instrument& instrument, std::span<const KeptAnswer> answers) {
  std::map<std::string, const KeptAnswer*, std::less<>> last;
  Standing standing;
  for (const KeptAnswer& kept : answers) {
    const KeptAnswer*& of_item = last[kept.item];
    if (of_item == nullptr || confirmed_before(*of_item, kept)) of_item = &kept;
    if (calls_for_a_person(instrument, kept.item, kept.answer)) {
      standing.critical_was_above_zero = true;
    }
  }
  std::vector<rules::Answer> by_item;
  for (const std::string_view item : instrument.item_loinc) {
    const auto found = last.find(item);
    by_item.push_back(found == last.end() ? rules::Answer() : found->second->answer);
    (found == last.end() ? standing.missing : standing.done).emplace_back(item);
  }
  standing.score = rules::score(instrument, by_item).value();
  if (instrument.function_loinc.empty()) return standing;
  const auto function = last.find(instrument.function_loinc);
  if (function != last.end()) {
    standing.function = function->second->answer.points();
    standing.done.emplace_back(instrument.function_loinc);
  } else if (rules::function_item_due(instrument, by_item)) {
    standing.missing.emplace_back(instrument.function_loinc);
  }
  return standing;
}

bool calls_for_a_person(const rules::Instrument& instrument, const std::string& item,
                        const rules::Answer& answer) {
  const std::optional<std::size_t> index = index_of(instrument, item);
  return index && rules::raises_alert(instrument, *index, answer);
}

bool is_due(const DueRule& rule, std::optional<UtcTime> last_completed, UtcTime now) {
  return !last_completed || now - *last_completed >= std::chrono::days(rule.every_days);
}

std::vector<rules::InstrumentId> within_cap(const std::vector<rules::InstrumentId>& due,
                                            std::size_t max_items) {
  std::vector<rules::InstrumentId> put;
  std::size_t items = 0;
  for (const rules::InstrumentId id : due) {
    const rules::Instrument& instrument = rules::instrument(id);
    const std::size_t more = instrument.size() + (instrument.function_loinc.empty() ? 0 : 1);
    if (items + more > max_items) continue;
    items += more;
    put.push_back(id);
  }
  return put;
}

}  // namespace alcove::questionnaires
