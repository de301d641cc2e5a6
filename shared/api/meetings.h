// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/appointments.h"
#include "shared/api/client_record.h"
#include "shared/api/day_board.h"
#include "shared/api/meeting_record.h"
#include "shared/rules/attendance.h"

// Meetings in the book: booking one of a family or couple (a group's: groups.h), one place more,
// others to lead it, cancelling. Leaving is the appointment's own business (appointment_steps.h),
// as is every other state; a place in a meeting is not moved or given to another clinician by
// itself (kWrongState).
namespace alcove::api::appointments {

struct Attendee {
  AppointmentId appointment;  // made by the terminal
  ClientId client;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("client", self.client);
  }
};

struct BookMeetingRequest {
  MeetingId meeting;
  MeetingKind kind = MeetingKind::kFamily;  // or couple
  ServiceId service;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<RoomId> room;
  std::vector<StaffId> clinicians;  // the first one leads
  std::vector<Attendee> attendees;  // the first one is the identified client
  std::optional<std::string> override_reason{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: none

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("kind", self.kind);
    visit("service", self.service);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("room", self.room);
    visit("clinicians", self.clinicians, wire::at_most(kMaxMeetingClinicians));
    visit("attendees", self.attendees, wire::at_most(kMaxAttendees));
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// Refusals as of `book`; of several, "clinicians[1]" or "attendees[2].client". kOutOfRange, field
// "attendees" (a couple is two, a family at least two), "clinicians" (one at least, each once),
// "kind" (a group has routes of its own) or "room" (fewer seats than clients). kTaken, field
// "meeting" (it has fewer places). kTooMany (meetings that day).
inline constexpr auto book_meeting =
    change_route<BookMeetingRequest, Meeting>("/v1/appointments/book_meeting");

struct JoinMeetingRequest {
  MeetingId meeting;
  AppointmentId appointment;
  ClientId client;
  MeetingPart part = MeetingPart::kGuest;  // or member

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("appointment", self.appointment);
    visit("client", self.client);
    visit("part", self.part);
  }
};

// One place more. Refusals: kTaken, field "client" or "meeting" (every place of it is taken),
// kOutOfRange (the room's seats; part), kWrongState (it was cancelled), kTooMany, field "meeting"
// (too many came and went), kNotFound, kAlreadyExists (the id).
inline constexpr auto join_meeting =
    change_route<JoinMeetingRequest, Appointment>("/v1/appointments/join_meeting");

struct AssignMeetingRequest {
  MeetingId meeting;
  std::int64_t base_revision = 0;
  std::vector<StaffId> clinicians;  // all of them, the first one leads
  std::optional<RoomId> room;
  std::string reason;
  std::optional<std::string> override_reason{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: as it was

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("meeting", self.meeting);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("clinicians", self.clinicians, wire::at_most(kMaxMeetingClinicians));
    visit("room", self.room);
    visit("reason", self.reason, kReason);
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// Others lead it, in another room, or with other resources; its open appointments follow. Who is
// new is a substitute. What it takes already is not asked for again.
inline constexpr auto assign_meeting =
    change_route<AssignMeetingRequest, Meeting>("/v1/appointments/assign_meeting");

struct AttendanceRequest {
  AppointmentId appointment;
  std::int64_t base_revision = 0;
  rules::Attendance attendance = rules::Attendance::kPresent;
  std::optional<std::int64_t> late_minutes;  // with late
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("attendance", self.attendance);
    visit("late_minutes", self.late_minutes, wire::range(1, kMaxLateMinutes));
    visit("reason", self.reason, kReason);
  }
};

// Brings the appointment to the state that says so, by the steps that lead there; what was marked
// otherwise before is taken back first and needs a reason (kMissingField). Refusals: kWrongState
// (it is marked so, the clinic took it away, not of a meeting; or as `mark` of
// appointment_steps.h); kMissingField, kOutOfRange (late_minutes).
inline constexpr auto attendance =
    change_route<AttendanceRequest, Appointment>("/v1/appointments/attendance");

}  // namespace alcove::api::appointments
