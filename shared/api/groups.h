// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/availability.h"
#include "shared/api/meeting_record.h"

// Groups: what they are, who leads them, who belongs to them from when to when. Their sessions are
// meetings in the book (meetings.h). Nothing is deleted: each change is a revision of its own with
// who made it. The routes: group_routes.h.
namespace alcove::api::groups {

using appointments::MeetingId;
using appointments::ServiceId;
using availability::Made;
using GroupId = Id<struct GroupTag>;
using MembershipId = Id<struct MembershipTag>;

inline constexpr std::size_t kMaxGroups = 200;          // retired ones too
inline constexpr std::size_t kMaxMemberships = 1000;    // of one group, past ones too
inline constexpr std::int64_t kMaxMembers = 60;         // of one group on one day
inline constexpr std::size_t kMaxGroupRevisions = 200;  // of one record

// Whether somebody may join after the first day of the cycle.
enum class Joining : std::uint8_t { kOpen, kClosed };

// When it usually meets; a session may be booked otherwise.
struct Usual {
  std::int64_t weekday = 1;       // 1 is Monday, 7 Sunday
  std::int64_t start_minute = 0;  // since midnight on the wall, in steps of 5
  std::int64_t minutes = 0;
  std::optional<RoomId> room;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("weekday", self.weekday, wire::range(1, 7));
    visit("start_minute", self.start_minute, wire::range(0, availability::kDayMinutes - 5));
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("room", self.room);
  }
};

struct Group {
  GroupId id;
  std::int64_t revision = 0;
  std::string name;
  ServiceId service;
  std::int64_t least = 1;  // with fewer a session says so; it may be held all the same
  std::int64_t most = 1;   // with as many nobody joins, for the group or for one session
  Joining joining = Joining::kOpen;
  LocalDate first_day;                // of the cycle
  std::optional<LocalDate> last_day;  // counts too; none: until further notice
  std::vector<StaffId> facilitators;  // the first one leads
  Usual usual;
  bool retired = false;
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("name", self.name, wire::line(1, 60));
    visit("service", self.service);
    visit("least", self.least, wire::range(1, kMaxMembers));
    visit("most", self.most, wire::range(1, kMaxMembers));
    visit("joining", self.joining);
    visit("first_day", self.first_day);
    visit("last_day", self.last_day);
    visit("facilitators", self.facilitators, wire::at_most(appointments::kMaxMeetingClinicians));
    visit("usual", self.usual);
    visit("retired", self.retired);
    visit("made", self.made);
  }
};

// Somebody belongs to a group from a day on until a day (both count) or for as long as it meets.
struct Membership {
  MembershipId id;
  std::int64_t revision = 0;
  GroupId group;
  ClientId client;
  LocalDate join_day;
  std::optional<LocalDate> leave_day;
  std::string reason;      // why the client leaves
  bool withdrawn = false;  // entered in error
  std::optional<Made> made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("group", self.group);
    visit("client", self.client);
    visit("join_day", self.join_day);
    visit("leave_day", self.leave_day);
    visit("reason", self.reason, appointments::kReason);
    visit("withdrawn", self.withdrawn);
    visit("made", self.made);
  }
};

}  // namespace alcove::api::groups

namespace alcove::wire {

template <>
struct EnumWords<api::groups::Joining> {
  using Joining = api::groups::Joining;
  static constexpr EnumWord<Joining> words[] = {{Joining::kOpen, "open"},
                                                {Joining::kClosed, "closed"}};
};

}  // namespace alcove::wire
