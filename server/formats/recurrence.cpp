// SPDX-License-Identifier: Apache-2.0
#include "server/formats/recurrence.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace alcove::recurrence {
namespace {

using rules::RecurrenceRule;

constexpr std::chrono::year kLastYear{2199};

icaltimetype to_ical(LocalDateTime local) {
  const LocalDate date = date_of(local);
  const std::chrono::hh_mm_ss clock(local - std::chrono::local_days(date));
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  time.hour = static_cast<int>(clock.hours().count());
  time.minute = static_cast<int>(clock.minutes().count());
  return time;
}

// Where libical begins to count. A week whose first day lies behind the first of BYDAY it counts
// from the wrong day, unless it begins with that first one: so it does, and what is before the
// start is left out.
LocalDateTime first_to_count(const RecurrenceRule& rule, LocalDateTime start) {
  if (rule.frequency != rules::Frequency::kWeekly || rule.by_day.empty()) return start;
  const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(start)};
  std::chrono::days back{0};
  for (const rules::RuleDay& listed : rule.by_day) {
    const std::chrono::days from_listed = day - listed.day;
    if (from_listed <= day - rule.week_start) back = std::max(back, from_listed);
  }
  return start - back;
}

template <class T>
bool has(const std::vector<T>& values, const T& wanted) {
  return std::ranges::find(values, wanted) != values.end();
}

// Which of the days of the date's month that fall on one of these weekdays the date is, counted
// from the first one and from the last one (-1); zeros when it is none of them.
std::pair<int, int> place_in_month(const std::vector<rules::RuleDay>& weekdays, LocalDate date) {
  int before = 0;
  int after = 0;
  bool listed = false;
  const LocalDate last{date.year() / date.month() / std::chrono::last};
  for (unsigned number = 1; number <= static_cast<unsigned>(last.day()); ++number) {
    const LocalDate day = date.year() / date.month() / std::chrono::day(number);
    if (!has(weekdays, {0, std::chrono::weekday(std::chrono::local_days(day))})) continue;
    if (day < date) ++before;
    if (day > date) ++after;
    if (day == date) listed = true;
  }
  return listed ? std::pair(before + 1, -after - 1) : std::pair(0, 0);
}

bool comes_to_day_of_month(const RecurrenceRule& rule, LocalDate date) {
  if (!rule.by_month_day.empty()) {
    const LocalDate last{date.year() / date.month() / std::chrono::last};
    const int day = static_cast<int>(static_cast<unsigned>(date.day()));
    const int from_end = day - static_cast<int>(static_cast<unsigned>(last.day())) - 1;
    return has(rule.by_month_day, day) || has(rule.by_month_day, from_end);
  }
  if (rule.by_day.empty()) return true;
  if (!rule.by_set_pos.empty()) {
    const auto [from_first, from_last] = place_in_month(rule.by_day, date);
    return from_first != 0 && (has(rule.by_set_pos, from_first) || has(rule.by_set_pos, from_last));
  }
  const std::chrono::weekday weekday{std::chrono::local_days(date)};
  const auto [nth, nth_from_last] = place_in_month({{0, weekday}}, date);
  return has(rule.by_day, {nth, weekday}) || has(rule.by_day, {nth_from_last, weekday});
}

// Whether the rule comes to that day, for the first period of the rule. Asked first: of a rule that
// comes to no day at all, such as the fifteenth of a month's Mondays, Thursdays and Fridays,
// libical would look through the years to its last one, which takes it half a minute.
bool comes_to(const RecurrenceRule& rule, LocalDate date) {
  const int month = static_cast<int>(static_cast<unsigned>(date.month()));
  if (!rule.by_month.empty() && !has(rule.by_month, month)) return false;
  if (rule.frequency == rules::Frequency::kMonthly) return comes_to_day_of_month(rule, date);
  const std::chrono::weekday weekday{std::chrono::local_days(date)};
  return rule.by_day.empty() || has(rule.by_day, {0, weekday});
}

