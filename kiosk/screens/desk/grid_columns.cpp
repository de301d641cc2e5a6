// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/grid_columns.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/screens/desk/hours_words.h"
#include "kiosk/text/grid_messages.h"
#include "shared/base/check.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::MeetingCard;
using api::availability::Block;
using api::availability::ClosedDay;
using api::availability::Hours;
using api::availability::kDayMinutes;
using Kind = GridStretch::Kind;
using rules::SlotType;

constexpr std::int64_t kHourMinutes = 60;
constexpr GridSpan kUsualSpan{8 * 60, 18 * 60};

Kind kind_of(SlotType type) {
  switch (type) {
    case SlotType::kLunch:
      return Kind::kLunch;
    case SlotType::kCrisisHold:
      return Kind::kHold;
    case SlotType::kIntake:
    case SlotType::kTherapy:
    case SlotType::kMedicationCheck:
    case SlotType::kGroup:
      return Kind::kWork;
  }
  ALCOVE_CHECK(false);
  return Kind::kWork;
}

std::int64_t weekday_of(LocalDate day) {
  return static_cast<std::int64_t>(
      std::chrono::weekday(std::chrono::local_days(day)).iso_encoding());
}

// Before the first day of the first hours nothing is known.
bool nothing_known(const std::vector<Hours>& all, LocalDate day) {
  return std::none_of(all.begin(), all.end(),
                      [&](const Hours& one) { return !one.withdrawn && one.from <= day; });
}

const Hours* hours_on(const std::vector<Hours>& all, LocalDate day) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Hours& one) {
    return !one.withdrawn && one.from <= day && (!one.until || day <= *one.until);
  });
  return found == all.end() ? nullptr : &*found;
}

// Lays a part over those that are there.
std::vector<GridStretch> laid_over(const std::vector<GridStretch>& parts, const GridStretch& over) {
  if (over.from >= over.until) return parts;
  std::vector<GridStretch> out;
  for (const GridStretch& part : parts) {
    GridStretch before = part;
    before.until = std::min(part.until, over.from);
    GridStretch after = part;
    after.from = std::max(part.from, over.until);
    if (before.from < before.until) out.push_back(before);
    if (part.from <= over.from && over.from < part.until) out.push_back(over);
    if (after.from < after.until) out.push_back(after);
  }
  return out;
}

std::int64_t minute_on(LocalDate day, LocalDateTime time) {
  const LocalDateTime midnight = std::chrono::local_days(day);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time - midnight).count();
  return std::clamp<std::int64_t>(minutes, 0, kDayMinutes);
}

std::vector<GridCard> sessions_of(const std::vector<MeetingCard>& meetings,
                                  const GridColumn& column, bool by_room) {
  std::vector<GridCard> cards;
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const api::appointments::Meeting& at = meetings[i].meeting;
    const bool stands = at.state == api::appointments::MeetingState::kStands;
    if (!stands || date_of(at.start) != column.day) continue;
    const bool leads =
        std::any_of(at.clinicians.begin(), at.clinicians.end(),
                    [&](const auto& one) { return one.clinician == column.clinician; });
    if (by_room ? at.room != column.room : !leads) continue;
    const std::int64_t from = minute_on(column.day, clock_start(at));
    cards.push_back({.from = from,
                     .until = std::min(from + at.minutes, kDayMinutes),
                     .kind = GridCard::Kind::kMeeting,
                     .meetings = {i}});
  }
  return cards;
}

// What has no lane of its own is one card with all of them.
void gather(std::vector<GridCard>& cards, std::vector<GridCard>& out) {
  GridCard more{.lane = kMostBeside - 1, .lanes = kMostBeside, .kind = GridCard::Kind::kMore};
  for (GridCard& card : cards) {
    card.lanes = kMostBeside;
    if (card.lane < more.lane) {
      out.push_back(std::move(card));
      continue;
    }
    const bool first = more.rows.empty() && more.meetings.empty();
    more.from = first ? card.from : std::min(more.from, card.from);
    more.until = std::max(more.until, card.until);
    more.meetings.insert(more.meetings.end(), card.meetings.begin(), card.meetings.end());
    if (!card.meetings.empty()) continue;  // it is chosen as a whole
    more.rows.insert(more.rows.end(), card.rows.begin(), card.rows.end());
  }
  out.push_back(std::move(more));
}

