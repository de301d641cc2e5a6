// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <variant>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/session_look.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/day_board.h"
#include "kiosk/screens/desk/guest_sheet.h"
#include "kiosk/screens/desk/meeting_sheets.h"
#include "kiosk/screens/desk/session_time.h"
#include "kiosk/screens/desk/several_history.h"
#include "shared/api/meeting_moving.h"

namespace alcove::flows::desk {

// What becomes of a session of several clients: who was there, a guest, other people to lead it,
// cancelling and holding it after all. Owns the sheet that is open for it.
class MeetingPart final : public SheetPart {
 public:
  using Card = screens::desk::MeetingCard;
  using What = screens::desk::MeetingPanelIntent::What;

  // What is around it.
  struct Around {
    std::function<void()> find_guest;  // for whom `open_guest` is then
    std::function<void(LocalDate day, const screens::desk::MeetingId& session)> show;  // on its day
    // The calls to make of one that was moved. Not set: there is no button for them.
    std::function<void(const screens::desk::MeetingId&)> open_calls{};
  };
  MeetingPart(const Desk& desk, Around around)
      : desk_(desk), around_(std::move(around)), look_(desk) {}

  // What was pressed in the panel of the chosen session; without one, nothing.
  void act(What what, const Card* card);
  // It was put down there in the calendar: the sheet in which it is moved opens with that place.
  void carry(const Card& card, const screens::desk::GridIntent& to);
  // Before they have a place in it.
  void open_guest(const screens::desk::FoundClient& client,
                  const screens::desk::DayBoardModel& day);
  // The session that was moved here last goes back to where it was, by a move like any other.
  void move_back();

  bool is_open() const override { return !std::holds_alternative<std::monostate>(sheet_); }
  bool busy() const override { return busy_; }
  bool has_typed() const override;
  // The day as it is now: a sheet that lies open goes by it, with what was typed kept.
  void day_changed(const screens::desk::DayBoardModel& day);
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;
  void on_link() override;
  std::int64_t tick(std::int64_t now_ms) override { return look_.tick(now_ms); }

 private:
  using Sheet = std::variant<std::monostate, screens::desk::AttendanceModel,
                             screens::desk::CancelMeetingModel, screens::desk::RestoreMeetingModel,
                             screens::desk::LeadersModel, screens::desk::MoveMeetingModel,
                             screens::desk::SeveralHistoryModel, screens::desk::GuestModel>;

  void draw_sheet(ui::Ui& ui, std::monostate&) { static_cast<void>(ui); }
  void draw_sheet(ui::Ui& ui, screens::desk::AttendanceModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::CancelMeetingModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::RestoreMeetingModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::LeadersModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::MoveMeetingModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::SeveralHistoryModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::GuestModel& model);
  void guest_follows(screens::desk::GuestModel& model, const screens::desk::DayBoardModel& day);
  void send_join(screens::desk::GuestModel& model);
  void guest_refused(screens::desk::GuestModel& model, const Error& refusal);
  void open_attendance(const Card& card);
  void open_restore(const Card& card);
  void open_leaders(const Card& card);
  void open_move(const Card& card);
  screens::desk::MoveMeetingModel move_of(const Card& card) const;
  void open_history(const Card& card);
  void read_history();
  void open_calls(const Card& card, screens::desk::MeetingCalls calls);
  void open_call_list(const screens::desk::CancelMeetingModel& model);
  void read_calls();
  void send_attendance(const screens::desk::AttendanceModel& model,
                       const screens::desk::AttendanceQuestion& mark);
  void send_cancel(const screens::desk::CancelMeetingModel& model);
  void send_restore(const screens::desk::RestoreMeetingModel& model);
  void send_leaders(const screens::desk::LeadersModel& model);
  void send_assign(api::appointments::AssignMeetingRequest request);
  void send_move(screens::desk::MoveMeetingModel& model);
  void was_moved(const Card& before, const api::appointments::MoveMeetingReply& reply);
  void ask_back(api::appointments::CancellingReply now);
  void send_back(std::int64_t known);
  void moved_back(const Result<api::appointments::MoveMeetingReply>& reply, std::int64_t known);
  void restore_refused(screens::desk::RestoreMeetingModel& model, const Error& refusal);
  void move_refused(screens::desk::MoveMeetingModel& model, const Error& refusal);
  void open(Sheet sheet);
  void close();
  // Sends one change; `done` gets the answer, a refusal is said in the sheet or at the foot.
  template <class Request, class Reply, class Done>
  void send(const wire::Route<Request, Reply>& route, Request request, Done done);
  void refused(const Error& refusal);

  const Desk& desk_;
  Around around_;
  SessionLook look_;
  link::Life life_;
  Sheet sheet_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
  std::optional<screens::desk::MeetingId> history_of_;
  struct Moved {
    Card before;
    std::int64_t revision = 0;  // since
  };
  std::optional<Moved> moved_;
  std::optional<screens::desk::MeetingId> joined_;  // for which a guest is looked for
};

}  // namespace alcove::flows::desk
