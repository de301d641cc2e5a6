// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/api/cancelled_by.h"

// A meeting: one session of several clients, of a group, a family or a couple. It is not called a
// session here because that word is a signed-in person's. Each of its clients has an appointment of
// their own. That is all a client may be shown: never the title, never who else comes.
namespace alcove::api::appointments {

inline constexpr std::size_t kMaxAttendees = 60;         // who hold a place in one meeting
inline constexpr std::size_t kMaxPlaces = 200;           // cancelled and missed ones too
inline constexpr std::size_t kMaxMeetingClinicians = 6;  // of one meeting, the first one leads
inline constexpr std::size_t kMaxMeetingsADay = 100;     // of the clinic, cancelled ones too
inline constexpr wire::Text kTitle = wire::line(0, 60);

enum class MeetingKind : std::uint8_t { kGroup, kFamily, kCouple };
enum class MeetingState : std::uint8_t { kStands, kCancelled };

struct MeetingClinician {
  StaffId clinician;
  bool substitute = false;  // came in after the booking
  std::string name{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("substitute", self.substitute);
    visit("name", self.name, wire::line(0, 100));
  }
};

struct Meeting {
  MeetingId id;
  std::int64_t revision = 0;  // 1 when booked, one more with every step of the meeting itself
  MeetingKind kind = MeetingKind::kGroup;
  std::string title;  // the group's name; none of a family or couple
  ServiceId service;
  std::optional<RoomId> room;
  LocalDateTime start;  // as in an appointment
  std::int64_t minutes = 0;
  std::string zone;
  UtcTime start_time;
  UtcTime end_time;
  bool time_shifted = false;
  MeetingState state = MeetingState::kStands;
  UtcTime state_since;
  std::optional<std::int64_t> most;                // places that the group has
  std::vector<MeetingClinician> clinicians;        // the first one leads
  std::vector<resources::ResourceId> resources{};  // held as its time is, once for all who come
  std::optional<std::int64_t> least{};             // with fewer the group's sessions say so
  std::optional<CancelledBy> cancelled_by{};       // of a cancelled one

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("kind", self.kind);
    visit("title", self.title, kTitle);
    visit("service", self.service);
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("zone", self.zone, wire::line(1, 64));
    visit("start_time", self.start_time);
    visit("end_time", self.end_time);
    visit("time_shifted", self.time_shifted);
    visit("state", self.state);
    visit("state_since", self.state_since);
    visit("most", self.most, wire::range(1, kMaxAttendees));
    visit("clinicians", self.clinicians, wire::at_most(kMaxMeetingClinicians));
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
    visit("least", self.least, wire::range(1, kMaxAttendees));
    visit("cancelled_by", self.cancelled_by);
  }
};

// A meeting as the board shows it. Who comes are the board's own rows that point at it.
struct MeetingCard {
  Meeting meeting;
  std::string service_name;
  std::string room_name;                              // empty: none
  std::int64_t expected = 0;                          // rules/attendance.h: is_expected
  std::int64_t here = 0;                              // of them, who came
  std::vector<resources::TakenResource> resources{};  // that it takes

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("room_name", self.room_name, wire::line(0, 60));
    visit("expected", self.expected, wire::range(0, INT64_MAX));
    visit("here", self.here, wire::range(0, INT64_MAX));
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::MeetingKind> {
  using Kind = api::appointments::MeetingKind;
  static constexpr EnumWord<Kind> words[] = {
      {Kind::kGroup, "group"}, {Kind::kFamily, "family"}, {Kind::kCouple, "couple"}};
};

template <>
struct EnumWords<api::appointments::MeetingState> {
  using State = api::appointments::MeetingState;
  static constexpr EnumWord<State> words[] = {{State::kStands, "stands"},
                                              {State::kCancelled, "cancelled"}};
};

}  // namespace alcove::wire
