// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "kiosk/flows/desk/board_part.h"
#include "shared/api/visits_between.h"

namespace alcove::flows::desk {

// What the calendar needs beside the day's visits: everybody's hours, the closed days, and the
// visits of a week. Read when it is first shown, and again with every change that the box tells of.
// What is pressed in it leads to the same sheets as everywhere.
class GridPart {
 public:
  struct Ways {
    std::function<void()> find_client;  // to book the place that was pressed: take_place()
    std::function<void(const screens::desk::BoardRow&, const screens::desk::GridPlace&)> move;
    std::function<void(const screens::desk::MeetingCard&, const screens::desk::GridIntent&)> carry;
    std::function<void(LocalDate)> go_to;
  };
  // The board outlives this.
  GridPart(const Desk& desk, BoardPart& board, Ways ways)
      : desk_(desk), board_(board), model_(board.model().grid), ways_(std::move(ways)) {}
  GridPart(const GridPart&) = delete;
  GridPart& operator=(const GridPart&) = delete;

  // In every turn in which the calendar is shown with that day.
  void turn(LocalDate day);
  void on_line(const api::live::Line& line);
  void on_link();
  // A change made here, as the box answered it.
  void take(const api::appointments::Appointment& changed);
  void act(const screens::desk::GridIntent& intent);
  // Once: the place for which a client was looked for.
  std::optional<screens::desk::GridPlace> take_place() { return std::exchange(place_, {}); }
  // While nothing lies over the calendar: back from a search that came to nothing the focus is on
  // the free time again. True when it is asked for.
  bool prefer_cell(ui::Ui& ui);
  void leave_cell() { cell_.clear(); }
  // Of the day that is shown or of the week.
  const screens::desk::BoardRow* row_of(const AppointmentId& visit) const;

 private:
  using Week = std::pair<StaffId, LocalDate>;  // whose, and its Monday

  std::vector<StaffId> who_is_seen() const;
  void select(const screens::desk::BoardRow& row);
  const screens::desk::MeetingCard* card_of(const api::appointments::MeetingId& session) const;
  void select_session(const api::appointments::MeetingId& session);
  void read_hours();
  void read_next_hours();
  void take_hours(Result<api::availability::OfClinicianReply> reply);
  void read_week(const Week& week);
  void read_week_page(const std::optional<std::string>& next);
  void take_week(Result<api::appointments::BetweenReply> reply);

  const Desk& desk_;
  BoardPart& board_;
  screens::desk::GridModel& model_;
  Ways ways_;
  std::optional<screens::desk::GridPlace> place_;
  std::string cell_;  // from which the focus went
  link::Life hours_life_, week_life_;
  bool hours_stale_ = true;
  std::vector<StaffId> waiting_;  // whose hours are still to be read
  std::map<StaffId, api::availability::OfClinicianReply> incoming_hours_;
  std::optional<Week> week_;  // that is shown
  bool week_stale_ = true;
  std::vector<screens::desk::BoardRow> incoming_week_;
};

}  // namespace alcove::flows::desk
