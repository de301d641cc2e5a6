// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/scenes_desk.h"

#include <memory>

#include "kiosk/screens/desk/correction_sheet.h"
#include "kiosk/screens/desk/day_board.h"
#include "kiosk/screens/desk/paper_sheet.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "kiosk/widgets/status.h"
#include "tests/kiosk/support/over_day.h"

namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::appointments::Flag;
using text::Language;

Scene board(std::string name, std::function<void(DayBoardModel&)> change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto model = std::make_shared<DayBoardModel>(monday_board());
            model->language = language;
            change(*model);
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

void choose_lucia(DayBoardModel& model) {
  choose(model, "Morales, Lucía");
}

void add_boards(std::vector<Scene>& out) {
  out.push_back(board("50-desk-day", [](DayBoardModel& model) { choose_lucia(model); }));
  out.push_back(board("50-desk-day-flags", [](DayBoardModel& model) {
    model.rows[2].flags = {Flag::kProposedChanges, Flag::kPartialAnswers, Flag::kWantsToTalk};
    model.rows[3].flags = {Flag::kFormsDue};
    model.rows[4].flags = {Flag::kInterpreter};
    model.rows[4].language = api::clients::SpokenLanguage::kHaitianCreole;
  }));
  out.push_back(board("50-desk-day-interpreter", [](DayBoardModel& model) {
    choose_lucia(model);
    model.rows[2].language = api::clients::SpokenLanguage::kSpanish;
    model.rows[2].flags = {Flag::kInterpreter};
    model.rows[2].appointment.modality = api::appointments::Modality::kVideo;
    model.rows[5].appointment.modality = api::appointments::Modality::kPhone;
  }));
  out.push_back(board("50-desk-day-takes", [](DayBoardModel& model) {
    model.rows[2].resources = model.rows[4].resources = takes();
    choose_lucia(model);
  }));
  out.push_back(board("51-desk-by-clinician",
                      [](DayBoardModel& model) { model.view = BoardView::kByClinician; }));
  out.push_back(board("52-desk-empty", [](DayBoardModel& model) {
    model.rows.clear();
    model.day = std::chrono::year(2026) / 11 / 29;
  }));
  out.push_back(board("52-desk-another-day", [](DayBoardModel& model) {
    model.rows.clear();
    model.day = std::chrono::year(2026) / 12 / 2;
    model.toast = "Lucía Morales is booked for Monday, November 30, 10:00.";
    model.toast_action = DayBoardModel::ToastAction::kShow;
  }));
  out.push_back(board("53-desk-away", [](DayBoardModel& model) {
    choose_lucia(model);
    model.connection = {false, "9:41", 0};
    model.as_of = wall(9, 41);
  }));
  out.push_back(board("54-desk-long-names", [](DayBoardModel& model) { lengthen(model); }));
  out.push_back(board("55-desk-alert-toast", [](DayBoardModel& model) {
    model.toast = "Ana Petrov has arrived.";
    model.toast_action = DayBoardModel::ToastAction::kUndo;
    model.strip = [](ui::Ui& ui, const ui::Rect& place) {
      return ui::notice(ui, {.name = "strip",
                             .rect = place,
                             .text = "Lucía M. needs a clinician now. Since 9:53, 1 min ago.",
                             .tone = ui::Tone::kAlarm,
                             .icon = ui::Icon::kAlert});
    };
  }));
  out.push_back(board("56-desk-only-looks", [](DayBoardModel& model) {
    choose_lucia(model);
    model.may = May::kLook;
    model.has_paper = false;
  }));
  out.push_back(board("56-desk-reading", [](DayBoardModel& model) {
    model.read = false;
    model.rows.clear();
  }));
}

void add_boards_of_what_changed(std::vector<Scene>& out) {
  out.push_back(board("52-desk-closed", [](DayBoardModel& model) {
    choose_lucia(model);
    model.closed = api::appointments::DayClosed{"Mia Ortiz", wall_utc(17, 12)};
    model.clinic_closed = "Snow";
  }));
  out.push_back(board("50-desk-day-nobody-there", [](DayBoardModel& model) {
    for (auto& row : model.rows) row.flags = {Flag::kClinicianAway};
    model.rows[5].flags = {Flag::kClinicClosed};
    choose(model, model.rows[5].client_name);
  }));
  out.push_back(board("50-desk-day-moved", [](DayBoardModel& model) {
    choose_lucia(model);
    api::appointments::Appointment& visit = model.rows[2].appointment;
    visit.state = rules::AppointmentState::kRescheduled;
    visit.moved_to = visit.moved_from = visit.id;
    visit.start += std::chrono::hours(2);
    model.panel.moved_to = model.panel.moved_from = visit;
    model.panel.moved_to->state = rules::AppointmentState::kArrived;
    model.has_waitlist = true;
  }));
}

void add_flow_boards(std::vector<Scene>& out) {
  out.push_back(board("51-flow", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    choose_lucia(model);
    model.rows[2].flags = {Flag::kAlert, Flag::kFormsDue};
    model.rows[2].language = api::clients::SpokenLanguage::kSpanish;
    model.rows[3].flags = {Flag::kFormsDue};
    model.rows[4].flags = {Flag::kInterpreter};
    model.rows[4].language = api::clients::SpokenLanguage::kAmericanSign;
    model.rows[1].resources = takes();
    model.rows[3].appointment.modality = api::appointments::Modality::kVideo;
    model.rows[5].appointment.modality = api::appointments::Modality::kPhone;
  }));
  out.push_back(board("51-flow-nobody-chosen", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    model.flow_column = FlowColumn::kExpected;
    model.toast = "Ana Petrov has arrived.";
    model.toast_action = DayBoardModel::ToastAction::kUndo;
  }));
  out.push_back(board("51-flow-long", [](DayBoardModel& model) {
    lengthen(model);
    model.view = BoardView::kFlow;
    model.flow_column = FlowColumn::kNotComing;
    model.rows[7].appointment.arrived_at = wall_utc(9, 20);
    model.rows[7].appointment.queue_token = "W88";
    model.selected.reset();
  }));
  out.push_back(board("51-flow-away", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    model.connection = {false, "9:41", 0};
    model.as_of = wall(9, 41);
  }));
  out.push_back(board("51-flow-empty", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    model.rows.clear();
  }));
}

