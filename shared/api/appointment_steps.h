// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/api/appointments.h"
#include "shared/api/cancelled_by.h"

// What becomes of an appointment: the states it goes through, cancelling, and the way back.
namespace alcove::api::appointments {

struct MarkRequest {
  AppointmentId appointment;
  std::int64_t base_revision = 0;
  // confirmed, arrived, roomed, in_session, checked_out, no_show, left_without_being_seen or
  // entered_in_error; the others have routes of their own.
  AppointmentState state = AppointmentState::kConfirmed;
  std::optional<RoomId> room;  // with roomed: into which, where it is not the one booked
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("state", self.state);
    visit("room", self.room);
    visit("reason", self.reason, kReason);
  }
};

// Refusals: kWrongState (that does not follow, or not yet: nobody arrives before the day or is a
// no-show before the start); kMissingField (reason, room); kTaken for another room.
inline constexpr auto mark = change_route<MarkRequest, Appointment>("/v1/appointments/mark");

struct CancelRequest {
  AppointmentId appointment;
  std::int64_t base_revision = 0;
  CancelledBy by = CancelledBy::kClient;
  std::string reason;  // the clinic always says why

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("by", self.by);
    visit("reason", self.reason, kReason);
  }
};

// Whether a client's cancellation is late follows from the clinic's notice (clinic_setup.h).
inline constexpr auto cancel = change_route<CancelRequest, Appointment>("/v1/appointments/cancel");

struct UndoRequest {
  AppointmentId appointment;
  std::int64_t base_revision = 0;
  std::string reason;  // always
  std::optional<std::string> override_reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("base_revision", self.base_revision, wire::range(1, INT64_MAX));
    visit("reason", self.reason, wire::line(1, 200));
    visit("override_reason", self.override_reason, kOverrideReason);
  }
};

// Back to the state before; of a move the new one is taken out. Refusals: kWrongState (nothing
// before, or the new one has gone on); kTaken (somebody else has the time); those of a booking.
inline constexpr auto undo = change_route<UndoRequest, Appointment>("/v1/appointments/undo");

}  // namespace alcove::api::appointments