// Cards that overlap, one after another, share the width.
std::vector<GridCard> laid_beside(std::vector<GridCard> cards) {
  std::vector<GridCard> out;
  std::size_t begin = 0;
  while (begin < cards.size()) {
    std::size_t end = begin;
    std::int64_t reach = cards[begin].until;
    std::vector<std::int64_t> lanes;  // until when each is taken
    while (end < cards.size() && (end == begin || cards[end].from < reach)) {
      GridCard& card = cards[end];
      const auto free = std::find_if(lanes.begin(), lanes.end(),
                                     [&](std::int64_t taken) { return taken <= card.from; });
      card.lane = static_cast<std::size_t>(free - lanes.begin());
      if (free == lanes.end()) {
        lanes.push_back(card.until);
      } else {
        *free = card.until;
      }
      reach = std::max(reach, card.until);
      ++end;
    }
    std::vector<GridCard> together(
        std::make_move_iterator(cards.begin() + static_cast<std::ptrdiff_t>(begin)),
        std::make_move_iterator(cards.begin() + static_cast<std::ptrdiff_t>(end)));
    begin = end;
    if (lanes.size() > kMostBeside) {
      gather(together, out);
      continue;
    }
    for (GridCard& card : together) {
      card.lanes = lanes.size();
      out.push_back(std::move(card));
    }
  }
  return out;
}

}  // namespace

std::vector<GridStretch> parts_of_day(const api::availability::OfClinicianReply* record,
                                      const std::vector<ClosedDay>& closed_days, LocalDate day) {
  const auto is_closed = [&](const ClosedDay& one) { return !one.reopened && one.day == day; };
  if (std::any_of(closed_days.begin(), closed_days.end(), is_closed)) {
    return {{0, kDayMinutes, Kind::kClosed}};
  }
  std::vector<GridStretch> parts{{0, kDayMinutes, Kind::kOpen}};
  if (record == nullptr) return parts;
  if (!nothing_known(record->hours, day)) {
    parts.front().kind = Kind::kOff;
    if (const Hours* const hours = hours_on(record->hours, day)) {
      for (const Block& block : hours->blocks) {
        if (block.weekday != weekday_of(day)) continue;
        parts = laid_over(parts,
                          {block.start_minute, block.end_minute, kind_of(block.type), block.type});
      }
    }
  }
  for (const auto& off : record->times_off) {
    if (off.cancelled) continue;
    parts = laid_over(parts, {minute_on(day, off.from), minute_on(day, off.until), Kind::kAway});
  }
  return parts;
}

std::vector<GridCard> cards_of(const std::vector<BoardRow>& rows, const GridColumn& column,
                               bool by_room, const std::vector<MeetingCard>& meetings) {
  std::vector<GridCard> cards = sessions_of(meetings, column, by_room);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const api::appointments::Appointment& at = rows[i].appointment;
    if (!rules::holds_time(at.state) || date_of(at.start) != column.day) continue;
    const auto same = [&](const GridCard& card) {
      if (!card.meetings.empty()) return meetings[card.meetings[0]].meeting.id == at.meeting;
      return at.meeting && rows[card.rows.front()].appointment.meeting == at.meeting;
    };
    const auto meeting = std::find_if(cards.begin(), cards.end(), same);
    if (meeting != cards.end()) {
      meeting->rows.push_back(i);
      continue;
    }
    const bool mine = by_room ? at.room == column.room : column.clinician == at.clinician;
    if (!mine) continue;
    const std::int64_t from = minute_on(column.day, clock_start(at));
    cards.push_back({.rows = {i},
                     .from = from,
                     .until = std::min(from + at.minutes, kDayMinutes),
                     .kind = at.meeting ? GridCard::Kind::kMeeting : GridCard::Kind::kVisit});
  }
  std::stable_sort(cards.begin(), cards.end(),
                   [](const GridCard& a, const GridCard& b) { return a.from < b.from; });
  return laid_beside(std::move(cards));
}