// The wall-clock times of a rule without its end, from the start on. libical reads the one spelling
// of the rule: no part and no value twice, which it counts differently from others.
class RuleTimes {
 public:
  RuleTimes(RecurrenceRule rule, LocalDateTime start)
      : start_(start), clock_(start - floor(start)) {
    rule.count.reset();
    rule.until.reset();
    const std::string text = rules::format_recurrence_rule(rule);
    iterator_.reset(icalrecur_iterator_new(icalrecurrencetype_from_string(text.c_str()),
                                           to_ical(first_to_count(rule, start))));
  }

  // The next one, later than the one before; none when there is none up to the last year.
  std::optional<LocalDateTime> next() {
    while (iterator_) {
      const icaltimetype found = icalrecur_iterator_next(iterator_.get());
      const LocalDate date{std::chrono::year(found.year),
                           std::chrono::month(static_cast<unsigned>(found.month)),
                           std::chrono::day(static_cast<unsigned>(found.day))};
      if (icaltime_is_null_time(found) != 0 || !date.ok() || date.year() > kLastYear) break;
      const LocalDateTime local = std::chrono::local_days(date) + clock_;
      // The 31st and the last of a month may be one day.
      if (local < start_ || (before_ && local <= *before_)) continue;
      before_ = local;
      return local;
    }
    iterator_.reset();
    return std::nullopt;
  }

 private:
  static std::chrono::local_days floor(LocalDateTime time) {
    return std::chrono::floor<std::chrono::days>(time);
  }
  struct Free {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
  };
  LocalDateTime start_;
  std::chrono::minutes clock_;
  std::unique_ptr<icalrecur_iterator, Free> iterator_;
  std::optional<LocalDateTime> before_;
};

// Whether the rule's own end lies before the last year's.
bool ends_by_itself(const Series& series) {
  const LocalDateTime end = std::chrono::local_days((kLastYear + std::chrono::years(1)) / 1 / 1);
  return series.rule.until && *series.rule.until < series.zone.to_utc(end);
}

Instance instance_at(LocalDateTime local, const Zone& zone) {
  const UtcTime utc = zone.to_utc(local);
  return {.local = zone.to_local(utc),
          .utc = utc,
          .shifted_from_gap = !zone.exists(local),
          .said = local};
}

// The instances of the rule up to its end, those taken out too.
class RuleInstances {
 public:
  explicit RuleInstances(const Series& series)
      : series_(series), times_(series.rule, series.start) {}

  std::optional<Instance> next() {
    while (!ended_) {
      const std::optional<LocalDateTime> local = times_.next();
      ended_ = !local.has_value();
      years_end_ = ended_ && !ends_by_itself(series_);
      if (ended_) break;
      const Instance instance = instance_at(*local, series_.zone);
      ended_ = series_.rule.until && instance.utc > *series_.rule.until;
      if (ended_) break;
      // A zone that left out a whole day moves that day's instance onto the next day's.
      if (last_ && instance.utc <= *last_) continue;
      last_ = instance.utc;
      ended_ = series_.rule.count && ++counted_ == *series_.rule.count;
      return instance;
    }
    return std::nullopt;
  }
  // Whether the years that are known ended before the rule.
  bool years_end() const { return years_end_; }

 private:
  const Series& series_;
  RuleTimes times_;
  std::optional<UtcTime> last_;
  int counted_ = 0;
  bool ended_ = false;
  bool years_end_ = false;
};

std::vector<Instance> added_instances(const Series& series) {
  std::vector<Instance> added;
  for (const LocalDateTime one : series.rdates) added.push_back(instance_at(one, series.zone));
  std::ranges::sort(added, {}, &Instance::utc);
  return added;
}

// Takes instances in until there are enough and every day taken out was met or passed.
class Collector {
 public:
  Collector(const Series& series, std::size_t limit)
      : zone_(series.zone),
        limit_(limit),
        taken_out_(series.exdates.begin(), series.exdates.end()),
        waiting_(taken_out_) {}

  // By instant. Whether a later one still matters.
  bool take(const Instance& instance) {
    waiting_.erase(instance.said);
    const bool again = last_ && instance.utc <= *last_;
    if (!again && !taken_out_.contains(instance.said)) put(instance);
    return !(out_.more == More::kFollow && all_passed(instance.utc));
  }