void add_visit_sheets(std::vector<Scene>& out) {
  const DayBoardModel model = monday_board();
  out.push_back(over_day<UndoModel>(
      "60-desk-undo", {row_of(model, "Morales, Lucía"), {}, model.now, "Pressed by mistake"}));
  UndoModel over_lunch{
      row_of(model, "Wallace, Terrence"), {}, model.now, "The client came after all"};
  over_lunch.against =
      "L. Brandt is at lunch from 12:10 PM to 12:30 PM. It can be booked all the same, with a "
      "reason.";
  over_lunch.wants_override = true;
  out.push_back(over_day<UndoModel>("60-desk-undo-reason", over_lunch));
  out.push_back(over_day<CancelModel>("61-desk-cancel-late",
                                      {row_of(model, "Petrov, Ana"), {}, model.now, 24 * 60}));
  out.push_back(over_day<CancelModel>(
      "62-desk-cancel-clinic",
      {row_of(model, "Petrov, Ana"), {}, model.now, 24 * 60, CancelWay::kByClinic, ""},
      {.touch_keyboard = true, .problem = ErrorCode::kConflict}));
  out.push_back(over_day<CancelModel>(
      "68-desk-cancel-mistake",
      {row_of(model, "Petrov, Ana"), {}, model.now, 24 * 60, CancelWay::kMistake, ""}));
  out.push_back(over_day<RoomModel>("63-desk-room", {rooms(), rooms()[1].id}));
  out.push_back(over_day<VisitHistoryModel>("64-desk-visit-history", visit_history()));
}

