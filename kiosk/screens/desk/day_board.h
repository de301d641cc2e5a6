// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/flow_columns.h"
#include "kiosk/screens/desk/grid.h"
#include "kiosk/screens/desk/meeting_panel.h"
#include "kiosk/screens/desk/side_panel.h"
#include "kiosk/widgets/ui.h"

// The day at the front desk: who comes, to whom, where, and how it stands; beside it the visit that
// is chosen. With large text the chosen visit takes the place of the list.
namespace alcove::screens::desk {

enum class BoardView : std::uint8_t { kByTime, kByClinician, kFlow, kCalendar };

struct DayBoardModel {
  text::Language language = text::Language::kEnglish;
  ui::Connection connection{};
  std::string person{};  // "Mia Ortiz"
  Zone zone;             // the site's clock, as of the two days below
  LocalDate day;
  LocalDate today;
  // The calendar to jump to a day from lies over the board: the month that it shows.
  std::optional<std::chrono::year_month> choosing_day{};
  UtcTime now{};
  bool read = false;  // the rows below are this day's
  std::vector<BoardRow> rows{};
  std::vector<bool> like{};              // by row: could be mistaken for another one
  std::optional<LocalDateTime> as_of{};  // the box is away: how it stood then
  std::optional<ErrorCode> problem{};    // why the day could not be read
  BoardView view = BoardView::kByTime;
  FlowColumn flow_column = FlowColumn::kWaiting;  // the one that is shown with large text
  GridModel grid{};                               // of the calendar
  std::optional<AppointmentId> selected{};
  std::vector<MeetingCard> meetings{};                   // sessions of several clients, by time
  std::optional<api::appointments::DayClosed> closed{};  // the desk closed the day
  std::optional<std::string> clinic_closed{};            // the clinic is closed on it: why
  std::optional<MeetingId> selected_meeting{};  // in place of a visit: its panel, its places below
  // The row that is to be seen: scrolled to where the list is drawn the next time, then none.
  std::optional<AppointmentId> bring_into_view{};
  std::optional<MeetingId> meeting_into_view{};  // a session with its places, the same way
  PanelModel panel{};
  bool has_paper = true;    // the day's list can be printed or saved here
  bool has_closing = true;  // whoever works here closes days
  bool has_waitlist = true;
  May may = May::kChange;
  std::string toast{};
  enum class ToastAction : std::uint8_t { kClose, kUndo, kShow, kSeeWho, kNone };
  ToastAction toast_action = ToastAction::kClose;
  // Drawn by whoever owns it: the bar along the top, which returns the place for where one is; and
  // what lies above the day (alerts, calls for help), which draws at the top of a place and returns
  // how high it was. Left out: a bar of our own, nothing above.
  std::function<ui::Rect(ui::Ui&, ui::Rect&)> bar{};
  std::function<float(ui::Ui&, const ui::Rect&)> strip{};

  const BoardRow* chosen() const;
  const MeetingCard* chosen_meeting() const;
};

struct BoardIntent {
  enum class What : std::uint8_t {
    kNone,
    kLock,  // only of the bar of our own
    kDayBefore,
    kDayAfter,
    kToday,
    kToDay,  // `day`
    kSearch,
    kSelect,         // `appointment`
    kSelectMeeting,  // `meeting`
    kUnselect,       // back to the list
    kHours,
    kGroups,
    kDayList,
    kReminders,
    kCloseDay,
    kWaitlist,
    kWalkIn,
    kBook,
    kToastAction,
    kPanel,         // what was pressed in the panel: `panel`
    kMeetingPanel,  // likewise: `meeting_panel`
    kCardOn,        // the card of `appointment` goes on by a step
    kCardBack,      // its last step is taken back
    kCardTo,        // it was put into `column`
    kGrid,          // of the calendar: `grid`
  };
  What what = What::kNone;
  AppointmentId appointment{};
  PanelIntent panel{};
  FlowColumn column = FlowColumn::kExpected;
  GridIntent grid{};
  MeetingId meeting{};
  MeetingPanelIntent meeting_panel{};
  LocalDate day{};
};
BoardIntent draw(ui::Ui& ui, DayBoardModel& model);

// How far the arrows beside the date go: a week where a week is seen.
std::chrono::days days_seen(const DayBoardModel& model);

// The list alone: in `area`, with a scroll area of its own, or cut off the top of a page that
// scrolls.
BoardIntent draw_list(ui::Ui& ui, const ui::Rect& area, DayBoardModel& model);
BoardIntent draw_list_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model);
// The same as cards in columns; in a page that scrolls, one column at a time.
BoardIntent draw_flow(ui::Ui& ui, const ui::Rect& area, DayBoardModel& model);
BoardIntent draw_flow_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model);
// The same as a calendar, and what lies over it.
BoardIntent draw_calendar(ui::Ui& ui, ui::Rect area, DayBoardModel& model);
BoardIntent draw_calendar_in(ui::Ui& ui, ui::Rect& flow, DayBoardModel& model);
BoardIntent draw_calendar_choice(ui::Ui& ui, DayBoardModel& model);

}  // namespace alcove::screens::desk