  // The rule found no further time.
  void years_end() {
    if (out_.more == More::kNone) out_.more = More::kYearsEnd;
  }

  Expansion finish() {
    out_.strange_exdates.assign(waiting_.begin(), waiting_.end());
    return std::move(out_);
  }

 private:
  void put(const Instance& instance) {
    last_ = instance.utc;
    if (out_.instances.size() < limit_) {
      out_.instances.push_back(instance);
    } else {
      out_.more = More::kFollow;
    }
  }
  bool all_passed(UtcTime utc) const {
    return waiting_.empty() || zone_.to_utc(*waiting_.rbegin()) <= utc;
  }

  const Zone& zone_;
  std::size_t limit_;
  std::set<LocalDateTime> taken_out_;
  std::set<LocalDateTime> waiting_;
  std::optional<UtcTime> last_;
  Expansion out_;
};

Result<void> check_days(const Series& series) {
  if (series.exdates.size() > kMaxExdates) {
    return Error{ErrorCode::kTooMany, "exdates",
                 fmt::format("at most {} dates are taken out", kMaxExdates)};
  }
  if (series.rdates.size() > kMaxRdates) {
    return Error{ErrorCode::kTooMany, "rdate",
                 fmt::format("at most {} dates are added", kMaxRdates)};
  }
  const bool before =
      std::ranges::any_of(series.rdates, [&](LocalDateTime one) { return one < series.start; });
  if (before) {
    return Error{ErrorCode::kOutOfRange, "rdate", "an added date lies before the start"};
  }
  return {};
}

}  // namespace

Result<Expansion> expand(const Series& series, std::size_t limit) {
  if (limit < 1 || limit > kMaxInstances) {
    return Error{ErrorCode::kOutOfRange, "limit", fmt::format("1 to {} dates", kMaxInstances)};
  }
  ALCOVE_TRY(check_days(series));
  // A rule that was put together by hand passes the same door as one that was typed.
  ALCOVE_TRY(rules::parse_recurrence_rule(rules::format_recurrence_rule(series.rule)));
  if (series.rule.until && series.zone.to_utc(series.start) > *series.rule.until) {
    return Error{ErrorCode::kOutOfRange, "rule", "UNTIL lies before the start"};
  }
  const Error not_its_first{ErrorCode::kOutOfRange, "start",
                            "the first date has to be one to which the rule comes"};
  if (!comes_to(series.rule, date_of(series.start))) return not_its_first;
  RuleInstances of_rule(series);
  std::optional<Instance> ruled = of_rule.next();
  if (!ruled || ruled->said != series.start) return not_its_first;
  const std::vector<Instance> all_added = added_instances(series);
  auto added = all_added.begin();
  Collector collector(series, limit);
  while (ruled || added != all_added.end()) {
    // Where both come to one instant it is the rule's: a day added counts for nothing then.
    const bool rules_turn = ruled && (added == all_added.end() || ruled->utc <= added->utc);
    const Instance one = rules_turn ? *ruled : *added++;
    if (!collector.take(one)) return collector.finish();
    if (rules_turn) ruled = of_rule.next();
  }
  if (of_rule.years_end()) collector.years_end();
  return collector.finish();
}

Result<std::vector<LocalDateTime>> off_the_rule(Series series,
                                                const std::vector<LocalDateTime>& dates) {
  // As if the rule were without those days: those to which it does not come are told.
  series.rdates.clear();
  series.exdates.clear();
  const auto of_day = series.start - std::chrono::floor<std::chrono::days>(series.start);
  for (const LocalDateTime one : dates) {
    series.exdates.push_back(std::chrono::floor<std::chrono::days>(one) + of_day);
  }
  ALCOVE_ASSIGN(const Expansion found, expand(series, 1));
  std::vector<LocalDateTime> off;
  for (std::size_t at = 0; at < dates.size(); ++at) {
    const bool strange = std::ranges::binary_search(found.strange_exdates, series.exdates[at]);
    if (strange) off.push_back(dates[at]);
  }
  return off;
}

}  // namespace alcove::recurrence
