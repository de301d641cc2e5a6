// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/grid_columns.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/staff.h"

// The calendar of the desk: time goes down, clinicians or rooms or the days of somebody's week
// stand side by side. A free time is pressed to book it, or drawn over to book as much of it; a
// visit is pressed to choose it. A visit or a session is dragged to another time, or picked up with
// M, carried with the arrows and put down with Enter. Where there is no room for all columns some
// are seen, and the others by buttons and arrows.
namespace alcove::screens::desk {

enum class GridOf : std::uint8_t { kDay, kWeek, kRooms };

struct GridModel {
  GridOf of = GridOf::kDay;
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::optional<StaffId> provider{};  // whose week
  std::map<StaffId, api::availability::OfClinicianReply> hours{};
  std::vector<api::availability::ClosedDay> closed_days{};
  bool hours_read = false;
  std::vector<BoardRow> week{};  // the visits of that week
  std::vector<api::appointments::MeetingCard> week_meetings{};
  bool week_read = false;
  std::size_t first_column = 0;  // of those that are seen

  // Whose column was brought into view, and where: once in each way to look at it.
  struct Brought {
    AppointmentId visit{};
    GridOf of = GridOf::kDay;
    std::optional<StaffId> provider{};

    friend bool operator==(const Brought&, const Brought&) = default;
  };
  std::optional<Brought> brought{};
  bool to_scroll = false;  // to where it stands in that column
  bool choosing = false;   // whose week

  // A visit, or a session of several, that is held, where it would go, and where it stands. Columns
  // count from the first one there is, seen or not.
  struct Held {
    AppointmentId visit{};
    std::optional<api::appointments::MeetingId> meeting{};  // in place of a visit
    std::string name{};                                     // of what stands there
    std::int64_t minutes = 0;
    bool by_key = false;
    std::size_t column = 0;
    std::int64_t minute = 0;
    std::size_t from_column = 0;
    std::int64_t from_minute = 0;
  };
  std::optional<Held> held{};

  // Free time over which one draws, to book it: from where it was begun to where one is. How much
  // of that is free is looked at anew in each turn.
  struct Drawn {
    std::size_t column = 0;
    GridCell begun{};
    GridCell to{};
    bool by_key = false;
  };
  std::optional<Drawn> drawn{};

  // Those of a block that stands for several: one of them is being chosen.
  std::vector<AppointmentId> several{};
  std::vector<api::appointments::MeetingId> several_meetings{};
};

struct GridFrame {
  text::Language language = text::Language::kEnglish;
  LocalDate day{};
  LocalDate today{};
  LocalDateTime now{};
  UtcTime now_utc{};
  bool there = true;
  bool read = false;  // the rows are this day's
  May may = May::kChange;
  std::optional<AppointmentId> selected{};
  std::optional<api::appointments::MeetingId> selected_meeting{};
  const std::vector<api::appointments::MeetingCard>* meetings = nullptr;  // of the day; none: null
};

// A time that was touched, or to which a visit was dragged.
struct GridPlace {
  std::optional<StaffId> clinician{};
  std::optional<RoomId> room{};
  bool of_room = false;  // the room is meant, none included
  LocalDateTime start{};
  std::optional<std::int64_t> minutes{};  // drawn; none: as long as such a visit is
};
struct GridIntent {
  enum class What : std::uint8_t {
    kNone,
    kOf,       // another way to look at it: read what it needs
    kSelect,   // `visit`
    kBook,     // at `place`
    kMove,     // `visit` to `place`
    kMeeting,  // a session of several, `meeting`
    kCarry,    // the session `meeting` to `place`, out of the column of `from`
  };
  What what = What::kNone;
  AppointmentId visit{};
  GridPlace place{};
  api::appointments::MeetingId meeting{};
  std::optional<StaffId> from{};
  std::string cell{};  // of kBook: the name of the free time, to which the focus comes back
};

std::vector<GridColumn> columns_of(const GridModel& model, const GridFrame& frame,
                                   const std::vector<BoardRow>& rows);
// The visits that stand in the columns: of the day, or of the week.
const std::vector<BoardRow>& rows_of(const GridModel& model, const std::vector<BoardRow>& rows);
const std::vector<api::appointments::MeetingCard>& meetings_of(const GridModel& model,
                                                               const GridFrame& frame);

// In `area` with a scroll area of its own, or cut off the top of a page that scrolls.
GridIntent draw_grid(ui::Ui& ui, const ui::Rect& area, const GridFrame& frame, GridModel& model,
                     const std::vector<BoardRow>& rows);
GridIntent draw_grid_in(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model,
                        const std::vector<BoardRow>& rows);
// Day, week or rooms, and whose week; cut off the top of `flow`.
GridIntent draw_grid_tools(ui::Ui& ui, ui::Rect& flow, const GridFrame& frame, GridModel& model);
// Lies over the screen: whose week, or which one of several.
GridIntent draw_grid_choice(ui::Ui& ui, const GridFrame& frame, GridModel& model,
                            const std::vector<BoardRow>& rows);

}  // namespace alcove::screens::desk
