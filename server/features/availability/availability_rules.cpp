// SPDX-License-Identifier: Apache-2.0
#include "server/features/availability/availability_rules.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "shared/base/check.h"
#include "shared/rules/booked_twice.h"
#include "shared/rules/credentials.h"

namespace alcove::availability {
namespace {

using api::availability::Block;
using api::availability::ClosedDay;
using api::availability::Hours;
using api::availability::TimeOff;
using std::chrono::local_days;

bool holds_on(const Hours& hours, LocalDate day) {
  return hours.from <= day && (!hours.until || day <= *hours.until);
}

const Hours* hours_on(const Plan& plan, LocalDate day) {
  const auto found = std::find_if(plan.hours.begin(), plan.hours.end(),
                                  [&](const Hours& one) { return holds_on(one, day); });
  return found == plan.hours.end() ? nullptr : &*found;
}

bool is_closed(const Plan& plan, LocalDate day) {
  return std::binary_search(plan.closed.begin(), plan.closed.end(), day);
}

std::int64_t weekday_of(LocalDate day) {
  return static_cast<std::int64_t>(std::chrono::weekday(local_days(day)).iso_encoding());
}

TimeSlot common(const TimeSlot& a, const TimeSlot& b) {
  return {std::max(a.start, b.start), std::min(a.end, b.end)};
}
bool is_empty(const TimeSlot& slot) {
  return slot.start >= slot.end;
}

// What a block says to a visit, nothing if it fits.
std::optional<ConflictKind> against(SlotType type, UtcTime block_start, const Fit& fit) {
  const bool named = std::find(fit.types.begin(), fit.types.end(), type) != fit.types.end();
  switch (type) {
    case SlotType::kLunch:
      return ConflictKind::kLunch;
    case SlotType::kCrisisHold:
      if (named || fit.now >= block_start - fit.crisis_release) return std::nullopt;
      return ConflictKind::kCrisisHold;
    case SlotType::kIntake:
    case SlotType::kTherapy:
    case SlotType::kMedicationCheck:
    case SlotType::kGroup:
      if (named || fit.types.empty()) return std::nullopt;
      return ConflictKind::kSlotType;
  }
  ALCOVE_CHECK(false);
  return std::nullopt;
}

// Calls `each` with every block of the day as instants, in order.
template <class Each>
void for_blocks(const Hours& hours, const DayStarts& starts, std::size_t index, Each each) {
  const std::int64_t weekday = weekday_of(starts.day(index));
  for (const Block& block : hours.blocks) {
    if (block.weekday != weekday) continue;
    each(block, TimeSlot{starts.at(index, block.start_minute), starts.at(index, block.end_minute)});
  }
}

class Finding {
 public:
  explicit Finding(Planning planning) : planning_(planning) {}

  void add(ConflictKind kind, const TimeSlot& slot) {
    if (is_empty(slot)) return;
    found_.push_back({kind, weight_of(kind, planning_), slot});
  }

  // In order; what touches or overlaps and is of one kind is one conflict.
  std::vector<Conflict> take() {
    std::sort(found_.begin(), found_.end(), [](const Conflict& a, const Conflict& b) {
      return std::tie(a.kind, a.slot.start, a.slot.end) <
             std::tie(b.kind, b.slot.start, b.slot.end);
    });
    std::vector<Conflict> joined;
    for (const Conflict& one : found_) {
      if (!joined.empty() && joined.back().kind == one.kind &&
          one.slot.start <= joined.back().slot.end) {
        joined.back().slot.end = std::max(joined.back().slot.end, one.slot.end);
      } else {
        joined.push_back(one);
      }
    }
    return joined;
  }

