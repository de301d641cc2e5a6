// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/board_words.h"
#include "shared/api/availability_routes.h"
#include "shared/api/meeting_record.h"

// What stands in the columns of the calendar: whose they are, what the hours say of their time, and
// the visits in them. Pure; only the box decides what can be booked.
namespace alcove::screens::desk {

// A stretch of a day, [from, until) in minutes since midnight, and what it is.
struct GridStretch {
  enum class Kind : std::uint8_t {
    kOpen,  // no hours are known: anything goes
    kWork,  // for visits of `type`
    kLunch,
    kHold,  // kept for a crisis
    kOff,   // nobody works then
    kAway,
    kClosed,
  };
  std::int64_t from = 0;
  std::int64_t until = 0;
  Kind kind = Kind::kOpen;
  rules::SlotType type = rules::SlotType::kTherapy;

  bool bookable() const {
    return kind != Kind::kOff && kind != Kind::kAway && kind != Kind::kClosed;
  }
  friend bool operator==(const GridStretch&, const GridStretch&) = default;
};

// The whole day in order, without a gap. No record: nothing is known, all of it is open.
std::vector<GridStretch> parts_of_day(const api::availability::OfClinicianReply* record,
                                      const std::vector<api::availability::ClosedDay>& closed_days,
                                      LocalDate day);

// So many columns are made; of the others a line says how many they are.
inline constexpr std::size_t kMostGridColumns = 60;
// So many stand beside each other in a column; the last place is for all that are more.
inline constexpr std::size_t kMostBeside = 3;

// What stands in a column; where several are at one time they stand beside each other.
struct GridCard {
  enum class Kind : std::uint8_t {
    kVisit,
    kMeeting,  // a session of several: one block, however many come, nobody too
    kMore,     // those for whom there is no room beside the others
  };
  std::vector<std::size_t> rows{};  // of those it was made of; of a session perhaps none
  std::int64_t from = 0;
  std::int64_t until = 0;
  std::size_t lane = 0;
  std::size_t lanes = 1;
  Kind kind = Kind::kVisit;
  std::vector<std::size_t> meetings{};  // likewise the sessions: one, or those in a kMore

  friend bool operator==(const GridCard&, const GridCard&) = default;
};

struct GridColumn {
  std::string title{};
  std::string below{};
  std::optional<StaffId> clinician{};  // whom a time in it is booked with, if that is known
  std::optional<RoomId> room{};
  LocalDate day{};
  std::vector<GridStretch> parts{};
  std::vector<GridCard> cards{};  // by time
};

// Those of the visits that hold their time and belong into the column, laid beside each other where
// they overlap; those of one meeting as one. A meeting stands with everybody who leads it.
std::vector<GridCard> cards_of(const std::vector<BoardRow>& rows, const GridColumn& column,
                               bool by_room,
                               const std::vector<api::appointments::MeetingCard>& meetings = {});

// A time without a visit, cut where a step of the clock and another part begin.
struct GridCell {
  std::int64_t from = 0;
  std::int64_t until = 0;

  friend bool operator==(const GridCell&, const GridCell&) = default;
};
std::vector<GridCell> free_cells(const GridColumn& column, std::int64_t from, std::int64_t until,
                                 std::int64_t step);

// From when to when the columns are shown, in whole hours: all work and all visits are in it.
struct GridSpan {
  std::int64_t from = 0;
  std::int64_t until = 0;

  friend bool operator==(const GridSpan&, const GridSpan&) = default;
};
GridSpan span_of(const std::vector<GridColumn>& columns);

// What is drawn over free time: from where it was begun to where one is, no further than that time
// is free and than a visit may last; both ends on a step of booking. None: it is not free any more.
std::optional<GridCell> drawn_time(const GridColumn& column, GridSpan shown, GridCell begun,
                                   GridCell to);

// The stretch in which that minute lies; the last one after the end.
const GridStretch& stretch_at(const GridColumn& column, std::int64_t minute);

std::string stretch_words(text::Language language, const GridStretch& stretch);

LocalDate monday_of(LocalDate day);

}  // namespace alcove::screens::desk
