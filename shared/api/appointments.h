// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/wire/route.h"

// Who has which time: booking, moving, assigning. What becomes of it: appointment_steps.h. Reading:
// day_board.h. Every change but a booking says which revision the person saw: kConflict when
// somebody else was faster. A refusal kTaken has in its field which of "clinician", "room",
// "client" or "resource" would be in two places, and in its detail from when to when (of a resource
// its name too); `find_free` of free_time.h says what is free instead.
namespace alcove::api::appointments {

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> change_route(std::string_view path) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kScheduleWrite,
          .audit = wire::AuditClass::kWrite,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

struct BookRequest {
  AppointmentId appointment;  // made by the terminal, as every id
  ClientId client;
  StaffId clinician;
  std::optional<RoomId> room;
  ServiceId service;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::optional<std::string> override_reason{};  // although a soft conflict stands against it
  std::optional<Modality> modality{};            // left out: in the clinic
  std::optional<std::vector<resources::ResourceId>> resources{};  // left out: none

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("client", self.client);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("service", self.service);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("modality", self.modality);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// Refusals: kTaken; kNotFound (client, clinician, room, service or one of the resources is not
// there or not any more); kOutOfRange (start, minutes, resources: one of them twice);
// kAlreadyExists (the id). What the clinician's hours say (see availability.h): kOutOfRange, field
// "start" (closed, away, outside the hours) or "service" (the time is kept for another kind of
// visit); and kMissingField, field "override_reason", where only soft conflicts stand against it:
// with a reason it is booked, and both stay in its history. `find_free` lists every conflict by its
// kind. What is written down after its start is not refused for its hours: then all but being in
// two places is soft.
inline constexpr auto book = change_route<BookRequest, Appointment>("/v1/appointments/book");
// The same for somebody who stands at the desk: begins as arrived. Today only (kOutOfRange). The
// same is soft: somebody in a crisis is seen whatever the hours say.
inline constexpr auto walk_in = change_route<BookRequest, Appointment>("/v1/appointments/walk_in");

struct MoveRequest {
  AppointmentId appointment;  // stays, as rescheduled
  std::int64_t base_revision = 0;
  AppointmentId moved_to;  // the id of the new one
  StaffId clinician;
  std::optional<RoomId> room;
  LocalDateTime start;
  std::int64_t minutes = 0;
  std::string reason;
  std::optional<std::string> override_reason{};
  std::optional<Modality> modality{};                             // left out: as it was
  std::optional<std::vector<resources::ResourceId>> resources{};  // likewise

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("moved_to", self.moved_to);
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("reason", self.reason, kReason);
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("modality", self.modality);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// The reply is the new one. Its old time is free for it; the very same time is refused
// (kOutOfRange, field "start"): another clinician or room is `assign`.
inline constexpr auto move = change_route<MoveRequest, Appointment>("/v1/appointments/move");

struct AssignRequest {
  AppointmentId appointment;
  std::int64_t base_revision = 0;
  StaffId clinician;
  std::optional<RoomId> room;
  std::string reason;
  std::optional<std::string> override_reason{};
  std::optional<Modality> modality{};                             // left out: as it was
  std::optional<std::vector<resources::ResourceId>> resources{};  // likewise

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("reason", self.reason, kReason);
    visit("override_reason", self.override_reason, kOverrideReason);
    visit("modality", self.modality);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
};

// Another clinician, room or resource, or another way to meet, at the same time, until the visit is
// over. Who is in the waiting room already keeps their number; who comes into the house after all
// gets one.
inline constexpr auto assign = change_route<AssignRequest, Appointment>("/v1/appointments/assign");

}  // namespace alcove::api::appointments
