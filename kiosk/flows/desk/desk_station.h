// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/flows/desk/away_part.h"
#include "kiosk/flows/desk/board_part.h"
#include "kiosk/flows/desk/booked_visits.h"
#include "kiosk/flows/desk/clients_part.h"
#include "kiosk/flows/desk/correction_part.h"
#include "kiosk/flows/desk/day_close_part.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/desk/desk_toast.h"
#include "kiosk/flows/desk/flow_part.h"
#include "kiosk/flows/desk/grid_part.h"
#include "kiosk/flows/desk/groups_part.h"
#include "kiosk/flows/desk/hours_part.h"
#include "kiosk/flows/desk/meeting_part.h"
#include "kiosk/flows/desk/paper_part.h"
#include "kiosk/flows/desk/reminders_part.h"
#include "kiosk/flows/desk/steps_part.h"
#include "kiosk/flows/desk/waitlist_part.h"

// The desk's flow: the day with the parts that lie over it. What a person presses is acted on in
// desk_acts.cpp.
namespace alcove::flows::desk {

using screens::desk::BoardIntent;
using screens::desk::PanelIntent;

class DeskFlow final : public StationFlow {
 public:
  DeskFlow(StaffContext& context, PaperWays paper);

  void draw(ui::Ui& ui) override;
  void on_line(const api::live::Line& line) override;
  void on_link() override;
  std::int64_t tick(std::int64_t now_ms) override;
  void before_leaving(std::function<void()> done) override { done(); }
  bool leaves_something() const override {
    return std::ranges::any_of(sheets_, &SheetPart::has_typed) || steps_.has_typed() ||
           hours_.has_typed();
  }

 private:
  void draw_board(ui::Ui& ui);
  void take(const api::appointments::Appointment& changed);
  void act(const BoardIntent& intent);
  void show_session(LocalDate day, const screens::desk::MeetingId& session);
  void go_to(LocalDate day);
  std::function<void(const screens::desk::MeetingId&)> calls_opener();
  void show(LocalDate day, const AppointmentId& visit);
  void act_on_toast();
  void open_find(Purpose purpose);
  void act_on_visit(const PanelIntent& intent);
  void keep_focus(ui::Ui& ui);
  std::int64_t look_whether_slow(std::int64_t now_ms);

  StaffContext& context_;
  ClinicBook book_;
  BoardPart board_;
  Desk desk_;
  GridPart grid_;
  StepsPart steps_;
  FlowPart flow_;
  CorrectionPart correction_;
  BookedVisits visits_;
  MeetingPart meetings_;
  GroupsPart groups_;
  ClientsPart clients_;
  PaperPart paper_;
  AwayPart away_;
  RemindersPart reminders_;
  DayClosePart day_close_;
  WaitlistPart waitlist_;
  // What lies over the day, the last one on top.
  std::array<SheetPart*, 12> sheets_{&correction_,     &visits_.without_place,
                                     &visits_.booking, &visits_.series,
                                     &meetings_,       &groups_,
                                     &clients_,        &reminders_,
                                     &away_,           &paper_,
                                     &day_close_,      &waitlist_};
  AlertsFlow alerts_;
  HoursPart hours_;
  DeskToast toast_;
  std::optional<AppointmentId> chosen_last_;
  std::optional<std::int64_t> waits_since_ms_;
  bool was_deciding_ = false;
};

}  // namespace alcove::flows::desk
