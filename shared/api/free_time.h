// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/client_words.h"
#include "shared/api/day_board.h"

// What is free: asked while somebody chooses a time, and after a refusal. It promises nothing: only
// the booking itself decides.
namespace alcove::api::appointments {

inline constexpr std::size_t kMaxOtherStarts = 6;
// Other times are proposed in these steps, on the same day.
inline constexpr std::int64_t kProposedStepMinutes = 15;

enum class Place : std::uint8_t { kClinician, kRoom, kClient, kResource };
// Of each of these one at most, and of the resources that are asked for each.
inline constexpr std::size_t kMaxCollisions = 3 + resources::kMaxOfVisit;

struct FreeRequest {
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<StaffId> clinician;  // each one that is given is looked at
  std::optional<RoomId> room;
  std::optional<ClientId> client;
  std::optional<AppointmentId> except;     // the one that is being moved
  std::optional<ServiceId> service{};      // for its buffer, and the hours that it fits into
  std::optional<bool> walk_in{};           // asked for `walk_in` of appointments.h, not for `book`
  std::optional<std::string> resources{};  // as `ids_words` of resources.h

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("client", self.client);
    visit("except", self.except);
    visit("service", self.service);
    visit("walk_in", self.walk_in);
    visit("resources", self.resources, resources::kIdsWords);
  }
};

// What stands at a time, as staff call it; no client's name, because it is also said in refusals.
struct WhatStands {
  std::string service;
  std::string clinician;  // who leads it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("service", self.service, wire::line(0, 100));
    visit("clinician", self.clinician, wire::line(0, 100));
  }
  friend bool operator==(const WhatStands&, const WhatStands&) = default;
};

struct Collision {
  Place place = Place::kClinician;
  LocalDateTime start;
  LocalDateTime end;
  std::optional<resources::ResourceId> resource{};  // which one, where it is one
  std::optional<WhatStands> what{};                 // none: nothing in the book

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("place", self.place);
    visit("start", self.start);
    visit("end", self.end);
    visit("resource", self.resource);
    visit("what", self.what);
  }
};

// What else stands against it, and from when to when. Where `except` is at that very time already
// it is decided as `assign` decides: with the clinician that it has, the hours are not asked again.
struct Conflict {
  rules::ConflictKind kind = rules::ConflictKind::kClosed;
  rules::ConflictWeight weight = rules::ConflictWeight::kHard;
  LocalDateTime start;
  LocalDateTime end;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("weight", self.weight);
    visit("start", self.start);
    visit("end", self.end);
  }
  friend bool operator==(const Conflict&, const Conflict&) = default;
};
inline constexpr std::size_t kMaxConflicts = 32;  // further ones are left out

struct FreeReply {
  std::vector<Collision> collisions;  // these three empty: it can be booked as asked
  std::vector<Conflict> conflicts;
  std::vector<resources::ResourceId> retired{};  // of what is asked for: not in use any more
  std::vector<RoomId> free_rooms;                // at that time, in the order of their names
  std::vector<LocalDateTime> other_starts;  // later that day everything that was asked for is free
  bool time_shifted = false;                // the start falls into the gap of spring
  // One is needed, into this language: the client's record says so, and no clinician is named or
  // nobody has said that the one who is speaks it; also where one is among the resources. It stands
  // against nothing.
  std::optional<clients::SpokenLanguage> interpreter{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("collisions", self.collisions, wire::at_most(kMaxCollisions));
    visit("conflicts", self.conflicts, wire::at_most(kMaxConflicts));
    visit("retired", self.retired, wire::at_most(resources::kMaxOfVisit));
    visit("free_rooms", self.free_rooms, wire::at_most(kMaxPage));
    visit("other_starts", self.other_starts, wire::at_most(kMaxOtherStarts));
    visit("time_shifted", self.time_shifted);
    visit("interpreter", self.interpreter);
  }
};

// Refusals: kOutOfRange (start, minutes), kMalformed (resources), kNotFound (client, service, one
// of the resources).
inline constexpr auto find_free = look_route<FreeRequest, FreeReply>("/v1/appointments/free");

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::Place> {
  using Place = api::appointments::Place;
  static constexpr EnumWord<Place> words[] = {{Place::kClinician, "clinician"},
                                              {Place::kRoom, "room"},
                                              {Place::kClient, "client"},
                                              {Place::kResource, "resource"}};
};

}  // namespace alcove::wire
