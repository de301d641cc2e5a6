// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/opening_search.h"

#include <algorithm>
#include <tuple>

namespace alcove::appointments {

using api::appointments::Opening;
using rules::TimeSlot;

namespace {

UtcTime step_up(UtcTime time) {
  const UtcTime down = std::chrono::floor<std::chrono::minutes>(time);
  const auto past = down.time_since_epoch() % rules::kBookingStep;
  if (down == time && past == past.zero()) return time;
  return down - past + rules::kBookingStep;
}

}  // namespace

std::vector<Opening> OpeningSearch::run() {
  std::vector<Opening> openings;
  for (std::size_t index = 0; index + 1 < days_.days(); ++index) {
    const std::chrono::weekday weekday(std::chrono::local_days(days_.day(index)));
    if (!wish_.weekdays[weekday.iso_encoding()]) continue;
    std::vector<Found> found;
    for (std::size_t one = 0; one < providers_.size(); ++one) search_day(index, one, found);
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
      return std::tie(a.start, providers_[a.provider].id) <
             std::tie(b.start, providers_[b.provider].id);
    });
    take(found, openings);
    if (openings.size() == wish_.count) return openings;
  }
  return openings;
}

void OpeningSearch::take(const std::vector<Found>& sorted, std::vector<Opening>& openings) {
  std::optional<UtcTime> time;
  std::size_t of_it = 0;
  for (const Found& one : sorted) {
    if (openings.size() == wish_.count) return;
    of_it = time == one.start ? of_it + 1 : 1;
    time = one.start;
    if (of_it > wish_.of_one_time) continue;
    openings.push_back({zone_.to_local(one.start), wish_.length.count(),
                        providers_[one.provider].id, one.room, one.interpreter});
  }
}

void OpeningSearch::search_day(std::size_t index, std::size_t provider, std::vector<Found>& found) {
  Provider& who = providers_[provider];
  std::vector<TimeSlot> open;
  availability::add_open_time(who.plan, wish_.fit, days_, index, open);
  if (open.empty()) return;
  // A night goes on beyond midnight.
  availability::add_open_time(who.plan, wish_.fit, days_, index + 1, open);
  const TimeSlot day = days_.slot(index);
  who.booked.go_to(day);
  if (who.plan.cap && who.booked.count_beginning_in(day) >= *who.plan.cap) return;
  if (client_) client_->go_to(day);
  for (const TimeSlot& stretch : open) {
    if (stretch.start < day.end) search_stretch(index, provider, stretch, found);
  }
}

void OpeningSearch::search_stretch(std::size_t index, std::size_t provider, const TimeSlot& stretch,
                                   std::vector<Found>& found) {
  const TimeSlot day = days_.slot(index);
  UtcTime last_end = stretch.end;
  if (wish_.not_after) last_end = std::min(last_end, days_.at(index, *wish_.not_after));
  const UtcTime last_start = wish_.fit.now + rules::kMaxBookAhead;
  Provider& who = providers_[provider];
  // The last opening of the day before may end on this one.
  UtcTime start = step_up(std::max(
      {stretch.start, wish_.fit.now, who.offered_until, days_.at(index, wish_.not_before)}));
  for (std::size_t count = 0; count < wish_.count;) {
    if (start >= day.end || start + wish_.length > last_end || start > last_start) return;
    Found opening{.start = start, .provider = provider};
    if (const auto next = try_next(opening, day)) {
      start = step_up(*next);
      continue;
    }
    found.push_back(opening);
    ++count;
    who.offered_until = start + wish_.length + wish_.buffer;
    start = step_up(who.offered_until);
  }
}

std::optional<UtcTime> OpeningSearch::try_next(Found& opening, const TimeSlot& day) {
  const UtcTime start = opening.start;
  const TimeSlot visit{start, start + wish_.length};
  if (const auto end = providers_[opening.provider].booked.in_the_way(held_of(visit))) return end;
  if (client_) {
    if (const auto end = client_->in_the_way(visit)) return end;
  }
  if (resources_) {
    resources_->go_to(day);
    const auto end =
        resources_->in_the_way(visit, providers_[opening.provider].one_of, opening.interpreter);
    if (end) return end;
  }
  // The second time of an hour that autumn repeats has no name on the wall.
  const bool unnamed = zone_.to_utc(zone_.to_local(start)) != start;
  if (unnamed) return start + rules::kBookingStep;
  return try_rooms(opening, day);
}

std::optional<UtcTime> OpeningSearch::try_rooms(Found& opening, const TimeSlot& day) {
  const TimeSlot held = held_of({opening.start, opening.start + wish_.length});
  std::optional<UtcTime> first_end;
  for (FreeRoom& one : rooms_) {
    one.booked.go_to(day);
    const auto end = one.booked.in_the_way(held);
    if (!end) {
      opening.room = one.id;
      return std::nullopt;
    }
    first_end = first_end ? std::min(*first_end, *end) : *end;
  }
  return first_end;  // until then every room is taken
}

}  // namespace alcove::appointments
