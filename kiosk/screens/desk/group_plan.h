// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/group_sheets.h"
#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/session_time.h"

// Who belongs to a group from when to when, and its sessions, written at the desk. And a session of
// a family or a couple.
namespace alcove::screens::desk {

using api::appointments::MeetingId;
using api::groups::LeftOut;
using api::groups::Membership;

struct MembershipModel {
  Group group{};
  Membership record{};  // revision 0: a new one
  std::string name{};   // as it is spoken
  LocalDate today{};
  bool leaves = false;
  LocalDate leave_day{};
  // What it came to, once it is written: sessions the client could not be put into.
  std::optional<std::vector<LeftOut>> left_out{};
  Against against{};
  Pick pick_join{};
  Pick pick_leave{};

  // Whether what is written can be sent.
  bool complete() const;
  Membership membership() const;
};
enum class MembershipIntent : std::uint8_t { kNone, kClose, kSave, kMistake, kHistory };
MembershipIntent draw(ui::Ui& ui, const SheetFrame& frame, MembershipModel& model);

// A session that is planned, and what became of it.
struct PlannedSession {
  LocalDate day{};
  MeetingId meeting{};         // the same one when it is tried again
  bool there_already = false;  // the group meets on that day in any case
  std::optional<api::groups::BookSessionReply> booked{};
  std::optional<ErrorCode> refused{};
  std::string field{};                     // about which it was refused
  std::optional<FreeMeetingReply> free{};  // while it is planned, as it is typed now
  std::int64_t belong = 0;                 // to the group on that day
};
struct PlanModel {
  // As many as the box takes of one group.
  static constexpr std::int64_t kMostSessions = api::groups::kMaxSessionsAhead;
  Group group{};
  ClinicNames names{};
  LocalDate today{};
  LocalDate first{};          // of the sessions
  std::string time{};         // as typed
  std::string minutes{};      // as typed
  std::size_t count = 4;      // so many of them
  std::string count_typed{};  // where none of those that are offered is right
  std::int64_t weeks = 1;     // from one to the next
  std::optional<RoomId> room{};
  SessionTakes takes{};
  std::string override_reason{};
  bool asks_override = false;
  std::vector<LocalDateTime> standing{};  // sessions that the group has already
  std::vector<PlannedSession> sessions{};
  bool sent = false;  // the dates stay as they are
  Pick pick_first{};
  Pick pick_room{};

  bool complete() const;
  bool count_is_read() const;
  bool wants_reason() const;  // of at least one of them
  bool has_session_on(LocalDate day) const;
  // That day, or the first one some weeks later on which the group meets and has no session yet.
  std::optional<LocalDate> free_day_from(LocalDate day) const;
  std::chrono::sys_days last_day() const;  // of the cycle, and as far as the book is open
  // The dates that are written now, within the cycle and as far as the book is open.
  void lay_out();
  std::size_t open_count() const;  // of those, the ones that are not booked yet
};
enum class PlanIntent : std::uint8_t { kNone, kClose, kBook };
PlanIntent draw(ui::Ui& ui, const SheetFrame& frame, PlanModel& model);

// A session of a family or a couple: the first client is the one it is about.
struct TogetherModel {
  using Client = FoundClient;
  ClinicNames names{};
  LocalDate today{};
  MeetingId meeting{};  // the same one when it is tried again
  api::appointments::MeetingKind kind = api::appointments::MeetingKind::kFamily;
  std::vector<Client> clients{};
  std::optional<api::appointments::ServiceId> service{};
  Team team{};
  std::optional<RoomId> room{};
  SessionTakes takes{};
  LocalDate day{};
  std::string time{};     // as typed
  std::string minutes{};  // as typed
  std::string override_reason{};
  bool asks_override = false;
  std::optional<FreeMeetingReply> free{};  // answers what is chosen now
  Against against{};                       // of a client: "attendees", and by their number
  std::size_t against_client = 0;
  Pick pick_service{};
  Pick pick_room{};
  Pick pick_day{};

  // By number, with what tells it from a like one among those who come.
  std::string called(text::Language language, std::size_t client) const;
  std::optional<LocalDateTime> start() const;  // when it can be read
  bool asks_reason() const;                    // to override what speaks against it
  bool complete() const;
};
struct TogetherIntent {
  enum class What : std::uint8_t { kNone, kClose, kAddClient, kBook };
  What what = What::kNone;
};
TogetherIntent draw(ui::Ui& ui, const SheetFrame& frame, TogetherModel& model);

}  // namespace alcove::screens::desk
