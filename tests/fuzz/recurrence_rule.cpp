// SPDX-License-Identifier: Apache-2.0
// A recurrence rule as it is typed, and the dates that a rule which was taken comes to: what is
// taken is written and read back as the same rule, and its dates ascend.
#include "shared/rules/recurrence_rule.h"

#include "server/formats/recurrence.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

constexpr std::size_t kDates = 20;

void check_dates(const rules::RecurrenceRule& rule) {
  // A Monday, the first of a month and of a year.
  recurrence::Series series{.start = parse_local("2029-01-01T02:30").value(),
                            .zone = Zone::named("America/New_York").value(),
                            .rule = rule,
                            .exdates = {}};
  const Result<recurrence::Expansion> expansion = recurrence::expand(series, kDates);
  if (!expansion) {
    fuzz::require(expansion.error().field == "start" || expansion.error().field == "rule",
                  "a rule that was taken is refused for its start or its end alone");
    return;
  }
  fuzz::require(expansion->instances.size() <= kDates, "no more dates than asked for");
  for (std::size_t i = 1; i < expansion->instances.size(); ++i) {
    fuzz::require(expansion->instances[i - 1].utc < expansion->instances[i].utc, "dates ascend");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<rules::RecurrenceRule> rule = rules::parse_recurrence_rule(as_text({data, size}));
  if (!rule) {
    fuzz::require(rule.error().field == "rule" && !rule.error().detail.empty(),
                  "a refusal says why");
    return 0;
  }
  const std::string text = rules::format_recurrence_rule(*rule);
  const Result<rules::RecurrenceRule> again = rules::parse_recurrence_rule(text);
  fuzz::require(again && *again == *rule, "a rule that is written is read as the same rule");
  fuzz::require(rules::format_recurrence_rule(*again) == text, "a rule has one spelling");
  check_dates(*rule);
  return 0;
}
