// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <variant>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/day_board.h"
#include "kiosk/screens/desk/meeting_sheets.h"

namespace alcove::flows::desk {

// What becomes of a session of several clients: who was there, a guest, other people to lead it,
// cancelling and holding it after all. Owns the sheet that is open for it.
class MeetingPart {
 public:
  explicit MeetingPart(const Desk& desk) : desk_(desk) {}

  using Card = screens::desk::MeetingCard;

  void open_attendance(const Card& card);
  void open_cancel(const Card& card) { open_cancelling(card, false); }
  void open_calls(const Card& card) { open_cancelling(card, true); }
  void open_restore(const Card& card);
  void open_leaders(const Card& card);
  // Whom a guest is looked for; then who it is.
  void set_joined(const Card& card) { joined_ = card.meeting.id; }
  void join(const ClientId& client, const std::string& name);

  bool is_open() const { return !std::holds_alternative<std::monostate>(sheet_); }
  bool waits() const { return busy_; }  // for the box
  // The day as it is now: a sheet that lies open goes by it, with what was typed kept.
  void day_changed(const screens::desk::DayBoardModel& day);
  void draw(ui::Ui& ui);
  void on_link();  // the box is back

 private:
  using Sheet = std::variant<std::monostate, screens::desk::AttendanceModel,
                             screens::desk::CancelMeetingModel, screens::desk::RestoreMeetingModel,
                             screens::desk::LeadersModel>;

  void draw_sheet(ui::Ui& ui, std::monostate&) { static_cast<void>(ui); }
  void draw_sheet(ui::Ui& ui, screens::desk::AttendanceModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::CancelMeetingModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::RestoreMeetingModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::LeadersModel& model);
  void open_cancelling(const Card& card, bool done);
  void read_cancelling(const screens::desk::MeetingId& meeting);
  void send_attendance(const screens::desk::AttendanceModel& model,
                       const screens::desk::AttendanceQuestion& mark);
  void send_cancel(const screens::desk::CancelMeetingModel& model);
  void send_restore(const screens::desk::RestoreMeetingModel& model);
  void send_leaders(const screens::desk::LeadersModel& model);
  void open(Sheet sheet);
  void close();
  // Sends one change; `done` gets the answer, a refusal is said in the sheet or at the foot.
  template <class Request, class Reply, class Done>
  void send(const wire::Route<Request, Reply>& route, Request request, Done done);
  void refused(ErrorCode code);

  const Desk& desk_;
  link::Life life_;
  Sheet sheet_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
  std::optional<screens::desk::MeetingId> joined_;
};

}  // namespace alcove::flows::desk
