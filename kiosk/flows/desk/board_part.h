// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/day_board.h"

namespace alcove::flows::desk {

// The day that is shown and the visit that is chosen, kept as the box has them: read again whenever
// a line says that something changed, so that selection and place in the list stay.
class BoardPart {
 public:
  explicit BoardPart(StaffContext& context);

  // The model, with everything in it that goes by time.
  screens::desk::DayBoardModel& model();
  void on_line(const api::live::Line& line);
  void on_link();

  void read_day();
  void go_to(LocalDate day);
  void choose(const std::optional<AppointmentId>& appointment);
  // From one client of a session back to the session, from everything else to the list, where the
  // one that was chosen last is brought into view.
  void unselect(const std::optional<AppointmentId>& chosen_last);
  // A session of several clients, in place of a visit; or once the day has it.
  void choose_meeting(const screens::desk::MeetingId& meeting);
  void choose_meeting_when_read(const screens::desk::MeetingId& meeting);
  // A visit that was made here just now: chosen and brought into view as soon as the day that is
  // shown has it.
  void choose_when_read(const AppointmentId& appointment) { wanted_ = appointment; }
  // A change made here, as the box answered it.
  void take(const api::appointments::Appointment& changed, const ClinicBook& book);
  void decide(const ProposalId& proposal, api::check_in::Decision decision, const Desk& desk);
  // The client as they are called, with the record number where another one of the day is alike.
  std::string called(const screens::desk::BoardRow& row) const;
  bool deciding() const { return deciding_; }
  void set_busy(bool busy) { model_.panel.busy = busy; }

 private:
  void choose_wanted_meeting();
  void read_page(const std::optional<std::string>& next);
  void take_page(Result<api::appointments::DayReply> reply);
  void keep_what_is_newer();
  void take_rows();
  void forget_rows();
  void show_rows();
  void remember_day();
  bool show_remembered();
  void read_panel();
  void read_moved();
  void panel_refused(ErrorCode code);

  StaffContext& context_;
  screens::desk::DayBoardModel model_;
  link::Life day_life_;
  link::Life panel_life_;
  link::Life step_life_;
  bool deciding_ = false;
  bool reading_ = false;
  bool read_again_ = false;
  std::vector<api::appointments::BoardRow> incoming_;
  std::vector<screens::desk::MeetingCard> incoming_meetings_;
  std::optional<UtcTime> read_at_;  // when the rows that are shown were true
  std::optional<AppointmentId> wanted_;
  std::optional<screens::desk::MeetingId> wanted_meeting_;
  // Days as they were read last, to look at while the box is away; never more than kMostDaysKept.
  struct SeenDay {
    std::vector<api::appointments::BoardRow> rows;
    std::vector<screens::desk::MeetingCard> meetings;
    std::optional<api::appointments::DayClosed> closed;
    std::optional<std::string> clinic_closed;
    UtcTime read_at;
  };
  std::map<std::chrono::sys_days, SeenDay> seen_;
};

}  // namespace alcove::flows::desk
