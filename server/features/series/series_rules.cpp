// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_rules.h"

#include <algorithm>

#include "server/formats/recurrence.h"

namespace alcove::series {
namespace {

using rules::AppointmentState;

Result<recurrence::Series> repeating(const Terms& terms, const Zone& zone) {
  ALCOVE_ASSIGN(const rules::RecurrenceRule rule, rules::parse_recurrence_rule(terms.rule));
  return recurrence::Series{.start = terms.start, .zone = zone, .rule = rule, .exdates = {}};
}

// What the rule says, where the clock on the wall says something later.
LocalDateTime own_time(const recurrence::Instance& instance, LocalDateTime start) {
  if (!instance.shifted_from_gap) return instance.local;
  const auto clock = start - std::chrono::floor<std::chrono::days>(start);
  const LocalDateTime same_day = std::chrono::floor<std::chrono::days>(instance.local) + clock;
  return same_day <= instance.local ? same_day : same_day - std::chrono::days(1);
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
  // One a day at most, whatever the rule.
  const auto most = std::clamp<std::int64_t>(days.count() + 2, 1, recurrence::kMaxInstances);
  ALCOVE_ASSIGN(const recurrence::Expansion found,
                recurrence::expand(series, static_cast<std::size_t>(most)));
  const LocalDate end = terms.last_day ? std::min(*terms.last_day, last) : last;
  std::vector<RuleDate> dates;
  for (const recurrence::Instance& one : found.instances) {
    const LocalDateTime date = own_time(one, terms.start);
    if (date_of(date) > end) break;
    dates.push_back({date, one.utc, one.shifted_from_gap});
  }
  return dates;
}

Result<void> check_taken_out(const Terms& terms, const Zone& zone,
                             const std::vector<LocalDateTime>& taken_out) {
  ALCOVE_ASSIGN(recurrence::Series series, repeating(terms, zone));
  series.exdates = taken_out;
  ALCOVE_ASSIGN(const recurrence::Expansion found, recurrence::expand(series, 1));
  const bool late = std::any_of(taken_out.begin(), taken_out.end(), [&](LocalDateTime one) {
    return terms.last_day && date_of(one) > *terms.last_day;
  });
  if (found.strange_exdates.empty() && !late) return {};
  return Error{ErrorCode::kOutOfRange, "taken_out", "the rule does not come to that date"};
}

}  // namespace alcove::series
