// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/meeting_free.h"

// Another time for a meeting.
namespace alcove::api::appointments {

struct MoveMeetingRequest {
  MeetingId meeting;
  std::int64_t base_revision = 0;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<RoomId> room;
  std::vector<StaffId> clinicians;  // all of them, the first one leads
  std::string reason;               // always: whoever comes is told
  std::optional<std::string> override_reason{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: as it was
  // Of a move that takes one back: how many know of the time that it has now, as the person saw it
  // (meeting_cancelling.h). Left out: that is not looked at.
  std::optional<std::int64_t> known{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("room", self.room);
    visit("clinicians", self.clinicians, wire::at_most(kMaxMeetingClinicians));
    visit("reason", self.reason, wire::line(1, 200));
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
    visit("known", self.known, wire::range(0, kMaxPlaces));
  }
};

struct MoveMeetingReply {
  Meeting meeting;
  std::int64_t moved = 0;      // places that are at the new time
  std::int64_t joined = 0;     // of who belongs to the group by then and did not before
  std::int64_t cancelled = 0;  // of who belongs to it no more by then
  std::int64_t left_out = 0;   // who belongs to it by then and is elsewhere, or finds no place

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("moved", self.moved, wire::range(0, INT64_MAX));
    visit("joined", self.joined, wire::range(0, INT64_MAX));
    visit("cancelled", self.cancelled, wire::range(0, INT64_MAX));
    visit("left_out", self.left_out, wire::range(0, INT64_MAX));
  }
};

// The meeting stays the same one. Of each who still comes the old appointment stays as rescheduled,
// and a new one is at the new time; who was cancelled before stays where they were. Refusals as of
// `book_meeting`, field "client" for somebody who comes; kOutOfRange, field "start" (the very same
// time: that is `assign_meeting`; outside of the group's cycle); kWrongState, field "places"
// (somebody came, or was marked as missing) or "meeting" (it was cancelled); kConflict, field
// "known" (another number of them knows by now). Whoever is to be told stands on the calls to make
// (absence_lists.h).
inline constexpr auto move_meeting =
    change_route<MoveMeetingRequest, MoveMeetingReply>("/v1/appointments/move_meeting");

}  // namespace alcove::api::appointments
