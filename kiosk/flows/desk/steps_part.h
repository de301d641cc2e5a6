// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "kiosk/flows/desk/desk_book.h"
#include "shared/api/appointment_steps.h"

namespace alcove::flows::desk {

// What becomes of a visit: its next state, a room, cancelling, taking a step back, its history.
// Owns the sheet that is open for it.
class StepsPart {
 public:
  explicit StepsPart(const Desk& desk) : desk_(desk) {}

  using BoardRow = screens::desk::BoardRow;
  using State = screens::desk::AppointmentState;

  // Asks for a room first where the visit has none.
  void mark(const BoardRow& row, State state);
  void open_room(const BoardRow& row);
  void open_cancel(const BoardRow& row);
  void open_undo(const BoardRow& row);
  // Of a visit that was moved from here just now. What stands against it is shown with its sheet.
  void take_move_back(const BoardRow& moved);
  void open_history(const BoardRow& row);

  bool is_open() const { return !std::holds_alternative<std::monostate>(sheet_); }
  // A step is under way, or was taken a moment ago, here or elsewhere: the second press of a double
  // click, or a press that comes too late, is for the step that was there, not for the next.
  bool busy() const { return busy_ || resting_; }
  bool waits() const { return busy_; }  // for the box
  bool has_typed() const;               // into a sheet, and into no record yet
  void rest();                          // something else has moved the buttons
  std::int64_t tick(std::int64_t now_ms);
  // The chosen row as it is now.
  void row_changed(const BoardRow& row);
  // Any row as it is now: a sheet that lies open for it goes by it, with what was typed kept.
  void refresh_sheet(const BoardRow& row);
  void draw(ui::Ui& ui);
  void on_link() {  // the box is back
    if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  }

 private:
  struct RoomSheet {
    BoardRow row;
    screens::desk::RoomModel model;
    bool to_room = false;  // bring there; otherwise only another room
  };
  using Sheet = std::variant<std::monostate, screens::desk::UndoModel, screens::desk::CancelModel,
                             RoomSheet, screens::desk::VisitHistoryModel>;

  void draw_sheet(ui::Ui& ui, std::monostate&) { static_cast<void>(ui); }
  void draw_sheet(ui::Ui& ui, screens::desk::UndoModel& model);
  void draw_sheet(ui::Ui& ui, screens::desk::CancelModel& model);
  bool choose_another_room(const Error& refusal);
  void draw_sheet(ui::Ui& ui, RoomSheet& sheet);
  void draw_sheet(ui::Ui& ui, screens::desk::VisitHistoryModel& model);
  void rest_after_change(const BoardRow& row);
  void send_mark(const BoardRow& row, State state, const std::optional<RoomId>& room);
  void send_cancel(const screens::desk::CancelModel& model);
  void send_assign(const BoardRow& row, const RoomId& room);
  void send_undo(const screens::desk::UndoModel& model);
  void explain(screens::desk::UndoModel& undo, const Error& refusal);
  void open(Sheet sheet);
  void close();
  // Whether what is said of it offers to take it back.
  enum class Undo : std::uint8_t { kNotOffered, kOffered };
  // Sends one change; when it is done, says so and closes the sheet.
  template <class Request>
  void send(const wire::Route<Request, api::appointments::Appointment>& route, Request request,
            std::string done, Undo undo = Undo::kNotOffered);

  const Desk& desk_;
  link::Life life_;
  Sheet sheet_;
  bool busy_ = false;
  bool resting_ = false;
  std::optional<std::pair<AppointmentId, std::int64_t>> shown_;  // with its revision
  std::optional<std::int64_t> rests_until_ms_;
  std::optional<ErrorCode> problem_;
  std::optional<BoardRow> into_room_;               // who is being brought into which room
  std::optional<screens::desk::UndoModel> unseen_;  // sent without its sheet, which a refusal opens
};

}  // namespace alcove::flows::desk
