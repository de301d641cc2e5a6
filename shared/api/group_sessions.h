// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/groups.h"
#include "shared/api/meetings.h"

// Booking a session of a group: a meeting with a place for each who belongs to it that day.
namespace alcove::api::groups {

inline constexpr std::size_t kMaxShownSessions = 100;  // of one group, the latest ones
inline constexpr std::size_t kMaxSessionsAhead = 400;  // of one group, still to come

// Somebody who belongs to the group and has no place in a session of it.
struct LeftOut {
  MeetingId meeting;
  ClientId client;
  std::int64_t record_number = 0;
  std::string client_name;
  LocalDateTime start;  // of what they have at that time where that is known, else of the session
  LocalDateTime end;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("client", self.client);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("start", self.start);
    visit("end", self.end);
  }
};

struct BookSessionRequest {
  GroupId group;
  MeetingId meeting;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<RoomId> room;
  std::vector<StaffId> clinicians;  // none: the group's facilitators
  std::optional<std::string> override_reason{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: none

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("group", self.group);
    visit("meeting", self.meeting);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("room", self.room);
    visit("clinicians", self.clinicians, wire::at_most(appointments::kMaxMeetingClinicians));
    visit("override_reason", self.override_reason, appointments::kOverrideReason);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

struct BookSessionReply {
  appointments::Meeting meeting;
  std::int64_t places = 0;
  std::vector<LeftOut> left_out;  // members who are elsewhere at that time: to be told
  bool below_least = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("places", self.places, wire::range(0, INT64_MAX));
    visit("left_out", self.left_out, wire::at_most(appointments::kMaxAttendees));
    visit("below_least", self.below_least);
  }
};

// One place for each who belongs to the group that day. Refusals as of book_meeting (meetings.h),
// kWrongState, field "group" (retired), kOutOfRange, field "start" (outside of the cycle),
// kTooMany, field "group" (sessions to come).
inline constexpr auto book_session =
    appointments::change_route<BookSessionRequest, BookSessionReply>("/v1/groups/book_session");

}  // namespace alcove::api::groups
