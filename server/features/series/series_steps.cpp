// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_steps.h"

#include <algorithm>
#include <deque>

namespace alcove::series {
namespace {

using rules::ConflictWeight;

// Further apart than this, one visit says nothing to another: not even to the visits of a day.
constexpr std::chrono::hours kFar{48};

std::optional<Obstacle> hard_obstacle(const Obstacles& found, Soft soft) {
  if (found.taken) {
    return Obstacle{found.taken->place, std::nullopt,          found.taken->start,
                    found.taken->end,   found.taken->resource, found.taken->what};
  }
  for (const auto& one : found.conflicts) {
    if (one.weight != ConflictWeight::kHard && soft == Soft::kAsksForReason) continue;
    return Obstacle{std::nullopt, one.kind, one.start, one.end, std::nullopt};
  }
  return std::nullopt;
}

void put_soft(DatePlan& line, const Obstacles& found) {
  line.soft.clear();
  for (const auto& one : found.conflicts) {
    if (std::find(line.soft.begin(), line.soft.end(), one.kind) == line.soft.end()) {
      line.soft.push_back(one.kind);
    }
  }
}

// It is kept out of the book; a visit that stands already stays.
void collide(Step& step, const Obstacle& obstacle) {
  ALCOVE_CHECK(step.after.has_value());
  step.line.fate = Fate::kCollides;
  step.line.obstacle = obstacle;
  step.line.soft.clear();
  step.line.now = step.line.was;
  step.after->standing = Standing::kCollides;
  step.after->by_hand = false;
  step.after->obstacle = obstacle;
  step.after->appointment.reset();
  if (step.old && step.old->visit) {
    step.after->appointment = step.old->row.appointment;
    step.after->clinician = step.old->row.clinician;
    step.after->room = step.old->row.room;
    step.after->resources = step.old->row.resources;
  }
  step.wish.reset();
  step.back.reset();
}

bool frees_time(const Step& step) {
  if (!step.old || !step.old->visit) return false;
  switch (step.line.fate) {
    case Fate::kMove:
    case Fate::kAssign:
    case Fate::kCancel:
    case Fate::kBringBack:
    case Fate::kWithdraw:
      return true;
    case Fate::kBook:
    case Fate::kUnchanged:
    case Fate::kByHand:
    case Fate::kFrozen:
    case Fate::kTakenOut:
    case Fate::kCollides:
      return false;
  }
  ALCOVE_CHECK(false);
  return false;
}

}  // namespace

Row copy_of(const Row& row) {
  Row copy = row;
  copy.number = 0;
  copy.since = 0;
  copy.before.reset();
  copy.revives.reset();
  copy.until.reset();
  copy.ended.reset();
  return copy;
}

Row row_for(const Terms& terms, LocalDateTime date, Standing standing) {
  Row row;
  row.date = date;
  row.standing = standing;
  row.clinician = terms.clinician;
  row.room = terms.room;
  row.resources = terms.resources;
  return row;
}

Wish wish_for(const Situation& situation, const Terms& terms, LocalDateTime start) {
  return {.client = situation.client,
          .clinician = terms.clinician,
          .room = terms.room,
          .service = situation.service,
          .start = start,
          .minutes = terms.minutes,
          .resources = terms.resources};
}

std::optional<LocalDateTime> stands_at(const Date& date) {
  if (!date.visit || !rules::holds_time(date.visit->state)) return std::nullopt;
  return date.visit->start;
}

Step about(const Date& old, LocalDateTime date) {
  Step step;
  step.line.date = date;
  step.line.was = stands_at(old);
  step.line.now = step.line.was;
  step.old = old;
  return step;
}

Step booking(const Situation& situation, const Terms& terms, const RuleDate& fresh) {
  Step step;
  step.line.date = fresh.date;
  step.line.now = fresh.date;
  step.line.time_shifted = fresh.shifted;
  step.wish = wish_for(situation, terms, fresh.date);
  step.after = row_for(terms, fresh.date, Standing::kBooked);
  return step;
}

Fate fate_of(Touch touch) {
  switch (touch) {
    case Touch::kNone:
      return Fate::kUnchanged;
    case Touch::kByHand:
      return Fate::kByHand;
    case Touch::kFrozen:
      return Fate::kFrozen;
  }
  ALCOVE_CHECK(false);
  return Fate::kFrozen;
}

Result<void> resolve(std::vector<Step>& steps, const Against& against, Soft soft) {
  std::vector<AppointmentId> gone;
  std::deque<std::size_t> asking;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    if (frees_time(steps[at])) gone.push_back(steps[at].old->visit->id);
    if (steps[at].wish) asking.push_back(at);
  }
  std::sort(gone.begin(), gone.end());
  while (!asking.empty()) {
    Step& step = steps[asking.front()];
    asking.pop_front();
    if (!step.wish) continue;
    ALCOVE_ASSIGN(const Obstacles found, against(*step.wish, gone));
    put_soft(step.line, found);
    const std::optional<Obstacle> obstacle = hard_obstacle(found, soft);
    if (!obstacle) continue;
    collide(step, *obstacle);
    if (!step.old || !step.old->visit) continue;
    // Its visit stays, and may now stand in the way of those that were thought to be free.
    gone.erase(std::lower_bound(gone.begin(), gone.end(), step.old->visit->id));
    for (std::size_t at = 0; at < steps.size(); ++at) {
      if (!steps[at].wish) continue;
      const auto apart = steps[at].wish->start - step.old->visit->start;
      if (std::chrono::abs(apart) <= kFar) asking.push_back(at);
    }
  }
  return {};
}

std::vector<DatePlan> lines_of(const std::vector<Step>& steps) {
  std::vector<DatePlan> lines;
  for (const Step& step : steps) {
    if (step.shown) lines.push_back(step.line);
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const DatePlan& a, const DatePlan& b) { return a.date < b.date; });
  return lines;
}

}  // namespace alcove::series