std::vector<GridCell> free_cells(const GridColumn& column, std::int64_t from, std::int64_t until,
                                 std::int64_t step) {
  std::vector<GridCell> cells;
  const auto add = [&](std::int64_t begin, std::int64_t end) {
    while (begin < end) {
      const std::int64_t next = std::min(end, (begin / step + 1) * step);
      cells.push_back({begin, next});
      begin = next;
    }
  };
  for (const GridStretch& part : column.parts) {
    if (!part.bookable()) continue;
    std::int64_t begin = std::max(part.from, from);
    const std::int64_t end = std::min(part.until, until);
    for (const GridCard& card : column.cards) {
      if (card.until <= begin || card.from >= end) continue;
      add(begin, card.from);
      begin = std::max(begin, card.until);
    }
    add(begin, end);
  }
  return cells;
}

namespace {

// The free time in which that minute lies, over the borders of parts in which one can book.
std::optional<GridCell> free_around(const GridColumn& column, GridSpan shown, std::int64_t minute) {
  std::optional<GridCell> found;
  for (const GridCell& cell : free_cells(column, shown.from, shown.until, kDayMinutes)) {
    const bool goes_on = found && found->until == cell.from;
    if (goes_on) {
      found->until = cell.until;
    } else if (found && found->until > minute) {
      break;
    } else {
      found = cell;
    }
  }
  const bool has = found && found->from <= minute && minute < found->until;
  return has ? found : std::nullopt;
}

}  // namespace

std::optional<GridCell> drawn_time(const GridColumn& column, GridSpan shown, GridCell begun,
                                   GridCell to) {
  constexpr std::int64_t kStep = rules::kBookingStep.count();
  constexpr std::int64_t kMost = rules::kMaxDuration.count();
  const auto free = free_around(column, shown, begun.from);
  if (!free) return std::nullopt;
  const std::int64_t first = (free->from + kStep - 1) / kStep * kStep;
  const std::int64_t last = free->until / kStep * kStep;
  GridCell time{std::max(std::min(begun.from, to.from), first),
                std::min(std::max(begun.until, to.until), last)};
  if (time.until - time.from > kMost) {
    const bool upwards = to.from < begun.from;
    (upwards ? time.from : time.until) = upwards ? time.until - kMost : time.from + kMost;
  }
  return time.from < time.until ? std::optional(time) : std::nullopt;
}

GridSpan span_of(const std::vector<GridColumn>& columns) {
  GridSpan span{kDayMinutes, 0};
  const auto take = [&](std::int64_t from, std::int64_t until) {
    span.from = std::min(span.from, from / kHourMinutes * kHourMinutes);
    const std::int64_t hour = (until + kHourMinutes - 1) / kHourMinutes * kHourMinutes;
    span.until = std::max(span.until, std::min(hour, kDayMinutes));
  };
  for (const GridColumn& column : columns) {
    for (const GridStretch& part : column.parts) {
      const bool says =
          part.kind == Kind::kWork || part.kind == Kind::kLunch || part.kind == Kind::kHold;
      if (says) take(part.from, part.until);
    }
    for (const GridCard& card : column.cards) take(card.from, card.until);
  }
  const bool any_open = std::any_of(columns.begin(), columns.end(), [](const GridColumn& column) {
    return std::any_of(column.parts.begin(), column.parts.end(),
                       [](const GridStretch& part) { return part.kind == Kind::kOpen; });
  });
  if (any_open || span.until == 0) take(kUsualSpan.from, kUsualSpan.until);
  return span;
}

const GridStretch& stretch_at(const GridColumn& column, std::int64_t minute) {
  const auto found = std::find_if(
      column.parts.begin(), column.parts.end(),
      [&](const GridStretch& part) { return part.from <= minute && minute < part.until; });
  return found == column.parts.end() ? column.parts.back() : *found;
}

std::string stretch_words(text::Language language, const GridStretch& stretch) {
  const text::GridMessages say(language);
  switch (stretch.kind) {
    case Kind::kOpen:
      return std::string(say.grid_open());
    case Kind::kWork:
    case Kind::kLunch:
    case Kind::kHold:
      return std::string(slot_word(language, stretch.type));
    case Kind::kOff:
      return std::string(say.grid_off());
    case Kind::kAway:
      return std::string(say.grid_time_off());
    case Kind::kClosed:
      return std::string(say.grid_closed());
  }
  return {};
}

LocalDate monday_of(LocalDate day) {
  const std::chrono::sys_days at = day;
  return at - (std::chrono::weekday(at) - std::chrono::Monday);
}

}  // namespace alcove::screens::desk
