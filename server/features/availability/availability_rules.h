// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/availability.h"
#include "shared/rules/appointment_states.h"

// What a clinician's time says to a booking, as pure functions: from hours, time off, closed days
// and the clinic's rules to a list of conflicts, and to the time that is open. Thread-safe.
//
// All of it is said on the wall and compared as instants: a block from one to four has two hours on
// the day on which spring skips one, and four on the day on which autumn repeats one.
namespace alcove::availability {

using rules::ConflictKind;
using rules::ConflictWeight;
using rules::SlotType;
using rules::TimeSlot;

// What is known of one clinician's time. Only what stands: nothing withdrawn, cancelled, reopened.
struct Plan {
  std::vector<api::availability::Hours> hours{};  // by their first day; their days do not overlap
  std::vector<TimeSlot> away{};                   // by start; may overlap
  std::vector<LocalDate> closed{};                // in order
  std::optional<std::int64_t> cap{};              // visits a day
  std::string credential{};                       // as it stands under the signature
};

// Leaves out what does not stand, and puts the rest in order.
struct PlanParts {
  std::vector<api::availability::Hours> hours{};
  std::vector<api::availability::TimeOff> times_off{};
  std::vector<api::availability::ClosedDay> closed_days{};
  std::optional<std::int64_t> cap{};
  std::string credential{};
};
Plan make_plan(PlanParts parts, const Zone& zone);

// Whether nothing is known of the clinician's hours on that day: there are none, or the first ones
// begin later. Such a day can be booked as if there were no hours.
bool hours_unknown(const Plan& plan, LocalDate day);

// The midnights of some days on the clinic's clock, so that a year is not asked of the zone minute
// by minute. A day of 24 hours has no change of the clock in it.
class DayStarts {
 public:
  DayStarts(const Zone& zone, LocalDate first, std::size_t days);

  std::size_t days() const { return starts_.size() - 1; }
  LocalDate day(std::size_t index) const { return LocalDate(first_ + std::chrono::days(index)); }
  TimeSlot slot(std::size_t index) const { return {starts_[index], starts_[index + 1]}; }
  // `minute` since midnight on the wall, at most 24 hours.
  UtcTime at(std::size_t index, std::int64_t minute) const;

 private:
  const Zone& zone_;
  std::chrono::local_days first_;
  std::vector<UtcTime> starts_;  // one more than days
};

// How a service stands to the hours, and when it is asked.
struct Fit {
  std::vector<SlotType> types{};           // none: all that are for visits
  std::vector<std::string> credentials{};  // one of them gives it; none: anybody does
  UtcTime now{};
  std::chrono::hours crisis_release{24};  // before its start a hold is anybody's
};

// kAsItComes: somebody walks in, or what happened is written down. Hours refuse no such visit.
enum class Planning : std::uint8_t { kAhead, kAsItComes };

struct Visit {
  TimeSlot slot;
  Fit fit{};
  Planning planning = Planning::kAhead;
  std::int64_t others_that_day = 0;  // visits of the clinician on the day of its start
};

struct Conflict {
  ConflictKind kind = ConflictKind::kClosed;
  ConflictWeight weight = ConflictWeight::kHard;
  TimeSlot slot;  // the part of the visit that it is about; kOverbook: the other visit

  friend bool operator==(const Conflict&, const Conflict&) = default;
};

ConflictWeight weight_of(ConflictKind kind, Planning planning);
// By kind in the order of the words, then by time. Touching ends are no conflict.
std::vector<Conflict> conflicts_of(const Visit& visit, const Plan& plan, const Zone& zone);

// Whether all of the time lies in parts of the week into which a further visit may be booked over
// one that stands.
bool may_overbook(const TimeSlot& slot, const Plan& plan, const Zone& zone);

// Appends the time of that day in which a visit that fits has no conflict, in order; what touches
// the last one is joined to it. Nothing where the hours are unknown. Credentials are not asked.
void add_open_time(const Plan& plan, const Fit& fit, const DayStarts& starts, std::size_t index,
                   std::vector<TimeSlot>& open);

// What is left of `open` without `taken`. Both in order; the parts of `taken` may overlap.
std::vector<TimeSlot> without(const std::vector<TimeSlot>& open,
                              const std::vector<TimeSlot>& taken);

// A week and time off as they may be written. Errors: kOutOfRange with the field.
Result<void> check_week(const api::availability::Hours& hours);
Result<void> check_time_off(const api::availability::TimeOff& time_off);
// Whether both hold on some day.
bool share_a_day(const api::availability::Hours& a, const api::availability::Hours& b);

}  // namespace alcove::availability
