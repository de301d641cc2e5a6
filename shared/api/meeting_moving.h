// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/free_time.h"
#include "shared/api/meetings.h"

// Another time for a meeting, and what stands against a time while somebody chooses it: of one that
// is moved, or of one that is to be booked.
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
// (somebody came, or was marked as missing) or "meeting" (it was cancelled).
inline constexpr auto move_meeting =
    change_route<MoveMeetingRequest, MoveMeetingReply>("/v1/appointments/move_meeting");

// Ids in one line, a blank between: the request is a query.
constexpr wire::Text ids_line(std::size_t most) {
  return wire::line(36, most * 37 - 1);
}
template <class IdType>
std::string ids_line_of(const std::vector<IdType>& ids) {
  std::string words;
  for (const IdType& id : ids) words += (words.empty() ? "" : " ") + id.text();
  return words;
}

struct FreeMeetingRequest {
  LocalDateTime start;
  std::int64_t minutes = 0;
  ServiceId service;
  std::optional<RoomId> room;
  std::optional<std::string> clinicians;  // as of ids_line_of
  std::optional<std::string> clients;     // likewise; of one that is moved they are known
  std::optional<MeetingId> except;        // the one that is moved

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("service", self.service);
    visit("room", self.room);
    visit("clinicians", self.clinicians, ids_line(kMaxMeetingClinicians));
    visit("clients", self.clients, ids_line(kMaxAttendees));
    visit("except", self.except);
  }
};

struct MeetingCollision {
  Place place = Place::kClinician;
  std::string name;  // of the clinician, the room or the client
  LocalDateTime start;
  LocalDateTime end;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("place", self.place);
    visit("name", self.name, wire::line(0, 200));
    visit("start", self.start);
    visit("end", self.end);
  }
};
inline constexpr std::size_t kMaxMeetingCollisions = kMaxMeetingClinicians + 1 + kMaxPlaces;

struct MeetingConflict {
  std::string name;  // whose hours say so
  Conflict conflict;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, wire::line(0, 100));
    visit("conflict", self.conflict);
  }
};

struct FreeMeetingReply {
  std::vector<MeetingCollision> collisions;
  std::vector<MeetingConflict> conflicts;
  bool too_few_seats = false;  // in that room, for who comes
  bool time_shifted = false;   // the start falls into the gap of spring

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("collisions", self.collisions, wire::at_most(kMaxMeetingCollisions));
    visit("conflicts", self.conflicts, wire::at_most(kMaxConflicts));
    visit("too_few_seats", self.too_few_seats);
    visit("time_shifted", self.time_shifted);
  }
};

// At the very time that the meeting has, as `assign_meeting` decides: only who is new and another
// room. Refusals: kOutOfRange (start, minutes, clinicians: one of them twice), kMalformed (ids),
// kNotFound (service, room, clinicians[i], clients, except).
inline constexpr auto find_free_meeting =
    look_route<FreeMeetingRequest, FreeMeetingReply>("/v1/appointments/free_meeting");

}  // namespace alcove::api::appointments
