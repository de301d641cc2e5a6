// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "server/features/series/series_steps.h"

namespace alcove::series {
namespace {

// Within which dates stand for each other: a week as the rule counts weeks, or a month.
std::int64_t period_of(LocalDateTime date, const rules::RecurrenceRule& rule) {
  const auto day = std::chrono::floor<std::chrono::days>(date);
  switch (rule.frequency) {
    case rules::Frequency::kDaily:
    case rules::Frequency::kWeekly:
      return (day - (std::chrono::weekday(day) - rule.week_start)).time_since_epoch().count();
    case rules::Frequency::kMonthly:
    case rules::Frequency::kYearly:
      break;
  }
  const LocalDate civil(day);
  return std::int64_t{static_cast<int>(civil.year())} * 12 + static_cast<unsigned>(civil.month());
}

struct Pair {
  const Date* old = nullptr;
  const RuleDate* fresh = nullptr;
};

// What is left to be paired of a period.
struct Period {
  std::vector<const Date*> old{};
  std::vector<const RuleDate*> fresh{};
};

// Those of which the two are the same; the rest stays in the period.
template <class Of>
void pair_same(Period& period, std::vector<Pair>& pairs, Of of) {
  for (auto old = period.old.begin(); old != period.old.end();) {
    const auto same =
        std::find_if(period.fresh.begin(), period.fresh.end(),
                     [&](const RuleDate* one) { return of(one->date) == of((*old)->row.date); });
    if (same == period.fresh.end()) {
      ++old;
      continue;
    }
    pairs.push_back({*old, *same});
    period.fresh.erase(same);
    old = period.old.erase(old);
  }
}

// Nothing stands for an added date but itself.
void pair_added(Period& period, std::vector<Pair>& pairs) {
  std::erase_if(period.old, [&](const Date* one) {
    if (one->added) pairs.push_back({one, nullptr});
    return one->added;
  });
  std::erase_if(period.fresh, [&](const RuleDate* one) {
    if (one->added) pairs.push_back({nullptr, one});
    return one->added;
  });
}

// Where there are fewer new dates, those kept by hand do not take one away from the others.
void pair_rest(Period& period, std::vector<Pair>& pairs) {
  for (std::size_t at = period.old.size(); at > 0 && period.old.size() > period.fresh.size();) {
    --at;
    if (period.old[at]->touch == Touch::kNone) continue;
    pairs.push_back({period.old[at], nullptr});
    period.old.erase(period.old.begin() + static_cast<std::ptrdiff_t>(at));
  }
  for (std::size_t at = 0; at < std::max(period.old.size(), period.fresh.size()); ++at) {
    pairs.push_back({at < period.old.size() ? period.old[at] : nullptr,
                     at < period.fresh.size() ? period.fresh[at] : nullptr});
  }
}

std::vector<Pair> pairs_of(const std::vector<Date>& dates, LocalDateTime from,
                           const std::vector<RuleDate>& fresh, UtcTime now,
                           const rules::RecurrenceRule& rule) {
  std::map<std::int64_t, Period> periods;
  for (const Date& one : dates) {
    if (one.row.date >= from) periods[period_of(one.row.date, rule)].old.push_back(&one);
  }
  for (const RuleDate& one : fresh) {
    if (one.at >= now) periods[period_of(one.date, rule)].fresh.push_back(&one);
  }
  std::vector<Pair> pairs;
  for (auto& [number, period] : periods) {
    pair_same(period, pairs, [](LocalDateTime time) { return time; });
    pair_same(period, pairs, &date_of);
    pair_added(period, pairs);
    pair_rest(period, pairs);
  }
  return pairs;
}

// The date is put down under the new rule; nothing else of it changes.
void rename(Step& step, const Row& row, const RuleDate* fresh) {
  if (fresh == nullptr || fresh->date == row.date) return;
  step.after = copy_of(row);
  step.after->date = fresh->date;
}

class Changing {
 public:
  Changing(const Situation& situation, const Terms& terms,
           const std::vector<LocalDateTime>& taken_out)
      : situation_(situation), terms_(terms), taken_out_(taken_out.begin(), taken_out.end()) {}

  Step step(const Pair& pair) const {
    if (pair.old == nullptr) {
      return is_taken_out(*pair.fresh) ? without(*pair.fresh)
                                       : booking(situation_, terms_, *pair.fresh);
    }
    const Date& old = *pair.old;
    Step step = about(old, pair.fresh ? pair.fresh->date : old.row.date);
    if (pair.fresh) step.line.time_shifted = pair.fresh->shifted;
    if (old.touch != Touch::kNone) {
      step.line.fate = fate_of(old.touch);
      rename(step, old.row, pair.fresh);
    } else if (!old.visit) {
      without_visit(step, pair.fresh);
    } else if (pair.fresh == nullptr || is_taken_out(*pair.fresh)) {
      cancelled(step, pair.fresh);
    } else {
      onto(step, *pair.fresh);
    }
    return step;
  }