 private:
  Planning planning_;
  std::vector<Conflict> found_{};
};

void find_against_hours(const Visit& visit, const Plan& plan, const DayStarts& starts,
                        std::size_t index, Finding& finding) {
  const LocalDate day = starts.day(index);
  const TimeSlot part = common(visit.slot, starts.slot(index));
  if (is_closed(plan, day)) return finding.add(ConflictKind::kClosed, part);
  if (hours_unknown(plan, day)) return;
  UtcTime covered = part.start;
  if (const Hours* const hours = hours_on(plan, day)) {
    for_blocks(*hours, starts, index, [&](const Block& of_week, const TimeSlot& block) {
      const TimeSlot met = common(block, part);
      if (is_empty(met)) return;
      finding.add(ConflictKind::kOutsideHours, {covered, met.start});
      if (const auto kind = against(of_week.type, block.start, visit.fit)) {
        finding.add(*kind, met);
      }
      covered = met.end;
    });
  }
  finding.add(ConflictKind::kOutsideHours, {covered, part.end});
}

bool in_steps(std::int64_t minutes) {
  return minutes % rules::kBookingStep.count() == 0;
}

}  // namespace

Plan make_plan(PlanParts parts, const Zone& zone) {
  Plan plan;
  plan.cap = parts.cap;
  plan.credential = std::move(parts.credential);
  for (Hours& one : parts.hours) {
    if (!one.withdrawn) plan.hours.push_back(std::move(one));
  }
  std::sort(plan.hours.begin(), plan.hours.end(),
            [](const Hours& a, const Hours& b) { return a.from < b.from; });
  for (const TimeOff& one : parts.times_off) {
    if (!one.cancelled) plan.away.push_back({zone.to_utc(one.from), zone.to_utc(one.until)});
  }
  std::sort(plan.away.begin(), plan.away.end(),
            [](const TimeSlot& a, const TimeSlot& b) { return a.start < b.start; });
  for (const ClosedDay& one : parts.closed_days) {
    if (!one.reopened) plan.closed.push_back(one.day);
  }
  std::sort(plan.closed.begin(), plan.closed.end());
  return plan;
}

bool hours_unknown(const Plan& plan, LocalDate day) {
  return plan.hours.empty() || day < plan.hours.front().from;
}

DayStarts::DayStarts(const Zone& zone, LocalDate first, std::size_t days)
    : zone_(zone), first_(first) {
  starts_.reserve(days + 1);
  for (std::size_t index = 0; index <= days; ++index) {
    starts_.push_back(zone.to_utc(first_ + std::chrono::days(index)));
  }
}

UtcTime DayStarts::at(std::size_t index, std::int64_t minute) const {
  const std::chrono::minutes since_midnight(minute);
  if (starts_[index + 1] - starts_[index] == std::chrono::hours(24)) {
    return starts_[index] + since_midnight;
  }
  return zone_.to_utc(first_ + std::chrono::days(index) + since_midnight);
}

ConflictWeight weight_of(ConflictKind kind, Planning planning) {
  switch (kind) {
    case ConflictKind::kClosed:
    case ConflictKind::kTimeOff:
    case ConflictKind::kOutsideHours:
    case ConflictKind::kSlotType:
    case ConflictKind::kBuffer:
    case ConflictKind::kCredential:
      return planning == Planning::kAhead ? ConflictWeight::kHard : ConflictWeight::kSoft;
    case ConflictKind::kLunch:
    case ConflictKind::kCrisisHold:
    case ConflictKind::kOverCap:
    case ConflictKind::kOverbook:
      return ConflictWeight::kSoft;
  }
  ALCOVE_CHECK(false);
  return ConflictWeight::kHard;
}

std::vector<Conflict> conflicts_of(const Visit& visit, const Plan& plan, const Zone& zone) {
  Finding finding(visit.planning);
  const LocalDate first = date_of(zone.to_local(visit.slot.start));
  const LocalDate last = date_of(zone.to_local(visit.slot.end - std::chrono::milliseconds(1)));
  const auto days = static_cast<std::size_t>((local_days(last) - local_days(first)).count() + 1);
  const DayStarts starts(zone, first, days);
  for (std::size_t index = 0; index < days; ++index) {
    find_against_hours(visit, plan, starts, index, finding);
  }
  if (!rules::has_credential(plan.credential, visit.fit.credentials)) {
    finding.add(ConflictKind::kCredential, visit.slot);
  }
  for (const TimeSlot& away : plan.away) {
    finding.add(ConflictKind::kTimeOff, common(visit.slot, away));
  }
  if (plan.cap && visit.others_that_day >= *plan.cap) {
    finding.add(ConflictKind::kOverCap, visit.slot);
  }
  return finding.take();
}

void add_open_time(const Plan& plan, const Fit& fit, const DayStarts& starts, std::size_t index,
                   std::vector<TimeSlot>& open) {
  const LocalDate day = starts.day(index);
  const Hours* const hours = hours_on(plan, day);
  if (hours == nullptr || is_closed(plan, day)) return;
  for_blocks(*hours, starts, index, [&](const Block& of_week, const TimeSlot& block) {
    if (is_empty(block) || against(of_week.type, block.start, fit)) return;
    for (const TimeSlot& part : without({block}, plan.away)) {
      if (!open.empty() && open.back().end == part.start) {
        open.back().end = part.end;
      } else {
        open.push_back(part);
      }
    }
  });
}

bool may_overbook(const TimeSlot& slot, const Plan& plan, const Zone& zone) {
  const LocalDate first = date_of(zone.to_local(slot.start));
  const LocalDate last = date_of(zone.to_local(slot.end - std::chrono::milliseconds(1)));
  const auto days = static_cast<std::size_t>((local_days(last) - local_days(first)).count() + 1);
  const DayStarts starts(zone, first, days);
  UtcTime covered = slot.start;
  for (std::size_t index = 0; index < days; ++index) {
    const Hours* const hours = hours_on(plan, starts.day(index));
    if (hours == nullptr) return false;
    for_blocks(*hours, starts, index, [&](const Block& of_week, const TimeSlot& block) {
      if (of_week.overbook.value_or(false) && block.start <= covered) {
        covered = std::max(covered, block.end);
      }
    });
  }
  return covered >= slot.end;
}

std::vector<TimeSlot> without(const std::vector<TimeSlot>& open,
                              const std::vector<TimeSlot>& taken) {
  std::vector<TimeSlot> left;
  for (const TimeSlot& one : open) {
    UtcTime from = one.start;
    for (auto at = taken.begin(); at != taken.end() && at->start < one.end; ++at) {
      if (at->end <= from) continue;
      if (at->start > from) left.push_back({from, at->start});
      from = std::max(from, at->end);
    }
    if (from < one.end) left.push_back({from, one.end});
  }
  return left;
}

Result<void> check_week(const Hours& hours) {
  if (hours.until && *hours.until < hours.from) {
    return Error{ErrorCode::kOutOfRange, "until", "the last day comes before the first"};
  }
  const Block* before = nullptr;
  for (std::size_t index = 0; index < hours.blocks.size(); ++index) {
    const Block& block = hours.blocks[index];
    const std::string field = "blocks[" + std::to_string(index) + "]";
    if (!in_steps(block.start_minute) || !in_steps(block.end_minute)) {
      return Error{ErrorCode::kOutOfRange, field, "times go in steps of 5 minutes"};
    }
    if (block.start_minute >= block.end_minute) {
      return Error{ErrorCode::kOutOfRange, field, "it ends before it begins"};
    }
    if (block.overbook.value_or(false) && !rules::may_be_booked_twice(block.type)) {
      return Error{ErrorCode::kOutOfRange, field, "only one client's visits are booked twice"};
    }
    if (before != nullptr &&
        (block.weekday < before->weekday ||
         (block.weekday == before->weekday && block.start_minute < before->end_minute))) {
      return Error{ErrorCode::kOutOfRange, field,
                   "blocks stand by weekday and time and do not overlap"};
    }
    before = &block;
  }
  return {};
}

Result<void> check_time_off(const TimeOff& time_off) {
  if (!time_off.kind) return Error{ErrorCode::kMissingField, "kind", "what is it for?"};
  if (time_off.until <= time_off.from) {
    return Error{ErrorCode::kOutOfRange, "until", "it ends before it begins"};
  }
  return {};
}

bool share_a_day(const Hours& a, const Hours& b) {
  return (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
}

}  // namespace alcove::availability