void add_somebody_else(std::vector<Scene>& out) {
  using api::check_in::ArrivalChange;
  using api::questionnaires::Progress;
  const DayBoardModel model = monday_board();
  CorrectionModel sheet{.wrong = row_of(model, "Morales, Lucía"),
                        .check_in = id_of<CheckInId>(1),
                        .checked_in = wall(9, 50),
                        .others = {}};
  out.push_back(over_day<CorrectionModel>("57-desk-somebody-else-nobody", sheet));
  for (const BoardRow& row : model.rows) {
    if (row.appointment.client != sheet.wrong.appointment.client) sheet.others.push_back(row);
  }
  sheet.choosing = true;
  out.push_back(over_day<CorrectionModel>("58-desk-somebody-else-who", sheet));
  sheet.choosing = false;
  sheet.right = sheet.others.front().appointment.id;
  sheet.reason = "Another person sat at the kiosk";
  sheet.preview = api::check_in::Correction{
      .wrong_revision = 2,
      .right_revision = 1,
      .wrong_arrival = ArrivalChange::kTakenBack,
      .right_arrival = ArrivalChange::kMarked,
      .questionnaires = {{rules::InstrumentId::kPhq9, Progress::kCompleted, 9, 9, wall_utc(9, 52),
                          wall_utc(9, 54)},
                         {rules::InstrumentId::kGad7, Progress::kInProgress, 3, 7, wall_utc(9, 54),
                          std::nullopt}},
      .alert = true,
      .goes_on = true,
      .wants_to_talk = true,
      .signatures = 1,
      .corrections = 1,
      .corrections_taken = 1};
  out.push_back(over_day<CorrectionModel>("59-desk-somebody-else", sheet));
  out.push_back(board("69-desk-somebody-else-panel", [](DayBoardModel& day) {
    choose_lucia(day);
    const AppointmentId visit = *day.selected;
    api::check_in::OfClientReply& desk = *day.panel.at_the_kiosk;
    desk.proposals.clear();
    desk.lobby_visits = {
        {.check_in = id_of<CheckInId>(2), .appointment = visit, .begun_at = wall_utc(9, 55)},
        {.check_in = id_of<CheckInId>(1), .appointment = visit, .begun_at = wall_utc(9, 50)}};
    desk.lobby_visits[1].entered_in_error = {wall_utc(9, 54), "Mia Ortiz",
                                             "Another person sat at the kiosk"};
  }));
}

void add_paper(std::vector<Scene>& out) {
  const std::string day = "Monday, November 23";
  out.push_back(over_day<PaperModel>("65-desk-day-list", {.can_save = true, .below = day}));
  out.push_back(over_day<PaperModel>("65-desk-day-list-print-only", {.below = day}));
  out.push_back(over_day<PaperModel>("66-desk-day-list-saved",
                                     {.can_save = true,
                                      .below = day,
                                      .result = PaperResult::kSaved,
                                      .count = 24,
                                      .where = "/media/stick/day-list-2026-11-23.pdf"}));
  out.push_back(over_day<PaperModel>("67-desk-day-list-no-printer",
                                     {.below = day, .result = PaperResult::kNotPrinted}));
}

}  // namespace

void add_desk_scenes(std::vector<Scene>& out) {
  add_boards(out);
  add_boards_of_what_changed(out);
  add_flow_boards(out);
  add_visit_sheets(out);
  add_somebody_else(out);
  add_desk_client_scenes(out);
  add_desk_hours_scenes(out);
  add_desk_visits_scenes(out);
  add_desk_wait_scenes(out);
  add_desk_close_scenes(out);
  add_desk_absence_scenes(out);
  add_desk_reminder_scenes(out);
  add_desk_series_scenes(out);
  add_desk_grid_scenes(out);
  add_desk_meeting_scenes(out);
  add_desk_group_scenes(out);
  add_paper(out);
}

}  // namespace alcove::tests
