// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_rules.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "server/formats/recurrence.h"

namespace alcove::series {
namespace {

using rules::AppointmentState;

Result<recurrence::Series> repeating(const Terms& terms, const Zone& zone) {
  ALCOVE_ASSIGN(const rules::RecurrenceRule rule, rules::parse_recurrence_rule(terms.rule));
  recurrence::Series series{.start = terms.start, .zone = zone, .rule = rule, .exdates = {}};
  for (const LocalDateTime one : terms.extra_dates) {
    if (one >= terms.start) series.rdates.push_back(one);
  }
  return series;
}

Error strange_extra(const char* detail) {
  return {ErrorCode::kOutOfRange, "extra_dates", detail};
}

// Whatever has happened on the day, or was said not to: nothing that a rule may change.
bool has_happened(AppointmentState state) {
  switch (state) {
    case AppointmentState::kArrived:
    case AppointmentState::kRoomed:
    case AppointmentState::kInSession:
    case AppointmentState::kCheckedOut:
    case AppointmentState::kNoShow:
    case AppointmentState::kLeftWithoutBeingSeen:
      return true;
    case AppointmentState::kScheduled:
    case AppointmentState::kConfirmed:
    case AppointmentState::kCancelledByClient:
    case AppointmentState::kLateCancelled:
    case AppointmentState::kCancelledByClinic:
    case AppointmentState::kEnteredInError:
    case AppointmentState::kRescheduled:
      return false;
  }
  ALCOVE_CHECK(false);
  return true;
}

}  // namespace

Touch touch_of(const Row& row, const Appointment& visit, bool moved, Documented documented,
               UtcTime now) {
  const bool documents = documented == Documented::kYes;
  if (documents || visit.start_time < now || has_happened(visit.state)) return Touch::kFrozen;
  if (row.by_hand || moved || !rules::is_open(visit.state)) return Touch::kByHand;
  // A series gives its visits in the clinic.
  const bool telehealth = api::appointments::is_telehealth(visit.modality);
  return is_as_given(row, visit) && !telehealth ? Touch::kNone : Touch::kByHand;
}

bool is_as_given(const Row& row, const Appointment& visit) {
  return visit.clinician == row.clinician && visit.room == row.room &&
         std::is_permutation(visit.resources.begin(), visit.resources.end(), row.resources.begin(),
                             row.resources.end());
}

LocalDate horizon(LocalDate today) {
  return LocalDate(std::chrono::local_days(today) + std::chrono::days(api::series::kHorizonDays));
}

Result<std::vector<RuleDate>> rule_dates(const Terms& terms, const Zone& zone, LocalDate last) {
  ALCOVE_ASSIGN(const recurrence::Series series, repeating(terms, zone));
  const auto days =
      std::chrono::local_days(last) - std::chrono::floor<std::chrono::days>(terms.start);
  // One a day at most, whatever the rule, and those that were added.
  const auto added = static_cast<std::int64_t>(series.rdates.size());
  const auto most =
      std::clamp<std::int64_t>(days.count() + 2 + added, 1, recurrence::kMaxInstances);
  ALCOVE_ASSIGN(const recurrence::Expansion found,
                recurrence::expand(series, static_cast<std::size_t>(most)));
  const LocalDate end = terms.last_day ? std::min(*terms.last_day, last) : last;
  std::vector<RuleDate> dates;
  for (const LocalDateTime early : terms.extra_dates) {
    if (early >= terms.start) break;
    dates.push_back({early, zone.to_utc(early), !zone.exists(early), true});
  }
  for (const recurrence::Instance& one : found.instances) {
    if (date_of(one.said) > end) break;
    const bool is_added = std::ranges::binary_search(terms.extra_dates, one.said);
    dates.push_back({one.said, one.utc, one.shifted_from_gap, is_added});
  }
  return dates;
}

Result<std::vector<LocalDateTime>> extra_dates_of(const Terms& terms, const Zone& zone,
                                                  LocalDateTime earliest) {
  const std::vector<LocalDateTime>& extra = terms.extra_dates;
  if (extra.empty()) return extra;
  if (!std::ranges::is_sorted(extra)) return strange_extra("in order");
  if (std::ranges::adjacent_find(extra, std::ranges::equal_to(), date_of) != extra.end()) {
    return strange_extra("one date a day");
  }
  if (extra.front() < earliest) return strange_extra("before the first date");
  if (terms.last_day && date_of(extra.back()) > *terms.last_day) {
    return strange_extra("after the last day");
  }
  ALCOVE_ASSIGN(const recurrence::Series series, repeating(terms, zone));
  return recurrence::off_the_rule(series, extra);
}

Result<void> check_taken_out(const Terms& terms, const Zone& zone,
                             const std::vector<LocalDateTime>& taken_out) {
  ALCOVE_ASSIGN(recurrence::Series series, repeating(terms, zone));
  series.exdates = taken_out;
  for (const LocalDateTime early : terms.extra_dates) {
    if (early < terms.start) std::erase(series.exdates, early);
  }
  ALCOVE_ASSIGN(const recurrence::Expansion found, recurrence::expand(series, 1));
  const bool late = std::any_of(taken_out.begin(), taken_out.end(), [&](LocalDateTime one) {
    return terms.last_day && date_of(one) > *terms.last_day;
  });
  if (found.strange_exdates.empty() && !late) return {};
  return Error{ErrorCode::kOutOfRange, "taken_out", "the series does not come to that date"};
}

}  // namespace alcove::series
