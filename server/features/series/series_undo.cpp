// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/features/series/series_steps.h"

namespace alcove::series {
namespace {

using rules::AppointmentState;

// What a change of a series leaves of a visit that it takes away.
bool was_taken_away(AppointmentState state) {
  return state == AppointmentState::kCancelledByClient ||
         state == AppointmentState::kLateCancelled ||
         state == AppointmentState::kCancelledByClinic ||
         state == AppointmentState::kEnteredInError;
}

// Whether somebody has changed the visit since the change that gave it this row. What that change
// itself settled by hand is not meant.
Touch touch_since(const Date& date) {
  if (date.touch != Touch::kByHand || !date.row.by_hand || date.moved || !date.visit) {
    return date.touch;
  }
  const bool as_given = rules::is_open(date.visit->state) && is_as_given(date.row, *date.visit);
  return as_given ? Touch::kNone : Touch::kByHand;
}

class Undoing {
 public:
  Undoing(const Situation& situation, const std::vector<Gone>& gone)
      : situation_(situation), gone_(gone) {}

  // The date as it stands now becomes what it was before.
  Step back(const Date& now) const {
    const Gone* const before = now.row.before ? find(*now.row.before) : nullptr;
    Step step = about(now, before ? before->row.date : now.row.date);
    if (before != nullptr) step.after = copy_of(before->row);
    const bool same = before != nullptr && before->row.appointment == now.row.appointment;
    if (same) {
      as_it_is(step, *before);
    } else if (touch_since(now) != Touch::kNone && now.visit) {
      keep(step, touch_since(now));
    } else if (before == nullptr || !before->appointment) {
      take_away(step);
    } else if (before->appointment->start_time < situation_.now) {
      keep(step, Touch::kFrozen);
    } else if (!now.visit) {
      bring_back(step, *before->appointment);
    } else if (before->appointment->moved_to == now.row.appointment) {
      bring_back(step, *before->appointment);
    } else {
      move_to(step, *before);
    }
    return step;
  }

  // What was cancelled, withdrawn or dropped stands again.
  Step revive(const Gone& gone) const {
    Step step;
    step.line.date = gone.row.date;
    step.after = copy_of(gone.row);
    step.after->revives = gone.row.number;
    if (!gone.appointment) {
      step.line.fate = fate_without_visit(gone.row);
      step.line.obstacle = gone.row.obstacle;
    } else if (gone.appointment->start_time < situation_.now) {
      step.line.fate = Fate::kFrozen;
      step.after.reset();
    } else {
      bring_back(step, *gone.appointment);
    }
    return step;
  }

 private:
  const Gone* find(std::int64_t number) const {
    const auto found = std::find_if(gone_.begin(), gone_.end(),
                                    [&](const Gone& one) { return one.row.number == number; });
    return found == gone_.end() ? nullptr : &*found;
  }

  static Fate fate_without_visit(const Row& row) {
    return row.standing == Standing::kCollides ? Fate::kCollides : Fate::kTakenOut;
  }

  // The same visit, or none, before and after.
  void as_it_is(Step& step, const Gone& before) const {
    const Date& now = *step.old;
    const bool collided = before.row.standing == Standing::kCollides;
    step.line.obstacle = before.row.obstacle;
    if (!now.visit) {
      step.line.fate = fate_without_visit(before.row);
    } else if (touch_since(now) != Touch::kNone) {
      step.line.fate = fate_of(touch_since(now));
    } else if (!is_as_given(before.row, *now.visit)) {
      step.line.fate = Fate::kAssign;
      step.wish = wish_like(*now.visit, Wish::By::kAssigning);
      step.wish->clinician = before.row.clinician;
      step.wish->room = before.row.room;
      step.wish->resources = before.row.resources;
    } else {
      step.line.fate = collided ? Fate::kCollides : Fate::kUnchanged;
    }
  }

  // Kept, under the date that it had before.
  static void keep(Step& step, Touch touch) {
    step.line.fate = fate_of(touch);
    if (!step.after) return;
    const LocalDateTime date = step.after->date;
    step.after = copy_of(step.old->row);
    step.after->date = date;
  }

  void take_away(Step& step) const {
    step.line.now.reset();
    if (!step.old->visit) {
      step.line.fate = Fate::kTakenOut;
      if (!step.after) step.ended = Ended::kDropped;
      step.shown = step.after.has_value();
      return;
    }
    const Gone* const revived = step.old->row.revives ? find_revived(*step.old) : nullptr;
    const bool cancels = revived != nullptr && revived->row.ended == Ended::kCancelled;
    step.line.fate = cancels ? Fate::kCancel : Fate::kWithdraw;
    if (!step.after) step.ended = cancels ? Ended::kCancelled : Ended::kWithdrawn;
  }

  const Gone* find_revived(const Date& date) const { return find(*date.row.revives); }

  Wish wish_like(const Appointment& visit, Wish::By by) const {
    return {.client = situation_.client,
            .clinician = visit.clinician,
            .room = visit.room,
            .service = situation_.service,
            .start = visit.start,
            .minutes = visit.minutes,
            .by = by,
            .itself = by == Wish::By::kBooking ? std::nullopt : std::optional(visit.id),
            .resources = visit.resources};
  }

  void bring_back(Step& step, const Appointment& visit) const {
    const bool swaps = step.old && step.old->visit;
    if (!was_taken_away(visit.state) && !swaps) {
      step.line.fate = Fate::kByHand;  // somebody has seen to it
      step.line.was = rules::holds_time(visit.state) ? std::optional(visit.start) : std::nullopt;
      step.line.now = step.line.was;
      return;
    }
    step.line.fate = Fate::kBringBack;
    step.line.now = visit.start;
    step.line.time_shifted = visit.time_shifted;
    step.back = visit;
    step.wish = wish_like(visit, Wish::By::kUndoing);
  }

  void move_to(Step& step, const Gone& before) const {
    step.line.fate = Fate::kMove;
    step.line.now = before.appointment->start;
    step.wish = wish_like(*before.appointment, Wish::By::kBooking);
  }

  const Situation& situation_;
  const std::vector<Gone>& gone_;
};

}  // namespace

std::vector<Step> plan_undo(const Situation& situation, std::int64_t revision,
                            const std::vector<Gone>& gone) {
  const Undoing undoing(situation, gone);
  std::vector<Step> steps;
  for (const Date& now : situation.dates) {
    if (now.row.since == revision) steps.push_back(undoing.back(now));
  }
  for (const Gone& one : gone) {
    const bool ended_here = one.row.until == revision && one.row.ended != Ended::kReplaced;
    if (ended_here) steps.push_back(undoing.revive(one));
  }
  // What was given another time may be to come though its own date is over.
  for (Step& step : steps) {
    const DatePlan& line = step.line;
    const bool comes = line.was >= situation.today || line.now >= situation.today;
    step.shown = step.shown && (line.date >= situation.today || comes);
  }
  return steps;
}

}  // namespace alcove::series
