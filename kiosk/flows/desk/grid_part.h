// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/grid.h"

namespace alcove::flows::desk {

// What the calendar needs beside the day's visits: everybody's hours, the closed days, and the
// visits of a week. Read when it is first shown, and again with every change that the box tells of.
class GridPart {
 public:
  // The model is the board's and outlives this.
  GridPart(const Desk& desk, screens::desk::GridModel& model) : desk_(desk), model_(model) {}
  GridPart(const GridPart&) = delete;
  GridPart& operator=(const GridPart&) = delete;

  // In every turn in which the calendar is shown with that day.
  void turn(LocalDate day);
  void on_line(const api::live::Line& line);
  void on_link();
  // A change made here, as the box answered it.
  void take(const api::appointments::Appointment& changed);
  const screens::desk::BoardRow* row_of(const AppointmentId& visit) const;  // of the week

 private:
  using Week = std::pair<StaffId, LocalDate>;  // whose, and its Monday

  void read_hours();
  void read_next_hours();
  void take_hours(Result<api::availability::OfClinicianReply> reply);
  void read_week(const Week& week);
  void read_week_page(const std::optional<std::string>& next);
  void take_week(Result<api::appointments::BetweenReply> reply);

  const Desk& desk_;
  screens::desk::GridModel& model_;
  link::Life hours_life_, week_life_;
  bool hours_stale_ = true;
  std::vector<StaffId> waiting_;  // whose hours are still to be read
  std::map<StaffId, api::availability::OfClinicianReply> incoming_hours_;
  std::optional<Week> week_;  // that is shown
  bool week_stale_ = true;
  std::vector<screens::desk::BoardRow> incoming_week_;
};

}  // namespace alcove::flows::desk
