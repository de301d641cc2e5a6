// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/api/questionnaire_results.h"

// What answers mean and when a questionnaire is due. Pure and thread-safe.
namespace alcove::questionnaires {

// A confirmed answer as it is kept.
struct KeptAnswer {
  std::int64_t number = 0;
  std::string item;
  rules::Answer answer;
  UtcTime confirmed_at;
};

// The one confirmed last stands. Numbers decide where the times are the same.
bool confirmed_before(const KeptAnswer& a, const KeptAnswer& b);

// The answer of a request. kOutOfRange with the field: an item that the instrument does not have, a
// kind that is no answer, points that do not go with the kind.
Result<rules::Answer> checked_answer(const rules::Instrument& instrument,
                                     const api::questionnaires::AnswerRequest& request);

// What a questionnaire's answers come to: for each item the answer confirmed last stands.
struct Standing {
  rules::Score score;
  std::optional<int> function;
  bool critical_was_above_zero = false;
  std::vector<std::string> done;     // items answered or declined, function item too
  std::vector<std::string> missing;  // items that are still to be put
};
Standing standing_of(const rules::Instrument& instrument, std::span<const KeptAnswer> answers);

// Whether confirming this answer calls for a person now.
bool calls_for_a_person(const rules::Instrument& instrument, const std::string& item,
                        const rules::Answer& answer);

// Due: at each visit unless completed less than `every_days` days ago.
struct DueRule {
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  std::int64_t every_days = 0;
};
bool is_due(const DueRule& rule, std::optional<UtcTime> last_completed, UtcTime now);

// A visit puts so many items at most (about ten minutes); what does not fit waits for the next.
inline constexpr std::size_t kMaxItemsPerVisit = 40;
std::vector<rules::InstrumentId> within_cap(const std::vector<rules::InstrumentId>& due,
                                            std::size_t max_items = kMaxItemsPerVisit);

}  // namespace alcove::questionnaires
