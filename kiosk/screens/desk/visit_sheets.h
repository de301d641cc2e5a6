// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/clinic_setup.h"

// The sheets over the day board that are about one visit: taking a step back, cancelling, choosing
// a room, what became of it.
namespace alcove::screens::desk {

inline constexpr std::size_t kMaxReason = 200;

struct SheetFrame {
  text::Language language = text::Language::kEnglish;
  bool touch_keyboard = false;
  bool there = true;                   // the box
  bool busy = false;                   // what was asked for is under way
  std::optional<ErrorCode> problem{};  // why it was refused
  bool slow = false;                   // it takes longer than half a second: said
  May may = May::kChange;
};

struct UndoModel {
  BoardRow row;
  std::string name{};  // as it is spoken, with what tells it from a like one
  UtcTime now{};
  std::string reason{};
  // The state that the person knows of. Where the visit has another one by now, that is said, and
  // nothing goes on before it was seen.
  std::optional<AppointmentState> known{};
  // The visit would take its time again: what stands against that by now, and whether a reason goes
  // past it.
  std::string against{};
  bool wants_override = false;
  std::string override_reason{};
};
enum class UndoIntent : std::uint8_t { kNone, kClose, kUndo };
UndoIntent draw(ui::Ui& ui, const SheetFrame& frame, UndoModel& model);

// Who cancels; or it never was a visit: booked twice, or for somebody else.
enum class CancelWay : std::uint8_t { kByClient, kByClinic, kMistake };

struct CancelModel {
  BoardRow row;
  std::string name{};  // as of an UndoModel
  UtcTime now{};
  std::int64_t asked_minutes = 0;  // the notice that the clinic asks for
  CancelWay way = CancelWay::kByClient;
  std::string reason{};
  std::optional<AppointmentState> known{};  // as of an UndoModel
};
enum class CancelIntent : std::uint8_t { kNone, kClose, kCancel };
CancelIntent draw(ui::Ui& ui, const SheetFrame& frame, CancelModel& model);

struct RoomModel {
  std::vector<api::clinic_setup::Room> rooms;  // those in use
  std::optional<RoomId> current{};
  std::string still_in{};  // the room that was refused, since somebody is still in it
};
struct RoomIntent {
  bool close = false;
  std::optional<RoomId> room{};
};
RoomIntent draw(ui::Ui& ui, const SheetFrame& frame, const RoomModel& model);

struct VisitHistoryModel {
  std::string name;
  Zone zone;
  std::vector<api::appointments::HistoryEntry> entries{};
  bool read = false;
};
enum class HistoryIntent : std::uint8_t { kNone, kClose };
HistoryIntent draw(ui::Ui& ui, const SheetFrame& frame, const VisitHistoryModel& model);

// Why something was refused, or that the box is away, at the top of a sheet.
void sheet_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame);
// A labelled field for words, of at most kMaxReason characters.
void words_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                 std::string_view label, std::string& words);
// One of a few, beside each other where there is room, under a label. Which is chosen now.
std::size_t choose_segment(ui::Ui& ui, ui::Rect& flow, std::string_view label,
                           std::span<const ui::Segment> segments, std::size_t chosen);
// A labelled field for a time or a number. Whether it changed.
bool short_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                 std::string_view label, std::string& text);

}  // namespace alcove::screens::desk
