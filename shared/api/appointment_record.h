// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_words.h"
#include "shared/api/resources.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/rules/appointment_states.h"
#include "shared/rules/slot_types.h"

// An appointment as every list and reply shows it, and what became of it.
namespace alcove::api::appointments {

using rules::AppointmentState;
using ServiceId = Id<struct ServiceTag>;
using MeetingId = Id<struct MeetingTag>;  // of a session of several clients: meetings.h

inline constexpr std::size_t kMaxHistory = 200;  // steps of one appointment; one more is refused
inline constexpr wire::Text kReason = wire::line(0, 200);
inline constexpr wire::Text kQueueToken = wire::line(2, 3);  // "B7", of this day only
// Why something is booked although a soft conflict stands against it.
inline constexpr wire::Text kOverrideReason = wire::line(1, 200);

inline constexpr std::int64_t kMaxLateMinutes = 480;

struct Appointment {
  AppointmentId id;
  std::int64_t revision = 0;  // 1 when booked, one more with every step
  ClientId client;
  StaffId clinician;
  std::optional<RoomId> room;
  ServiceId service;
  LocalDateTime start;  // on the clinic's clock
  std::int64_t minutes = 0;
  std::string zone;           // IANA name: whose clock that is
  UtcTime start_time;         // computed from the three above
  UtcTime end_time;           // the appointment does not hold it any more
  bool time_shifted = false;  // `start` falls into the gap of spring and means the time after it
  AppointmentState state = AppointmentState::kScheduled;
  UtcTime state_since;
  std::optional<UtcTime> arrived_at;  // while the client is in the house, and afterwards
  bool walk_in = false;
  std::optional<std::int64_t> notice_minutes;  // of a cancellation: how long before the start
  std::optional<AppointmentId> moved_from;
  std::optional<AppointmentId> moved_to;
  // One place of a meeting: clinician and room are the meeting's, which alone holds their time.
  std::optional<MeetingId> meeting{};
  std::optional<MeetingPart> part{};           // with a meeting
  std::optional<std::int64_t> late_minutes{};  // was there, and came so late
  // From the first arrival on, if on that day; never of telehealth.
  std::optional<std::string> queue_token{};
  Modality modality = Modality::kInClinic;
  std::vector<resources::ResourceId> resources{};  // held as its time is, without a pause

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("client", self.client);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("service", self.service);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("zone", self.zone, wire::line(1, 64));
    visit("start_time", self.start_time);
    visit("end_time", self.end_time);
    visit("time_shifted", self.time_shifted);
    visit("state", self.state);
    visit("state_since", self.state_since);
    visit("arrived_at", self.arrived_at);
    visit("walk_in", self.walk_in);
    visit("notice_minutes", self.notice_minutes, wire::range(INT64_MIN, INT64_MAX));
    visit("moved_from", self.moved_from);
    visit("moved_to", self.moved_to);
    visit("meeting", self.meeting);
    visit("part", self.part);
    visit("late_minutes", self.late_minutes, wire::range(1, kMaxLateMinutes));
    visit("queue_token", self.queue_token, kQueueToken);
    visit("modality", self.modality);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// One step of an appointment's life. Steps are only ever added.
struct HistoryEntry {
  UtcTime at;
  Step step = Step::kBook;
  std::optional<AppointmentState> from;  // none where the life begins
  AppointmentState to = AppointmentState::kScheduled;
  StaffId clinician;  // after the step
  std::optional<RoomId> room;
  std::string reason;
  std::string person_name;    // empty: the client, at the lobby terminal
  std::string terminal_name;  // where it was done
  // Booked although this stood against it, and why.
  std::vector<rules::ConflictKind> overridden{};
  std::string override_reason{};
  std::optional<std::int64_t> late_minutes{};         // with kLate
  Modality modality = Modality::kInClinic;            // after the step
  std::vector<resources::TakenResource> resources{};  // likewise

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("at", self.at);
    visit("step", self.step);
    visit("from", self.from);
    visit("to", self.to);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("reason", self.reason, kReason);
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("terminal_name", self.terminal_name, wire::line(0, 60));
    visit("overridden", self.overridden, wire::at_most(rules::kConflictKinds));
    visit("override_reason", self.override_reason, kReason);
    visit("late_minutes", self.late_minutes, wire::range(1, kMaxLateMinutes));
    visit("modality", self.modality);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

}  // namespace alcove::api::appointments
