// SPDX-License-Identifier: Apache-2.0
// What follows from what a person pressed at the desk.
#include "kiosk/flows/desk/desk_station.h"

namespace alcove::flows::desk {

void DeskFlow::act(const BoardIntent& intent) {
  using What = BoardIntent::What;
  const screens::desk::DayBoardModel& model = board_.model();
  const std::chrono::sys_days day = model.day;
  const std::chrono::days step = screens::desk::days_seen(model);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kSearch:
      return open_find(Purpose::kOpen);
    case What::kWalkIn:
      return open_find(Purpose::kWalkIn);
    case What::kBook:
      return open_find(Purpose::kBook);
    case What::kHours:
      return hours_.open(model.day);
    case What::kGroups:
      return groups_.open_list();
    case What::kDayList:
      return paper_.open(model.day);
    case What::kReminders:
      return reminders_.open(model.day);
    case What::kCloseDay:
      return day_close_.open(model.day);
    case What::kWaitlist:
      return waitlist_.open_list();
    case What::kLock:
      return context_.lock();
    case What::kDayBefore:
      return go_to(day - step);
    case What::kDayAfter:
      return go_to(day + step);
    case What::kToday:
      return go_to(model.today);
    case What::kToDay:
      return go_to(intent.day);
    case What::kSelect:
      return board_.choose(intent.appointment);
    case What::kUnselect:
      return board_.unselect(chosen_last_);
    case What::kSelectMeeting:
      return board_.choose_meeting(intent.meeting);
    case What::kMeetingPanel:
      return meetings_.act(intent.meeting_panel.what, model.chosen_meeting());
    case What::kToastAction:
      return act_on_toast();
    case What::kGrid:
      return grid_.act(intent.grid);
    case What::kPanel:
      return act_on_visit(intent.panel);
    case What::kCardOn:
    case What::kCardBack:
    case What::kCardTo:
      return flow_.act(intent, model.rows);
  }
}

void DeskFlow::open_find(Purpose purpose) {
  grid_.take_place();
  clients_.open_find(purpose);
}

void DeskFlow::show_session(LocalDate day, const screens::desk::MeetingId& session) {
  go_to(day);
  board_.choose_meeting_when_read(session);
}

// What was done on the day that is left cannot be taken back from another one.
void DeskFlow::go_to(LocalDate day) {
  toast_.clear();
  board_.go_to(day);
}

void DeskFlow::show(LocalDate day, const AppointmentId& visit) {
  go_to(day);
  board_.choose_when_read(visit);
  board_.read_day();
}

void DeskFlow::act_on_toast() {
  const DeskToast::Pressed pressed = toast_.press();
  if (pressed.see_who) return waitlist_.see_freed();
  if (pressed.show) return show(pressed.show->day, pressed.show->visit);
  if (pressed.undo_series) {
    return visits_.series.open_undo(pressed.undo_series->series, pressed.undo_series->name);
  }
  if (pressed.session_back) return meetings_.move_back();
  if (pressed.move_back) {
    const screens::desk::BoardRow& moved = pressed.move_back->visit;
    if (moved.appointment.moved_to) {
      if (board_.model().chosen() != nullptr) board_.choose_when_read(moved.appointment.id);
      return steps_.take_move_back(moved);
    }
    const screens::desk::BoardRow* const now = grid_.row_of(moved.appointment.id);
    return visits_.booking.move_to(now != nullptr ? *now : moved, pressed.move_back->before);
  }
  const auto* const row = screens::desk::find_row(board_.model().rows, pressed.undo);
  if (row != nullptr) steps_.open_undo(*row);
}

void DeskFlow::act_on_visit(const PanelIntent& intent) {
  using What = PanelIntent::What;
  const screens::desk::BoardRow* const row = board_.model().chosen();
  if (row == nullptr) return;
  switch (intent.what) {
    case What::kNone:
    case What::kBack:
      return;
    case What::kMove:
      return visits_.booking.open_move(*row);
    case What::kBookAgain:
      return visits_.booking.open_again(*row);
    case What::kSeeWho:
      return waitlist_.see_who_could_have(row->appointment);
    case What::kBecomes:
      return away_.open(*row);
    case What::kOpenClient:
      return clients_.open_record(row->appointment.client);
    case What::kMark:
      return steps_.mark(*row, intent.state);
    case What::kAnotherRoom:
      return steps_.open_room(*row);
    case What::kCancel:
      return steps_.open_cancel(*row);
    case What::kUndo:
      return steps_.open_undo(*row);
    case What::kSeries:
      return visits_.series.open(*row);
    case What::kSession:
      return board_.choose_meeting(*row->appointment.meeting);
    case What::kSlip:
      return paper_.open_slip(row->appointment.client, row->client_name);
    case What::kHistory:
      return steps_.open_history(*row);
    case What::kAccept:
      return board_.decide(intent.proposal, api::check_in::Decision::kAccept, desk_);
    case What::kKeepOld:
      return board_.decide(intent.proposal, api::check_in::Decision::kKeepOld, desk_);
    case What::kSomebodyElse:
      return correction_.open(*row, intent.check_in, board_.model());
  }
}

}  // namespace alcove::flows::desk