 private:
  bool is_taken_out(const RuleDate& fresh) const { return taken_out_.contains(fresh.date); }

  Step without(const RuleDate& fresh) const {
    Step step;
    step.line.date = fresh.date;
    step.line.fate = Fate::kTakenOut;
    step.after = row_for(terms_, fresh.date, Standing::kTakenOut);
    return step;
  }

  void without_visit(Step& step, const RuleDate* fresh) const {
    const Row& row = step.old->row;
    const bool open = row.standing == Standing::kCollides;
    if (fresh == nullptr) {
      step.shown = open;
      step.line.fate = Fate::kCancel;
      step.ended = Ended::kDropped;
    } else if (!open || is_taken_out(*fresh)) {
      step.line.fate = Fate::kTakenOut;
      rename(step, row, fresh);
      if (open) step.after = row_for(terms_, fresh->date, Standing::kTakenOut);
    } else {
      Step again = booking(situation_, terms_, *fresh);
      again.old = std::move(step.old);
      step = std::move(again);
    }
  }

  void cancelled(Step& step, const RuleDate* fresh) const {
    step.line.fate = Fate::kCancel;
    step.line.now.reset();
    step.ended = Ended::kCancelled;
    if (fresh != nullptr) step.after = row_for(terms_, fresh->date, Standing::kTakenOut);
  }

  void onto(Step& step, const RuleDate& fresh) const {
    const Appointment& visit = *step.old->visit;
    const bool same_time = visit.start_time == fresh.at && visit.minutes == terms_.minutes;
    const bool same_parties = is_as_given(row_for(terms_, fresh.date, Standing::kBooked), visit);
    step.line.now = fresh.date;
    if (same_time && same_parties) {
      step.line.fate = Fate::kUnchanged;
      rename(step, step.old->row, &fresh);
      if (step.old->row.standing != Standing::kBooked) {
        step.after = row_for(terms_, fresh.date, Standing::kBooked);
      }
    } else {
      step.line.fate = same_time ? Fate::kAssign : Fate::kMove;
      step.after = row_for(terms_, fresh.date, Standing::kBooked);
      step.wish = wish_for(situation_, terms_, fresh.date);
      if (same_time) {
        step.wish->start = visit.start;
        step.wish->by = Wish::By::kAssigning;
        step.wish->itself = visit.id;
      }
    }
    if (step.after && step.line.fate != Fate::kMove) {
      step.after->appointment = step.old->row.appointment;
    }
  }

  const Situation& situation_;
  const Terms& terms_;
  std::set<LocalDateTime> taken_out_;
};

}  // namespace

std::vector<Step> plan_change(const Situation& situation, const Terms& terms,
                              const std::vector<RuleDate>& fresh,
                              const std::vector<LocalDateTime>& taken_out, LocalDateTime from) {
  const auto rule = rules::parse_recurrence_rule(terms.rule);
  ALCOVE_CHECK(rule.ok());  // the dates are its own
  const Changing changing(situation, terms, taken_out);
  std::vector<Step> steps;
  for (const Pair& pair : pairs_of(situation.dates, from, fresh, situation.now, *rule)) {
    steps.push_back(changing.step(pair));
  }
  return steps;
}

std::vector<Step> plan_cancel(const Situation& situation, LocalDateTime from) {
  std::vector<Step> steps;
  for (const Date& old : situation.dates) {
    if (old.row.date < from) continue;
    Step step = about(old, old.row.date);
    if (old.touch != Touch::kNone) {
      step.line.fate = fate_of(old.touch);
    } else {
      step.line.fate = Fate::kCancel;
      step.line.now.reset();
      step.ended = old.visit ? Ended::kCancelled : Ended::kDropped;
      step.shown = old.visit || old.row.standing == Standing::kCollides;
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

std::vector<Step> plan_extension(const Situation& situation, const Terms& terms,
                                 const std::vector<RuleDate>& fresh,
                                 const std::vector<Step>& steps) {
  std::set<LocalDateTime> known;
  for (const Date& one : situation.dates) known.insert(one.row.date);
  for (const Step& step : steps) {
    if (step.old && (step.after || step.ended)) known.erase(step.old->row.date);
  }
  for (const Step& step : steps) {
    if (step.after) known.insert(step.after->date);
  }
  std::vector<Step> more;
  for (const RuleDate& one : fresh) {
    if (one.at >= situation.now && !known.contains(one.date)) {
      more.push_back(booking(situation, terms, one));
    }
  }
  return more;
}

}  // namespace alcove::series
