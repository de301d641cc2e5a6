// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_planning.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "server/access/access_decision.h"
#include "server/features/clients/clients.h"

namespace alcove::series {

using access::Principal;
using api::series::Edit;
using api::series::Reach;
using api::series::What;
using store::ReadTxn;

namespace {

Error missing(const char* field, const char* detail) {
  return {ErrorCode::kMissingField, field, detail};
}

Result<void> may_change(const Principal& principal, ReadTxn& txn, const ClientId& client,
                        const StaffId& clinician) {
  const access::Relation relation = principal.staff() == clinician
                                        ? access::Relation::kOwn
                                        : clients::relation_to(txn, client, principal.staff());
  return access::decide(principal, wire::Permission::kScheduleWrite, relation);
}

Result<void> check_service(ReadTxn& txn, const Setting& setting,
                           const api::appointments::ServiceId& id, UtcTime now) {
  const auto setup = appointments::read_setup(txn, setting.site, now);
  const bool there = std::any_of(setup.services.begin(), setup.services.end(),
                                 [&](const auto& one) { return one.id == id && !one.retired; });
  if (there) return {};
  return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
}

// Whose, what for and when.
Result<void> check_named(const Edit& edit) {
  if (edit.series.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "series", "a series has an id of its own"};
  }
  if (!edit.client) return missing("client", "whose series?");
  if (!edit.service) return missing("service", "for which service?");
  if (!edit.terms) return missing("terms", "when does it repeat?");
  return {};
}

// A series that is to be made, as revision 1.
Result<Series> new_series(const Edit& edit, ReadTxn& txn, const Setting& setting, UtcTime now) {
  if (find_series(txn, edit.series)) {
    return Error{ErrorCode::kAlreadyExists, "series", "there is a series with that id"};
  }
  if (edit.base_revision != 0) {
    return Error{ErrorCode::kConflict, "base_revision", "there is no such series yet"};
  }
  if (!clients::record_number_of(txn, *edit.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  if (count_of_client(txn, *edit.client) >=
      static_cast<std::int64_t>(api::series::kMaxSeriesOfClient)) {
    return Error{ErrorCode::kTooMany, "client",
                 fmt::format("at most {} series of a client", api::series::kMaxSeriesOfClient)};
  }
  ALCOVE_TRY(check_service(txn, setting, *edit.service, now));
  Series series;
  series.id = edit.series;
  series.revision = 1;
  series.client = *edit.client;
  series.service = *edit.service;
  series.zone = setting.site.zone.name();
  return series;
}

// Says of each date whether it was added. What it is, it is by the newest terms that come to it: a
// change of what follows leaves those before it as they were.
void mark_added(std::vector<Date>& dates, const std::vector<Series>& history, const Zone& zone) {
  std::map<LocalDateTime, Date*> open;
  for (Date& one : dates) open.emplace(one.row.date, &one);
  for (auto series = history.rbegin(); series != history.rend() && !open.empty(); ++series) {
    const auto known = rule_dates(series->terms, zone, date_of(open.rbegin()->first));
    if (!known) continue;
    for (const RuleDate& one : *known) {
      const auto found = open.find(one.date);
      if (found == open.end()) continue;
      found->second->added = one.added;
      open.erase(found);
    }
  }
}

// Makes plans of one edit in one snapshot.
class Planning {
 public:
  Planning(const Edit& edit, ReadTxn& txn, const Setting& setting, UtcTime now)
      : edit_(edit),
        txn_(txn),
        setting_(setting),
        now_(now),
        today_(setting.site.day_of(now)),
        midnight_(std::chrono::local_days(today_)) {}

  // No date comes before `earliest`, one that is added neither.
  Result<Plan> create(Series next, LocalDateTime earliest) {
    earliest_ = earliest;
    return under_terms(std::move(next), {}, midnight_);
  }

  Result<Plan> change(Series next) {
    if (!edit_.terms) return missing("terms", "what changes?");
    ALCOVE_TRY(check_service(txn_, setting_, next.service, now_));
    ALCOVE_ASSIGN(const LocalDateTime from, reach_from(next.id));
    ALCOVE_ASSIGN(std::vector<Date> dates, dates_of(next.id));
    mark_added(dates, history_of(txn_, next.id), setting_.site.zone);
    const bool earlier = std::any_of(dates.begin(), dates.end(), [&](const Date& one) {
      return one.row.date < from && one.row.date >= edit_.terms->start;
    });
    if (earlier) {
      return Error{ErrorCode::kOutOfRange, "start",
                   "an earlier visit of the series comes after that"};
    }
    next.ends_before.reset();
    // What was added before the first date of the rule that a change reaches stays with it.
    earliest_ = std::min(from, edit_.terms->start);
    return under_terms(std::move(next), dates, from);
  }

  Result<Plan> cancel(Series next) {
    ALCOVE_ASSIGN(const LocalDateTime from, reach_from(next.id));
    ALCOVE_ASSIGN(const std::vector<Date> dates, dates_of(next.id));
    next.ends_before = next.ends_before ? std::min(*next.ends_before, from) : from;
    return resolved(std::move(next), dates,
                    [&](const Situation& situation) { return plan_cancel(situation, from); });
  }

  Result<Plan> undo(Series next) {
    const std::int64_t last = next.revision - 1;
    const std::vector<Series> history = history_of(txn_, next.id);
    if (last >= 2) {
      const Series& before = history[static_cast<std::size_t>(last) - 2];
      next.terms = before.terms;
      next.ends_before = before.ends_before;
      next.override_reason = before.override_reason;
    } else {
      next.ends_before = next.terms.start;  // it was made by that change: no dates at all
    }
    const std::vector<Date> dates =
        read_dates(txn_, next.id, LocalDateTime(std::chrono::days(0)), setting_, now_);
    const std::vector<Gone> gone = gone_by(next.id, last, dates);
    ALCOVE_ASSIGN(const std::vector<RuleDate> fresh, coming_dates(next));
    const Terms& terms = next.terms;
    return resolved(next, dates, [&](const Situation& situation) {
      std::vector<Step> steps = plan_undo(situation, last, gone);
      std::vector<Step> more = plan_extension(situation, terms, fresh, steps);
      steps.insert(steps.end(), more.begin(), more.end());
      return steps;
    });
  }

  // Those of the rule before the series was cancelled.
  Result<std::vector<RuleDate>> coming_dates(const Series& series) const {
    ALCOVE_ASSIGN(std::vector<RuleDate> fresh,
                  rule_dates(series.terms, setting_.site.zone, horizon(today_)));
    std::erase_if(fresh, [&](const RuleDate& one) {
      return series.ends_before && one.date >= *series.ends_before;
    });
    return fresh;
  }

  Situation situation_of(const Series& series, std::vector<Date> dates) const {
    return {series.client, series.service, midnight_, now_, std::move(dates)};
  }

 private:
  Result<std::vector<Date>> dates_of(const SeriesId& id) {
    return read_dates(txn_, id, midnight_, setting_, now_);
  }

  // What happened before today is never touched.
  Result<LocalDateTime> reach_from(const SeriesId& id) {
    if (!edit_.reach) return missing("reach", "from which date on?");
    if (*edit_.reach == Reach::kAll) return midnight_;
    if (!edit_.from) return missing("from", "from which date on?");
    if (!row_of_date(txn_, id, *edit_.from)) {
      return Error{ErrorCode::kNotFound, "from", "the series has no such date"};
    }
    return std::max(*edit_.from, midnight_);
  }

  Result<Plan> under_terms(Series next, const std::vector<Date>& dates, LocalDateTime from) {
    next.terms = *edit_.terms;
    const Zone& zone = setting_.site.zone;
    if (zone.to_utc(next.terms.start) < now_) {
      return Error{ErrorCode::kOutOfRange, "start", "the first date has passed"};
    }
    if (date_of(next.terms.start) > horizon(today_)) {
      return Error{ErrorCode::kOutOfRange, "start", "the book is not open for that day yet"};
    }
    if (next.terms.last_day && *next.terms.last_day < date_of(next.terms.start)) {
      return Error{ErrorCode::kOutOfRange, "last_day", "the last day comes before the first"};
    }
    ALCOVE_TRY(appointments::check_resources(txn_, next.terms.resources));
    ALCOVE_ASSIGN(next.terms.extra_dates, extra_dates_of(next.terms, zone, earliest_));
    ALCOVE_TRY(check_taken_out(next.terms, zone, edit_.taken_out));
    ALCOVE_ASSIGN(const std::vector<RuleDate> fresh, rule_dates(next.terms, zone, horizon(today_)));
    const Terms terms = next.terms;
    return resolved(std::move(next), dates, [&](const Situation& situation) {
      return plan_change(situation, terms, fresh, edit_.taken_out, from);
    });
  }

  // The rows that the revision ended, and what the rows of its undo have revived.
  std::vector<Gone> gone_by(const SeriesId& id, std::int64_t revision,
                            const std::vector<Date>& dates) {
    std::vector<Gone> gone;
    for (Row& row : rows_ended_by(txn_, id, revision)) gone.push_back({std::move(row), {}});
    for (const Date& one : dates) {
      if (one.row.since != revision || !one.row.revives) continue;
      if (auto row = find_row(txn_, id, *one.row.revives)) gone.push_back({std::move(*row), {}});
    }
    for (Gone& one : gone) {
      if (!one.row.appointment) continue;
      one.appointment = appointments::find_appointment(txn_, *one.row.appointment);
    }
    return gone;
  }

  template <class Make>
  Result<Plan> resolved(Series next, const std::vector<Date>& dates, Make make) {
    Plan plan{std::move(next), {}};
    plan.steps = make(situation_of(plan.next, dates));
    const std::size_t limit =
        edit_.what == What::kUndo ? api::series::kMaxLines : api::series::kMaxDates;
    if (lines_of(plan.steps).size() > limit) {
      return Error{ErrorCode::kOutOfRange, "terms", fmt::format("at most {} dates at once", limit)};
    }
    ALCOVE_TRY(resolve(
        plan.steps,
        [&](const Wish& wish, std::span<const AppointmentId> gone) {
          return appointments::obstacles_to(txn_, wish, gone, setting_.site, now_);
        },
        Soft::kAsksForReason));
    return plan;
  }

  const Edit& edit_;
  ReadTxn& txn_;
  const Setting& setting_;
  UtcTime now_;
  LocalDate today_;
  LocalDateTime midnight_;
  LocalDateTime earliest_{};  // of the added dates
};

// What has no place because somebody left or a room was given up is for somebody to decide, too.
Result<Obstacles> obstacles_at_night(ReadTxn& txn, const Wish& wish,
                                     std::span<const AppointmentId> gone, const Setting& setting,
                                     UtcTime now) {
  using api::appointments::Place;
  auto found = appointments::obstacles_to(txn, wish, gone, setting.site, now);
  if (found || found.error().code != ErrorCode::kNotFound) return found;
  api::appointments::Collision lost{Place::kClinician, wish.start,
                                    wish.start + std::chrono::minutes(wish.minutes)};
  if (found.error().field == "room") lost.place = Place::kRoom;
  if (found.error().field == "resources") {
    lost.place = Place::kResource;
    for (const api::resources::ResourceId& one : *wish.resources) {
      if (!appointments::check_resources(txn, {one})) lost.resource = one;
    }
  }
  return Obstacles{.taken = lost};
}

}  // namespace

std::optional<ClientId> whose(ReadTxn& txn, const SeriesId& id) {
  const auto series = find_series(txn, id);
  return series ? std::optional(series->client) : std::nullopt;
}

Date date_of_row(ReadTxn& txn, const Row& row, const Setting& setting, UtcTime now) {
  Date date;
  date.row = row;
  if (!row.appointment) return date;
  date.visit = appointments::find_appointment(txn, *row.appointment);
  ALCOVE_CHECK(date.visit.has_value());
  while (date.visit->state == rules::AppointmentState::kRescheduled) {
    ALCOVE_CHECK(date.visit->moved_to.has_value());
    date.visit = appointments::find_appointment(txn, *date.visit->moved_to);
    ALCOVE_CHECK(date.visit.has_value());
    date.moved = true;
  }
  const bool documented = setting.documented && setting.documented(txn, date.visit->id);
  date.touch =
      touch_of(row, *date.visit, date.moved, documented ? Documented::kYes : Documented::kNo, now);
  return date;
}

std::vector<Date> read_dates(ReadTxn& txn, const SeriesId& id, LocalDateTime from,
                             const Setting& setting, UtcTime now) {
  std::vector<Date> dates;
  for (const Row& row : standing_rows(txn, id, from)) {
    dates.push_back(date_of_row(txn, row, setting, now));
  }
  return dates;
}

Result<Series> series_to_change(const Principal& principal, ReadTxn& txn, const SeriesId& id,
                                std::int64_t base_revision) {
  std::optional<Series> series = find_series(txn, id);
  if (!series) return Error{ErrorCode::kNotFound, "series", "there is no such series"};
  ALCOVE_TRY(may_change(principal, txn, series->client, series->terms.clinician));
  if (series->revision != base_revision) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  if (series->revision >= api::series::kMaxRevisions) {
    return Error{ErrorCode::kTooMany, "series",
                 fmt::format("at most {} revisions", api::series::kMaxRevisions)};
  }
  return std::move(*series);
}

Result<Plan> plan_edit(const Principal& principal, const Edit& edit, ReadTxn& txn,
                       const Setting& setting, UtcTime now) {
  Planning planning(edit, txn, setting, now);
  if (edit.what == What::kCreate) {
    ALCOVE_TRY(check_named(edit));
    ALCOVE_TRY(may_change(principal, txn, *edit.client, edit.terms->clinician));
    ALCOVE_ASSIGN(Series next, new_series(edit, txn, setting, now));
    return planning.create(std::move(next), edit.terms->start);
  }
  ALCOVE_ASSIGN(Series next, series_to_change(principal, txn, edit.series, edit.base_revision));
  ++next.revision;
  switch (edit.what) {
    case What::kChange:
      return planning.change(std::move(next));
    case What::kCancel:
      return planning.cancel(std::move(next));
    case What::kUndo:
      return planning.undo(std::move(next));
    case What::kCreate:
    case What::kSettle:
      break;
  }
  return Error{ErrorCode::kOutOfRange, "what", "that has a route of its own"};
}

Result<Plan> plan_brought_in(const Edit& edit, ReadTxn& txn, const Setting& setting, UtcTime now) {
  ALCOVE_TRY(check_named(edit));
  ALCOVE_ASSIGN(Series next, new_series(edit, txn, setting, now));
  const LocalDateTime midnight = std::chrono::local_days(setting.site.day_of(now));
  return Planning(edit, txn, setting, now).create(std::move(next), midnight);
}

Result<std::vector<Step>> plan_night(const Series& series, ReadTxn& txn, const Setting& setting,
                                     UtcTime now) {
  const Edit none;
  const Planning planning(none, txn, setting, now);
  ALCOVE_ASSIGN(const std::vector<RuleDate> fresh, planning.coming_dates(series));
  std::vector<Date> dates;
  for (const Row& row :
       standing_rows(txn, series.id, std::chrono::local_days(setting.site.day_of(now)))) {
    dates.push_back({.row = row});
  }
  std::vector<Step> steps =
      plan_extension(planning.situation_of(series, std::move(dates)), series.terms, fresh, {});
  ALCOVE_TRY(resolve(
      steps,
      [&](const Wish& wish, std::span<const AppointmentId> gone) {
        return obstacles_at_night(txn, wish, gone, setting, now);
      },
      series.override_reason.empty() ? Soft::kCollides : Soft::kAsksForReason));
  return steps;
}

}  // namespace alcove::series
