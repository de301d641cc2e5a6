// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/free_time.h"
#include "shared/api/meetings.h"

// What stands against the time of a meeting while somebody chooses it: of one that is moved, or of
// one that is to be booked.
namespace alcove::api::appointments {

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
  std::optional<std::string> clinicians;   // as of ids_line_of
  std::optional<std::string> clients;      // likewise; of one that is moved they are known
  std::optional<MeetingId> except;         // the one that is moved
  std::optional<std::string> resources{};  // likewise, all of them

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("service", self.service);
    visit("room", self.room);
    visit("clinicians", self.clinicians, ids_line(kMaxMeetingClinicians));
    visit("clients", self.clients, ids_line(kMaxAttendees));
    visit("except", self.except);
    visit("resources", self.resources, resources::kIdsWords);
  }
};

struct MeetingCollision {
  Place place = Place::kClinician;
  std::string name;  // of the clinician, the room, the client or the resource
  LocalDateTime start;
  LocalDateTime end;
  std::optional<WhatStands> what{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("place", self.place);
    visit("name", self.name, wire::line(0, 200));
    visit("start", self.start);
    visit("end", self.end);
    visit("what", self.what);
  }
};
inline constexpr std::size_t kMaxMeetingCollisions =
    kMaxMeetingClinicians + 1 + kMaxPlaces + resources::kMaxOfVisit;

struct MeetingConflict {
  std::string name;  // whose hours say so
  Conflict conflict;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, wire::line(0, 100));
    visit("conflict", self.conflict);
  }
};

inline constexpr std::size_t kMaxInterpretedInto =
    std::size(wire::EnumWords<clients::SpokenLanguage>::words);

struct FreeMeetingReply {
  std::vector<MeetingCollision> collisions;
  std::vector<MeetingConflict> conflicts;
  bool too_few_seats = false;                    // in that room, for who comes
  bool time_shifted = false;                     // the start falls into the gap of spring
  std::vector<resources::ResourceId> retired{};  // of what is asked for: not in use any more
  // Into each of these somebody who comes needs an interpreter, as `interpreter` of FreeReply says.
  std::vector<clients::SpokenLanguage> interpreters{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("collisions", self.collisions, wire::at_most(kMaxMeetingCollisions));
    visit("conflicts", self.conflicts, wire::at_most(kMaxConflicts));
    visit("too_few_seats", self.too_few_seats);
    visit("time_shifted", self.time_shifted);
    visit("retired", self.retired, wire::at_most(resources::kMaxOfVisit));
    visit("interpreters", self.interpreters, wire::at_most(kMaxInterpretedInto));
  }
};

// At the very time that the meeting has, as `assign_meeting` decides: only who is new, another room
// and resources that it does not take yet. Refusals: kOutOfRange (start, minutes; clinicians or
// resources: one of them twice), kMalformed (ids), kNotFound (service, room, clinicians[i],
// clients, except, resources).
inline constexpr auto find_free_meeting =
    look_route<FreeMeetingRequest, FreeMeetingReply>("/v1/appointments/free_meeting");

}  // namespace alcove::api::appointments
