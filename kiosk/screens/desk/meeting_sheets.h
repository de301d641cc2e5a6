// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/meeting_words.h"
#include "kiosk/screens/desk/picks.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/meeting_cancelling.h"

// The sheets over the day board that are about a session of several clients: who was there,
// cancelling it with what that comes to, holding it after all, who leads it.
namespace alcove::screens::desk {

using rules::Attendance;

// What is asked before one of them is marked: by how many minutes late, or why it is changed.
struct AttendanceQuestion {
  AppointmentId place;
  Attendance attendance = Attendance::kLate;
  std::optional<std::int64_t> minutes{};
  std::string typed{};  // minutes, where none of those that are offered is right
  std::string reason{};
};
struct AttendanceModel {
  MeetingCard card;
  std::vector<BoardRow> places{};  // by name, as they stand now
  UtcTime now{};
  bool day_has_come = true;  // before it nobody is here, and one can only be excused
  std::optional<AttendanceQuestion> question{};
  // Answered while the one before was still on its way to the box: marked in turn.
  std::vector<AttendanceQuestion> waiting{};
};
struct AttendanceIntent {
  bool close = false;
  std::optional<AttendanceQuestion> mark{};
};
AttendanceIntent draw(ui::Ui& ui, const SheetFrame& frame, AttendanceModel& model);

// Whom to call: what cancelling would come to, what it came to, and of a session that was moved
// who is to hear of its new time.
enum class MeetingCalls : std::uint8_t { kBefore, kCancelled, kMoved };
struct CancelMeetingModel {
  MeetingCard card;
  std::optional<api::appointments::CancellingReply> comes_to{};  // none: not read yet
  MeetingCalls calls = MeetingCalls::kBefore;
  std::optional<api::appointments::CancelledBy> by{};  // none: nobody said yet who cancels
  std::string reason{};
  bool may_open_calls = false;  // the list on which it is kept who was told
  bool can_go_back = false;     // moved from here, and nothing has become of it since
  // It was asked to go back, and so many know of its time: whether it goes back all the same.
  std::optional<std::int64_t> asks_back{};
};
CancelMeetingModel cancel_meeting_model(const MeetingCard& card, MeetingCalls calls);
enum class CancelMeetingIntent : std::uint8_t { kNone, kClose, kCancel, kMoveBack, kOpenCalls };
CancelMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, CancelMeetingModel& model);

struct RestoreMeetingModel {
  MeetingCard card;
  std::string reason{};
  std::string override_reason{};
  bool asks_override = false;
  Against against{};  // why it was refused, where the code does not say it
};
enum class RestoreMeetingIntent : std::uint8_t { kNone, kClose, kRestore };
RestoreMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, RestoreMeetingModel& model);

struct LeadersModel {
  MeetingCard card;
  Team team;
  std::string reason{};
  std::string override_reason{};
  bool asks_override = false;
};
enum class LeadersIntent : std::uint8_t { kNone, kClose, kPutDown };
LeadersIntent draw(ui::Ui& ui, const SheetFrame& frame, LeadersModel& model);

}  // namespace alcove::screens::desk
